// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;

/**
 * The functions of expressions. Each gives nothing of nothing. Public because JEXL calls it; the
 * package is not exported.
 */
public final class Functions {

  /** ESO's identifiers; colons of a file's name may have become underscores. */
  private static final Pattern ARCHIVE_ID =
      Pattern.compile(
          "((?:M\\.)?[A-Za-z0-9_-]+\\.\\d{4}-\\d\\d-\\d\\dT\\d\\d)[:_](\\d\\d)[:_](\\d\\d\\.\\d{3})");

  private static final double HOUR = 15;

  private static final Pattern SEXAGESIMAL =
      Pattern.compile("([+-]?)(\\d{1,3})[: ](\\d{1,2})[: ](\\d{1,2}(?:\\.\\d*)?)");

  private static final Pattern PROGRAMME = Pattern.compile("(\\d{1,4})\\..+");

  /** A file's name without its ending. */
  public @Nullable String stem(@Nullable String name) {
    return name == null ? null : FileName.stem(name);
  }

  /** The identifier of the form PREFIX.YYYY-MM-DDThh:mm:ss.sss that a file's name is made of. */
  public @Nullable String archiveId(@Nullable String name) {
    Matcher id = ARCHIVE_ID.matcher(name == null ? "" : FileName.stem(name));
    return id.matches() ? id.group(1) + ":" + id.group(2) + ":" + id.group(3) : null;
  }

  /** An instant some days after another. */
  public @Nullable String plusDays(@Nullable String instant, @Nullable Number days) {
    if (instant == null || days == null) {
      return null;
    }
    try {
      LocalDateTime time = Instants.read(instant);
      return Instants.write(time.plusSeconds(Math.round(days.doubleValue() * 86_400)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The region of a position in degrees. */
  public @Nullable String position(@Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = point(ra, dec);
    return point == null
        ? null
        : StcText.write(new Position(point.longitude(), point.latitude()), "J2000");
  }

  /** Degrees of a right ascension: a number of degrees, or hours, minutes and seconds as text. */
  public @Nullable Double raDegrees(@Nullable Object ra) {
    return ra instanceof Number number ? number.doubleValue() : sexagesimal(ra, HOUR);
  }

  /** Degrees of a declination: a number of degrees, or degrees, minutes and seconds as text. */
  public @Nullable Double decDegrees(@Nullable Object dec) {
    return dec instanceof Number number ? number.doubleValue() : sexagesimal(dec, 1);
  }

  private static @Nullable Double sexagesimal(@Nullable Object text, double unit) {
    Matcher parts = SEXAGESIMAL.matcher(text == null ? "" : text.toString().strip());
    if (!parts.matches()) {
      return null;
    }
    double value =
        Double.parseDouble(parts.group(2))
            + Double.parseDouble(parts.group(3)) / 60
            + Double.parseDouble(parts.group(4)) / 3600;
    double degrees = ("-".equals(parts.group(1)) ? -value : value) * unit;
    return Math.rint(degrees * 1e9) / 1e9;
  }

  /** The observing period that an identifier of ESO's programmes begins with. */
  public @Nullable Integer periodOf(@Nullable String programme) {
    Matcher period = PROGRAMME.matcher(programme == null ? "" : programme.strip());
    return period.matches() ? Integer.valueOf(period.group(1)) : null;
  }

  /** Two numbers as an array of two. */
  public @Nullable String pair(@Nullable Number first, @Nullable Number second) {
    return first == null || second == null ? null : first + " " + second;
  }

  /** Galactic longitude of a position in degrees. */
  public @Nullable Double galLon(@Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = in(Frame.GALACTIC, ra, dec);
    return point == null ? null : degrees(point.longitude());
  }

  /** Galactic latitude of a position in degrees. */
  public @Nullable Double galLat(@Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = in(Frame.GALACTIC, ra, dec);
    return point == null ? null : degrees(point.latitude());
  }

  /** Ecliptic longitude of a position in degrees. */
  public @Nullable Double eclLon(@Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = in(Frame.ECLIPTIC, ra, dec);
    return point == null ? null : degrees(point.longitude());
  }

  /** Ecliptic latitude of a position in degrees. */
  public @Nullable Double eclLat(@Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = in(Frame.ECLIPTIC, ra, dec);
    return point == null ? null : degrees(point.latitude());
  }

  private static double degrees(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  private static @Nullable SkyPoint in(Frame frame, @Nullable Object ra, @Nullable Object dec) {
    SkyPoint point = point(ra, dec);
    return point == null ? null : Frame.ICRS.to(frame, point);
  }

  private static @Nullable SkyPoint point(@Nullable Object ra, @Nullable Object dec) {
    if (!(ra instanceof Number east) || !(dec instanceof Number north)) {
      return null;
    }
    try {
      return new SkyPoint(east.doubleValue(), north.doubleValue());
    } catch (InvalidRegionException e) {
      return null;
    }
  }

  /** Those of some texts that are there, each once, divided by commas. */
  public @Nullable String list(@Nullable Object... texts) {
    String all =
        Arrays.stream(texts)
            .filter(Objects::nonNull)
            .map(text -> String.valueOf(text).strip())
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining(","));
    return all.isEmpty() ? null : all;
  }

  /** In lower case. */
  public @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** In upper case. */
  public @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  /** The part of a text before the first of another, or all of it. */
  public @Nullable String before(@Nullable String text, String end) {
    int at = text == null ? -1 : text.indexOf(end);
    return text == null || at < 0 ? text : text.substring(0, at);
  }
}
