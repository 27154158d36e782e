// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutRequest.Extension;
import org.nasmyth.api.cutout.CutoutRequest.Named;
import org.nasmyth.api.cutout.CutoutRequest.Numbered;
import org.nasmyth.api.cutout.CutoutRequest.PixelBox;
import org.nasmyth.api.cutout.CutoutRequest.PixelSpan;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/**
 * Boxes of pixels, which are no part of SODA: SUB (also called PIXEL) as CADC's services take it,
 * {@code [extension][first:last,…]}, the extension by its number, or by its name and perhaps its
 * version as in {@code [SCI,2]}, and PIXEL_1, PIXEL_2, … as DaCHS takes them.
 */
final class PixelSelection {

  private static final Pattern BRACKETS =
      Pattern.compile(
          "(?:\\[\\s*(?:(\\d{1,6})|([^\\[\\],:*]*[A-Za-z][^\\[\\],:*]*)(?:,\\s*(\\d{1,6}))?)\\s*])?"
              + "\\s*(?:\\[([^\\[\\]]*)])?");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,18})(?:\\s*:\\s*(\\d{1,18}))?");
  private static final Pattern AXIS = Pattern.compile("PIXEL_([1-9])");
  private static final String FORM =
      "write [extension][first:last,first:last], such as [1][100:200,*] or [SCI,2][100:200,*],"
          + " pixels counted from 1";

  private PixelSelection() {}

  /** All boxes that are asked for. */
  static List<PixelBox> of(Parameters parameters) throws DaliException {
    List<PixelBox> boxes = new ArrayList<>();
    for (String name : List.of("SUB", "PIXEL")) {
      for (String value : parameters.all(name)) {
        boxes.add(box(name, value.strip()));
      }
    }
    List<@Nullable PixelSpan> byAxis = byAxis(parameters);
    if (!byAxis.isEmpty()) {
      boxes.add(new PixelBox(0, Collections.unmodifiableList(byAxis)));
    }
    return boxes;
  }

  /** How the boxes were asked for. */
  static List<String> texts(Parameters parameters) {
    List<String> texts = new ArrayList<>();
    for (String name : parameters.names()) {
      if (name.equals("SUB") || name.equals("PIXEL") || AXIS.matcher(name).matches()) {
        parameters.all(name).forEach(value -> texts.add(name + "=" + value.strip()));
      }
    }
    return texts;
  }

  private static PixelBox box(String name, String value) throws DaliException {
    Matcher matcher = BRACKETS.matcher(value);
    if (!matcher.matches() || value.isEmpty()) {
      throw DaliException.badRequest(
          name + ": '" + Numbers.shortened(value) + "' names no pixels; " + FORM + ".");
    }
    List<@Nullable PixelSpan> spans = new ArrayList<>();
    if (matcher.group(4) != null) {
      for (String part : matcher.group(4).split(",", -1)) {
        spans.add(span(name, part.strip()));
      }
    }
    return new PixelBox(extension(matcher), Collections.unmodifiableList(spans));
  }

  /** The primary HDU where nothing is named. */
  private static Extension extension(Matcher matcher) {
    @Nullable String name = matcher.group(2);
    if (name != null) {
      @Nullable String version = matcher.group(3);
      return new Named(
          name.strip(),
          version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)));
    }
    @Nullable String number = matcher.group(1);
    return new Numbered(number == null ? 0 : Integer.parseInt(number));
  }

  private static @Nullable PixelSpan span(String name, String text) throws DaliException {
    if (text.equals("*")) {
      return null;
    }
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw DaliException.badRequest(
          name
              + ": '"
              + Numbers.shortened(text)
              + "' is no range of pixels; "
              + FORM
              + ". Steps and mirrored axes are not offered.");
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
    return checked(name, first, last);
  }

  private static PixelSpan checked(String name, long first, long last) throws DaliException {
    if (first < 1 || last < first) {
      throw DaliException.badRequest(
          name
              + ": pixels are counted from 1 and go from the lower to the higher, got "
              + first
              + " to "
              + last
              + ".");
    }
    return new PixelSpan(first, last);
  }

  private static List<@Nullable PixelSpan> byAxis(Parameters parameters) throws DaliException {
    TreeMap<Integer, PixelSpan> spans = new TreeMap<>();
    for (String name : parameters.names()) {
      Matcher axis = AXIS.matcher(name);
      if (axis.matches()) {
        double[] values = new Numbers(name).read(parameters.single(name).orElse(""));
        if (values.length != 2 || Arrays.stream(values).anyMatch(v -> v != Math.rint(v))) {
          throw DaliException.badRequest(name + " takes the first and the last pixel.");
        }
        spans.put(
            Integer.valueOf(axis.group(1)), checked(name, (long) values[0], (long) values[1]));
      }
    }
    List<@Nullable PixelSpan> all = new ArrayList<>();
    for (int axis = 1; !spans.isEmpty() && axis <= spans.lastKey(); axis++) {
      all.add(spans.get(axis));
    }
    return all;
  }
}
