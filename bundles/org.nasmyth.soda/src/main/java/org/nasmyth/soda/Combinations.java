// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.cutout.CutoutRequest.Compression;
import org.nasmyth.api.cutout.CutoutRequest.PixelBox;
import org.nasmyth.api.products.Interval;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.ArchiveNames.RequestedId;

/**
 * The values that a set of parameters gives. Each combination of those that may be repeated makes
 * one cut-out (SODA 1.0, section 6).
 *
 * @param ids the products, at least one
 * @param places parts of the sky; empty for everywhere
 * @param bands wavelengths; empty for all
 * @param times times; empty for all
 * @param states the polarization states of each cut-out; empty for all
 * @param pixels the boxes of pixels of each cut-out; empty for all
 * @param pixelTexts how those were asked for
 * @param mask whether pixels outside the place are blanked
 * @param compression what becomes of images that are compressed in tiles
 * @param prefix the user's label; null for none
 */
record Combinations(
    List<RequestedId> ids,
    List<Place> places,
    List<Interval> bands,
    List<Interval> times,
    List<String> states,
    List<PixelBox> pixels,
    List<String> pixelTexts,
    boolean mask,
    Compression compression,
    @Nullable String prefix) {

  private static final String PREFIX = "PREFIX";
  private static final String MASK = "MASK";
  private static final String COMPRESSED = "COMPRESSED";

  /** ObsCore's words (ObsCore 1.1, section 4.7.6). */
  private static final Set<String> STATES =
      Set.of("I", "Q", "U", "V", "RR", "LL", "RL", "LR", "XX", "YY", "XY", "YX", "POLI", "POLA");

  private static final int LONGEST_PREFIX = 64;
  private static final int LONGEST_LINE = 2000;

  /**
   * Reads and checks parameters.
   *
   * @throws DaliException of status 400 if one is wrong or missing
   */
  static Combinations of(Parameters parameters, ArchiveNames names) throws DaliException {
    List<RequestedId> ids = new ArrayList<>();
    for (String value : parameters.all("ID")) {
      ids.addAll(names.read(value));
    }
    if (ids.isEmpty()) {
      throw DaliException.badRequest(
          "ID is missing; it names the dataset, such as ID="
              + names.identifier("…")
              + ". A list of cut-outs is the text of the parameter "
              + SodaRequest.LIST
              + ", not a file.");
    }
    Combinations all =
        new Combinations(
            ids,
            Place.of(parameters),
            intervals("BAND", parameters),
            intervals("TIME", parameters),
            states(parameters),
            PixelSelection.of(parameters),
            PixelSelection.texts(parameters),
            flag(MASK, parameters).orElse(false),
            compression(parameters),
            prefix(parameters));
    if (all.mask && all.places.isEmpty()) {
      throw DaliException.badRequest(
          "MASK=true blanks pixels outside a shape; give CIRCLE, POLYGON or POS.");
    }
    if (all.isWhole()) {
      refuseUnknown(parameters);
    }
    return all;
  }

  private boolean isWhole() {
    return places.isEmpty()
        && bands.isEmpty()
        && times.isEmpty()
        && states.isEmpty()
        && pixels.isEmpty();
  }

  /** How many cut-outs there are. */
  long count() {
    return (long) ids.size()
        * Math.max(1, places.size())
        * Math.max(1, bands.size())
        * Math.max(1, times.size());
  }

  /** The name of a parameter that has several values; empty where there is one cut-out. */
  Optional<String> repeated() {
    if (ids.size() > 1) {
      return Optional.of("ID");
    }
    if (places.size() > 1) {
      return Optional.of("the place (POS, CIRCLE, POLYGON)");
    }
    if (bands.size() > 1) {
      return Optional.of("BAND");
    }
    return times.size() > 1 ? Optional.of("TIME") : Optional.empty();
  }

  /** All cut-outs, those of one product together. */
  List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    for (RequestedId id : ids) {
      for (Place place : orNone(places)) {
        for (Interval band : orNone(bands)) {
          for (Interval time : orNone(times)) {
            orders.add(order(id, place, band, time));
          }
        }
      }
    }
    return orders;
  }

  private Order order(
      RequestedId id, @Nullable Place place, @Nullable Interval band, @Nullable Interval time) {
    return new Order(
        id,
        new CutoutRequest(
            place == null ? null : place.region(),
            place == null ? null : place.range(),
            band,
            time,
            states,
            pixels,
            mask,
            compression,
            provenance(id, place, band, time)),
        named(place, band, time),
        prefix);
  }

  /** How the user called the axes along which is cut. */
  private Map<CutoutAxis, String> named(
      @Nullable Place place, @Nullable Interval band, @Nullable Interval time) {
    Map<CutoutAxis, String> names = new EnumMap<>(CutoutAxis.class);
    if (place != null) {
      names.put(CutoutAxis.SKY, beforeEquals(place.text()));
    }
    if (band != null) {
      names.put(CutoutAxis.BAND, "BAND");
    }
    if (time != null) {
      names.put(CutoutAxis.TIME, "TIME");
    }
    if (!states.isEmpty()) {
      names.put(CutoutAxis.POLARIZATION, "POL");
    }
    if (!pixels.isEmpty()) {
      names.put(
          CutoutAxis.PIXEL,
          pixelTexts.stream()
              .map(Combinations::beforeEquals)
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return names;
  }

  private static String beforeEquals(String text) {
    return text.substring(0, text.indexOf('='));
  }

  private List<String> provenance(
      RequestedId id, @Nullable Place place, @Nullable Interval band, @Nullable Interval time) {
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
    if (!states.isEmpty()) {
      lines.add("POL=" + String.join(" ", states));
    }
    lines.addAll(pixelTexts);
    if (mask) {
      lines.add("MASK=true");
    }
    return lines.stream().map(Combinations::printable).toList();
  }

  private static <T> List<@Nullable T> orNone(List<T> values) {
    List<@Nullable T> all = new ArrayList<>(values);
    if (all.isEmpty()) {
      all.add(null);
    }
    return all;
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

  private static Compression compression(Parameters parameters) throws DaliException {
    return flag(COMPRESSED, parameters)
        .map(kept -> kept ? Compression.KEPT : Compression.NONE)
        .orElse(Compression.ANY);
  }

  private static Optional<Boolean> flag(String name, Parameters parameters) throws DaliException {
    String value = parameters.single(name).orElse("").strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "" -> Optional.empty();
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> throw DaliException.badRequest(name + " is true or false.");
    };
  }

  /** The user's label as it can stand in names of files. */
  static @Nullable String prefix(Parameters parameters) throws DaliException {
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
      if (!SodaRequest.NAMES.contains(name)) {
        throw DaliException.badRequest(
            "Nothing says what to cut, and the parameter "
                + Numbers.shortened(name)
                + " is not known; there are CIRCLE, POLYGON, POS, BAND, TIME, POL and SUB.");
      }
    }
  }

  /** As FITS headers take it. */
  private static String printable(String line) {
    String text = line.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
  }
}
