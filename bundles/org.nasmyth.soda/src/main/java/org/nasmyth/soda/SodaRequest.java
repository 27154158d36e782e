// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.cutout.CutoutRequest.PixelBox;
import org.nasmyth.api.products.Interval;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.ArchiveNames.RequestedId;

/**
 * What a request or a job asks for (SODA 1.0, section 3): one cut-out of each combination of the
 * values of its parameters; or those of a list.
 *
 * @param orders the cut-outs, at least one
 * @param asTar whether they are wanted as one tar file
 * @param repeated why there are several, as the name of a parameter; null where there is one
 * @param prefix the user's label for the tar file; null for none
 */
record SodaRequest(
    List<Order> orders, boolean asTar, @Nullable String repeated, @Nullable String prefix) {

  /** The parameter that holds a list of cut-outs. */
  static final String LIST = "CUTOUTS";

  private static final String PREFIX = "PREFIX";
  private static final String MASK = "MASK";
  private static final String FORMAT = "RESPONSEFORMAT";

  /** The parameters that a job has at most once. */
  static final Set<String> SINGLE = Set.of(PREFIX, MASK, FORMAT, LIST);

  private static final Set<String> NAMES =
      Set.of(
          "ID", "POS", "CIRCLE", "POLYGON", "BAND", "TIME", "POL", "SUB", "PIXEL", PREFIX, MASK,
          FORMAT, LIST);

  /** ObsCore's words (ObsCore 1.1, section 4.7.6). */
  private static final Set<String> STATES =
      Set.of("I", "Q", "U", "V", "RR", "LL", "RL", "LR", "XX", "YY", "XY", "YX", "POLI", "POLA");

  private static final int LONGEST_PREFIX = 64;
  private static final int LONGEST_LINE = 2000;

  /**
   * Reads and checks the parameters.
   *
   * @param most the most cut-outs
   * @throws DaliException of status 400 if one is wrong or missing
   */
  static SodaRequest of(Parameters parameters, ArchiveNames names, int most) throws DaliException {
    String list = parameters.single(LIST).orElse(null);
    String prefix = prefix(parameters);
    if (list == null) {
      List<String> repeated = new ArrayList<>();
      List<Order> orders = orders(parameters, names, most, repeated);
      return new SodaRequest(
          orders, isTar(parameters, false), repeated.isEmpty() ? null : repeated.get(0), prefix);
    }
    List<Order> orders = new ArrayList<>();
    for (CutoutList.Line line : CutoutList.of(list, most)) {
      try {
        orders.addAll(
            orders(
                joined(parameters, line.parameters()),
                names,
                most - orders.size(),
                new ArrayList<>()));
      } catch (DaliException e) {
        throw DaliException.badRequest(
            "Line " + line.number() + " of " + LIST + ": " + e.getMessage());
      }
    }
    return new SodaRequest(orders, isTar(parameters, true), LIST, prefix);
  }

  /** What holds for one line of a list: what it says, and for the rest what is said for all. */
  private static Parameters joined(Parameters common, Map<String, List<String>> line)
      throws DaliException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : common.names()) {
      if (!name.equals(LIST)) {
        all.put(name, common.all(name));
      }
    }
    all.putAll(line);
    return Parameters.of(all);
  }

  private static List<Order> orders(
      Parameters parameters, ArchiveNames names, int most, List<String> repeated)
      throws DaliException {
    List<RequestedId> ids = new ArrayList<>();
    for (String value : parameters.all("ID")) {
      ids.addAll(names.read(value));
    }
    if (ids.isEmpty()) {
      throw DaliException.badRequest(
          "ID is missing; it names the dataset, such as ID="
              + names.identifier("…")
              + ". A list of cut-outs is the text of the parameter "
              + LIST
              + ", not a file.");
    }
    List<Place> places = Place.of(parameters);
    List<Interval> bands = intervals("BAND", parameters);
    List<Interval> times = intervals("TIME", parameters);
    List<String> states = states(parameters);
    List<PixelBox> pixels = PixelSelection.of(parameters);
    boolean mask = mask(parameters);
    if (mask && places.isEmpty()) {
      throw DaliException.badRequest(
          "MASK=true blanks pixels outside a shape; give CIRCLE, POLYGON or POS.");
    }
    if (places.isEmpty()
        && bands.isEmpty()
        && times.isEmpty()
        && states.isEmpty()
        && pixels.isEmpty()) {
      refuseUnknown(parameters);
    }
    told("ID", ids, repeated);
    told("the place (POS, CIRCLE, POLYGON)", places, repeated);
    told("BAND", bands, repeated);
    told("TIME", times, repeated);
    long count =
        (long) ids.size()
            * Math.max(1, places.size())
            * Math.max(1, bands.size())
            * Math.max(1, times.size());
    if (count > most) {
      throw DaliException.badRequest(
          "These are "
              + count
              + " cut-outs or more; "
              + most
              + " can be asked for here. Send several requests.");
    }
    String prefix = prefix(parameters);
    List<Order> orders = new ArrayList<>();
    for (RequestedId id : ids) {
      for (Place place : orNone(places)) {
        for (Interval band : orNone(bands)) {
          for (Interval time : orNone(times)) {
            orders.add(
                new Order(
                    id,
                    new CutoutRequest(
                        place == null ? null : place.region(),
                        place == null ? null : place.range(),
                        band,
                        time,
                        states,
                        pixels,
                        mask,
                        provenance(id, place, band, time, parameters)),
                    prefix));
          }
        }
      }
    }
    return orders;
  }

  private static <T> List<@Nullable T> orNone(List<T> values) {
    List<@Nullable T> all = new ArrayList<>(values);
    if (all.isEmpty()) {
      all.add(null);
    }
    return all;
  }

  private static void told(String name, List<?> values, List<String> repeated) {
    if (values.size() > 1) {
      repeated.add(name);
    }
  }

  private static List<Interval> intervals(String name, Parameters parameters) throws DaliException {
    List<Interval> intervals = new ArrayList<>();
    for (String value : parameters.all(name)) {
      intervals.add(new Numbers(name).interval(value));
    }
    return intervals;
  }

  /** All values of POL together choose the states of one cut-out (SODA 1.0, section 3.3.6). */
  private static List<String> states(Parameters parameters) throws DaliException {
    Set<String> states = new LinkedHashSet<>();
    for (String value : parameters.all("POL")) {
      for (String word : value.strip().split("[\\s,/]+", -1)) {
        String state = word.toUpperCase(Locale.ROOT);
        if (!state.isEmpty() && !STATES.contains(state)) {
          throw DaliException.badRequest(
              "POL: '"
                  + Numbers.shortened(word)
                  + "' is no polarization state; there are "
                  + STATES.stream().sorted().collect(Collectors.joining(", "))
                  + ".");
        }
        if (!state.isEmpty()) {
          states.add(state);
        }
      }
    }
    return List.copyOf(states);
  }

  private static boolean mask(Parameters parameters) throws DaliException {
    String mask = parameters.single(MASK).orElse("false").strip().toLowerCase(Locale.ROOT);
    return switch (mask) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw DaliException.badRequest("MASK is true or false.");
    };
  }

  private static boolean isTar(Parameters parameters, boolean otherwise) throws DaliException {
    String format = parameters.single(FORMAT).orElse("").strip().toLowerCase(Locale.ROOT);
    return switch (format) {
      case "" -> otherwise;
      case "tar", "application/x-tar" -> true;
      case "fits", "application/fits", "image/fits" -> false;
      default ->
          throw DaliException.badRequest(
              FORMAT
                  + " '"
                  + Numbers.shortened(format)
                  + "' is not offered; write fits, or tar for several cut-outs in one file.");
    };
  }

  private static @Nullable String prefix(Parameters parameters) throws DaliException {
    String given = parameters.single(PREFIX).orElse("").strip();
    String safe = given.replaceAll("[^A-Za-z0-9.+\\-]+", "_");
    if (safe.isEmpty()) {
      return null;
    }
    return safe.length() > LONGEST_PREFIX ? safe.substring(0, LONGEST_PREFIX) : safe;
  }

  /** A name that was mistyped must not make a whole file of a cut-out. */
  private static void refuseUnknown(Parameters parameters) throws DaliException {
    for (String name : parameters.names()) {
      if (!NAMES.contains(name) && !name.equals("RUNID")) {
        throw DaliException.badRequest(
            "Nothing says what to cut, and the parameter "
                + Numbers.shortened(name)
                + " is not known; there are CIRCLE, POLYGON, POS, BAND, TIME, POL and SUB.");
      }
    }
  }

  private static List<String> provenance(
      RequestedId id,
      @Nullable Place place,
      @Nullable Interval band,
      @Nullable Interval time,
      Parameters parameters)
      throws DaliException {
    List<String> lines = new ArrayList<>();
    lines.add("SODA cut-out, ID=" + id.asGiven());
    if (place != null) {
      lines.add(place.text());
    }
    if (band != null) {
      lines.add("BAND=" + band.low() + " " + band.high());
    }
    if (time != null) {
      lines.add("TIME=" + time.low() + " " + time.high());
    }
    List<String> states = states(parameters);
    if (!states.isEmpty()) {
      lines.add("POL=" + String.join(" ", states));
    }
    lines.addAll(PixelSelection.texts(parameters));
    if (mask(parameters)) {
      lines.add("MASK=true");
    }
    return lines.stream().map(SodaRequest::printable).toList();
  }

  /** As FITS headers take it. */
  private static String printable(String line) {
    String text = line.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
  }
}
