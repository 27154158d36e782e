// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text form of regions in the manner of STC-S, as TAP 1.0 and ObsCore services return it.
 *
 * <pre>
 * POSITION [frame] lon lat
 * CIRCLE   [frame] lon lat radius
 * BOX      [frame] lon lat width height
 * POLYGON  [frame] lon lat lon lat lon lat ...
 * UNION    [frame] ( shape shape ... )
 * ALLSKY   [frame]
 * </pre>
 *
 * <p>Words may be in any case; blanks and commas separate. A frame is read as {@link Frame#parse}
 * reads it, reference position and flavour included. Inside a union a shape without a frame has
 * that of the union, and one with a frame of its own is rotated. {@code unit deg} may follow the
 * coordinates; other units, and shapes that this package does not have, are refused.
 */
public final class StcText {
  private static final int DEEPEST = 16;

  private static final String SHAPES = "POSITION, CIRCLE, BOX, POLYGON, UNION and ALLSKY";

  private final String text;
  private int tokenStart;
  private int tokenEnd;

  private StcText(String text) {
    this.text = text;
    advance();
  }

  /**
   * Reads a region whose frame, if it names none, is ICRS.
   *
   * @param text the region
   * @return the region and its frame
   * @throws RegionSyntaxException if the text is not a region, with the place
   */
  public static FramedRegion parse(String text) {
    return parse(text, Frame.ICRS);
  }

  /**
   * Reads a region.
   *
   * @param text the region
   * @param otherwise the frame if the text names none
   * @return the region and its frame
   * @throws RegionSyntaxException if the text is not a region, with the place
   */
  public static FramedRegion parse(String text, Frame otherwise) {
    StcText reader = new StcText(text);
    Parsed parsed = reader.shape(null, 0);
    reader.unit();
    if (!reader.atEnd()) {
      throw reader.error("Expected the end of the region, found '" + reader.token() + "'");
    }
    return new FramedRegion(parsed.frame() == null ? otherwise : parsed.frame(), parsed.region());
  }

  /**
   * Writes a region without a frame.
   *
   * @param region the region
   * @return the text; {@link #parse} gives an equal region back
   */
  public static String write(Region region) {
    return write(region, "");
  }

  /**
   * Writes a region.
   *
   * @param region the region
   * @param frame name of the frame of its coordinates as it is to stand in the text, such as {@code
   *     J2000}; empty for none
   * @return the text; {@link #parse} gives an equal region back
   * @throws RegionSyntaxException if the frame's name is not known
   */
  public static String write(Region region, String frame) {
    Frame.parse(frame);
    StringBuilder out = new StringBuilder();
    write(region, frame.isBlank() ? "" : " " + frame.strip(), out);
    return out.toString();
  }

  private static void write(Region region, String frame, StringBuilder out) {
    if (region instanceof Position position) {
      out.append("POSITION").append(frame);
      write(position.point(), out);
    } else if (region instanceof Circle circle) {
      out.append("CIRCLE").append(frame);
      write(circle.centre(), out);
      out.append(' ').append(Decimals.text(circle.radius()));
    } else if (region instanceof Polygon polygon) {
      out.append("POLYGON").append(frame);
      polygon.vertices().forEach(vertex -> write(vertex, out));
    } else {
      out.append("UNION").append(frame).append(" (");
      String separator = "";
      for (Region member : ((Union) region).members()) {
        out.append(separator);
        write(member, frame, out);
        separator = " ";
      }
      out.append(')');
    }
  }

  private static void write(SkyPoint point, StringBuilder out) {
    out.append(' ').append(Decimals.text(point.longitude()));
    out.append(' ').append(Decimals.text(point.latitude()));
  }

  private record Parsed(@Nullable Frame frame, Region region) {}

  private Parsed shape(@Nullable Frame outer, int depth) {
    if (atEnd()) {
      throw error("Expected a region: " + SHAPES);
    }
    int start = tokenStart;
    String word = token().toUpperCase(Locale.ROOT);
    if (!isShape(word)) {
      throw error("Unknown region '" + token() + "'; known are " + SHAPES);
    }
    advance();
    Frame frame = frame(outer);
    if (word.equals("UNION")) {
      return union(frame, depth);
    }
    try {
      return new Parsed(frame, simple(word));
    } catch (RegionSyntaxException e) {
      throw e;
    } catch (InvalidRegionException e) {
      throw new RegionSyntaxException(e, start);
    }
  }

  private static boolean isShape(String word) {
    return switch (word) {
      case "POSITION", "CIRCLE", "BOX", "POLYGON", "UNION", "ALLSKY" -> true;
      default -> false;
    };
  }

  private Region simple(String word) {
    return switch (word) {
      case "POSITION" -> new Position(point("the position"));
      case "CIRCLE" -> new Circle(point("the circle's centre"), number("the circle's radius"));
      case "BOX" ->
          Polygon.box(
              point("the box's centre"), number("the box's width"), number("the box's height"));
      case "ALLSKY" -> new Circle(0, 0, 180);
      default -> polygon();
    };
  }

  private Polygon polygon() {
    List<SkyPoint> vertices = new ArrayList<>();
    do {
      vertices.add(point("vertex " + (vertices.size() + 1)));
    } while (isNumber());
    return new Polygon(vertices);
  }

  private Parsed union(@Nullable Frame stated, int depth) {
    if (depth == DEEPEST) {
      throw error("Unions are nested more than " + DEEPEST + " deep");
    }
    if (!token().equals("(")) {
      throw error("Expected '(' after UNION, found " + found());
    }
    advance();
    Frame frame = stated;
    List<Region> members = new ArrayList<>();
    while (!token().equals(")")) {
      if (atEnd()) {
        throw error("The union is not closed by ')'");
      }
      Parsed member = shape(frame, depth + 1);
      unit();
      if (frame == null) {
        frame = member.frame();
      }
      members.add(
          frame == null || member.frame() == null
              ? member.region()
              : member.frame().to(frame, member.region()));
    }
    if (members.isEmpty()) {
      throw error("A union needs at least one member");
    }
    advance();
    return new Parsed(frame, new Union(members));
  }

  private @Nullable Frame frame(@Nullable Frame outer) {
    Frame frame = outer;
    if (Frame.isName(token())) {
      frame = Frame.named(token(), tokenStart);
      advance();
    }
    while (Frame.isQualifier(token())) {
      advance();
    }
    return frame;
  }

  private void unit() {
    if (token().equalsIgnoreCase("unit")) {
      advance();
      if (!token().equalsIgnoreCase("deg")) {
        throw error("Only the unit deg is supported, found " + found());
      }
      advance();
    }
  }

  private SkyPoint point(String what) {
    int start = tokenStart;
    double longitude = number("the longitude of " + what);
    double latitude = number("the latitude of " + what);
    try {
      return new SkyPoint(longitude, latitude);
    } catch (InvalidRegionException e) {
      throw new RegionSyntaxException(e, start);
    }
  }

  private double number(String what) {
    if (!isNumber()) {
      throw error("Expected " + what + " in degrees, found " + found());
    }
    double value = Double.parseDouble(token());
    advance();
    return value;
  }

  private boolean isNumber() {
    return Decimals.isNumber(text, tokenStart, tokenEnd);
  }

  private boolean atEnd() {
    return tokenStart == text.length();
  }

  private String token() {
    return text.substring(tokenStart, tokenEnd);
  }

  private String found() {
    return atEnd() ? "the end of the text" : "'" + token() + "'";
  }

  private RegionSyntaxException error(String message) {
    return new RegionSyntaxException(message, tokenStart);
  }

  private void advance() {
    tokenStart = tokenEnd;
    while (tokenStart < text.length() && isSeparator(text.charAt(tokenStart))) {
      tokenStart++;
    }
    tokenEnd = tokenStart;
    while (tokenEnd < text.length() && isPartOfWord(text.charAt(tokenEnd))) {
      tokenEnd++;
    }
    if (tokenEnd == tokenStart && tokenEnd < text.length()) {
      tokenEnd++;
    }
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || c == ',';
  }

  private static boolean isPartOfWord(char c) {
    return !isSeparator(c) && c != '(' && c != ')';
  }
}
