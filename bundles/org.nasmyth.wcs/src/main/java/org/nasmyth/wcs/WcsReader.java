// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.PixelDistortion;
import org.nasmyth.wcs.distortion.PlaneMap;
import org.nasmyth.wcs.spectral.LogarithmicMap;
import org.nasmyth.wcs.spectral.SpectralQuantity;

/** Makes a {@link Wcs} of one description of a header. */
final class WcsReader {
  private static final int MOST_AXES = 99;
  private static final int DEFAULT_AXES = 9;
  private static final String TABLE = "TAB";
  private static final String LOGARITHM = "LOG";

  private final CardReader cards;
  private final DistortionReader distortions;
  private final Tables tables;
  private final boolean primary;
  private final int size;
  private final AxisType[] types;
  private final AxisKind[] kinds;
  private final SpectralReader spectral;
  private final double[] factors;
  private final double[] references;
  private final List<AxisTransform> transforms = new ArrayList<>();

  /** Takes the description up; see {@link Wcs#read(Cards, char, Tables)}. */
  WcsReader(Cards cards, char alternate, Tables tables) {
    if (alternate != ' ' && !(alternate >= 'A' && alternate <= 'Z')) {
      throw new IllegalArgumentException(
          "'" + alternate + "' is no letter of an alternate description.");
    }
    this.cards = new CardReader(cards, alternate);
    this.tables = tables;
    distortions = new DistortionReader(this.cards);
    primary = alternate == ' ';
    size = axes();
    types = new AxisType[size];
    kinds = new AxisKind[size];
    spectral = new SpectralReader(this.cards, types);
    factors = new double[size];
    references = new double[size];
  }

  private int axes() {
    int naxis = cards.whole("NAXIS").orElse(0);
    String keyword = cards.key("WCSAXES");
    int declared = cards.whole(keyword).orElse(0);
    if (declared < 0 || declared > MOST_AXES) {
      throw new WcsException(
          keyword + " = " + declared + " is not within 0 and " + MOST_AXES + ".");
    }
    int most = Math.max(declared, naxis);
    for (int i = most + 1; i <= DEFAULT_AXES; i++) {
      for (String root : new String[] {"CTYPE", "CRPIX", "CRVAL", "CDELT"}) {
        if (cards.has(cards.key(root + i))) {
          most = i;
        }
      }
    }
    if (most == 0) {
      throw new WcsException(
          "The header describes no axes: NAXIS is " + naxis + " and there is no CTYPE1.");
    }
    return most;
  }

  /** Reads all. */
  Wcs read() {
    for (int i = 0; i < size; i++) {
      types[i] = type(i);
      kinds[i] = kind(types[i]);
    }
    int longitude = projected(AxisKind.LONGITUDE);
    int latitude = projected(AxisKind.LATITUDE);
    requirePair(longitude, latitude);
    for (int i = 0; i < size; i++) {
      factors[i] = factor(i);
      double value = cards.number(cards.key("CRVAL" + (i + 1)), 0.0);
      references[i] = table(i) ? value : value * factors[i];
    }
    double[] rows = factors.clone();
    for (int i = 0; i < size; i++) {
      if (table(i)) {
        rows[i] = 1.0;
      }
    }
    LinearPart linear = new LinearReader(cards, size).read(longitude, latitude, rows);

    @Nullable CelestialAxes celestial = null;
    @Nullable CelestialFrame frame = null;
    @Nullable PlaneMap pixelDistortion = null;
    if (longitude >= 0) {
      boolean named = types[longitude].sip() || types[latitude].sip();
      boolean ownPolynomials = Set.of("TPV", "TNX", "ZPX").contains(types[longitude].algorithm());
      pixelDistortion = named || (primary && !ownPolynomials) ? distortions.sip() : null;
      celestial =
          new CelestialReader(cards, distortions, types[longitude], references)
              .read(longitude, latitude, pixelDistortion != null);
      transforms.add(celestial);
      frame = FrameReader.frame(cards, types[longitude]);
    }
    boolean polynomials = pixelDistortion != null;
    LookupReader lookups = new LookupReader(cards, tables);
    @Nullable PlaneMap detector = lookups.detector();
    @Nullable PlaneMap prior = lookups.prior();
    if (detector != null || prior != null) {
      pixelDistortion =
          new PixelDistortion(
              linear.referencePixel(0),
              size > 1 ? linear.referencePixel(1) : 0.0,
              detector,
              pixelDistortion,
              prior);
    }
    if (pixelDistortion != null && size < 2) {
      throw new WcsException(
          (polynomials ? "A_ORDER" : "CPDIS1 or D2IMDIS1") + " is given for an image of one axis.");
    }
    others(longitude, latitude);
    return new Wcs(
        new Wcs.Parts(
            shape(),
            linear,
            pixelDistortion,
            transforms,
            described(),
            celestial,
            frame,
            spectral.scale(kinds).orElse(null),
            timeReference().orElse(null)));
  }

  private List<Long> shape() {
    List<Long> shape = new ArrayList<>(Collections.nCopies(size, 1L));
    int naxis = cards.whole("NAXIS").orElse(0);
    for (int j = 0; j < Math.min(naxis, size); j++) {
      String keyword = "NAXIS" + (j + 1);
      int length =
          cards
              .whole(keyword)
              .orElseThrow(
                  () -> new WcsException(keyword + " is missing, though NAXIS is " + naxis + "."));
      if (length < 0) {
        throw new WcsException(keyword + " = " + length + " is negative.");
      }
      shape.set(j, (long) length);
    }
    return shape;
  }

  private AxisType type(int axis) {
    String text = cards.text(cards.key("CTYPE" + (axis + 1)));
    AxisType type = AxisType.of(text == null ? "" : text);
    return aips(type);
  }

  /** The velocity axes of AIPS: what they count is told by VELREF. */
  private AxisType aips(AxisType type) {
    boolean framed = Set.of("LSR", "HEL", "OBS", "GEO").contains(type.algorithm());
    boolean bare = type.algorithm().isEmpty();
    return switch (type.quantity()) {
      case "FREQ" -> framed ? new AxisType(type.text(), "FREQ", "", false) : type;
      case "FELO" -> framed || bare ? new AxisType(type.text(), "VOPT", "F2W", false) : type;
      case "VELO" -> {
        int velref = cards.whole("VELREF").orElse(0);
        if (framed || (bare && velref > 0)) {
          yield new AxisType(type.text(), velref > 256 ? "VRAD" : "VOPT", "", false);
        }
        yield type;
      }
      default -> type;
    };
  }

  private static AxisKind kind(AxisType type) {
    if (type.longitude() && !type.algorithm().isEmpty()) {
      return AxisKind.LONGITUDE;
    }
    if (type.latitude() && !type.algorithm().isEmpty()) {
      return AxisKind.LATITUDE;
    }
    if (SpectralQuantity.of(type.quantity()).isPresent()) {
      return AxisKind.SPECTRAL;
    }
    return type.stokes() ? AxisKind.STOKES : type.time() ? AxisKind.TIME : AxisKind.OTHER;
  }

  private boolean table(int axis) {
    return types[axis].algorithm().equals(TABLE);
  }

  /** The axis of a kind that a projection is given for, or -1. */
  private int projected(AxisKind kind) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      if (kinds[i] == kind
          && !types[i].algorithm().equals(TABLE)
          && !types[i].algorithm().equals(LOGARITHM)) {
        if (found >= 0) {
          throw new WcsException(
              cards.told("CTYPE", found)
                  + " and "
                  + cards.told("CTYPE", i)
                  + " are two axes of one kind; at most one is possible.");
        }
        found = i;
      }
    }
    return found;
  }

  private void requirePair(int longitude, int latitude) {
    if (longitude < 0 && latitude < 0) {
      return;
    }
    if (longitude < 0 || latitude < 0) {
      throw new WcsException(
          cards.told("CTYPE", Math.max(longitude, latitude))
              + " has no partner: a celestial axis needs a second one.");
    }
    AxisType lng = types[longitude];
    AxisType lat = types[latitude];
    if (!lng.partner().equals(lat.quantity()) || !lng.algorithm().equals(lat.algorithm())) {
      throw new WcsException(
          cards.told("CTYPE", longitude)
              + " and "
              + cards.told("CTYPE", latitude)
              + " do not belong together.");
    }
  }

  private double factor(int axis) {
    String keyword = cards.key("CUNIT" + (axis + 1));
    @Nullable String text = cards.text(keyword);
    if (kinds[axis] == AxisKind.TIME && text == null) {
      keyword = "TIMEUNIT";
      text = cards.text(keyword);
    }
    if (text == null || kinds[axis] == AxisKind.OTHER || kinds[axis] == AxisKind.STOKES) {
      return 1.0;
    }
    CoordinateUnit.@Nullable Quantity expected =
        switch (kinds[axis]) {
          case LONGITUDE, LATITUDE -> CoordinateUnit.Quantity.ANGLE;
          case TIME -> CoordinateUnit.Quantity.TIME;
          default -> SpectralReader.unit(types[axis].quantity());
        };
    if (expected == null) {
      return 1.0;
    }
    Optional<CoordinateUnit> unit = CoordinateUnit.of(text);
    if (unit.isEmpty() || unit.get().quantity() != expected) {
      throw new WcsException(
          keyword
              + " = '"
              + text
              + "' is no unit of "
              + expected.name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + ", as "
              + cards.told("CTYPE", axis)
              + " wants.");
    }
    return unit.get().factor();
  }

  private void others(int longitude, int latitude) {
    List<Integer> tabular = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (i == longitude || i == latitude) {
        continue;
      }
      String algorithm = types[i].algorithm();
      if (algorithm.equals(TABLE)) {
        tabular.add(i);
      } else if (algorithm.equals(LOGARITHM)) {
        if (references[i] == 0.0) {
          throw new WcsException(
              cards.told("CTYPE", i)
                  + " needs a reference other than 0 in "
                  + cards.key("CRVAL" + (i + 1))
                  + ".");
        }
        transforms.add(new MappedAxis(i, new LogarithmicMap(references[i])));
      } else if (kinds[i] == AxisKind.SPECTRAL && !algorithm.isEmpty()) {
        transforms.add(new MappedAxis(i, spectral.map(i, references[i])));
      } else {
        transforms.add(new LinearAxis(i, references[i]));
      }
    }
    transforms.addAll(new TableReader(cards, tables).read(tabular, references, factors));
  }

  private List<Axis> described() {
    List<Axis> described = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = cards.text(cards.key("CNAME" + (i + 1)));
      String unit = cards.text(cards.key("CUNIT" + (i + 1)));
      String base =
          switch (kinds[i]) {
            case LONGITUDE, LATITUDE -> "deg";
            case TIME -> "s";
            case SPECTRAL -> SpectralQuantity.of(types[i].quantity()).orElseThrow().unit();
            default -> unit == null ? "" : unit;
          };
      described.add(new Axis(i + 1, types[i].text(), kinds[i], base, name == null ? "" : name));
    }
    return described;
  }

  private Optional<TimeReference> timeReference() {
    for (int i = 0; i < size; i++) {
      if (kinds[i] == AxisKind.TIME) {
        String timesys = cards.text("TIMESYS");
        String own = types[i].timeScale();
        String scale = own.equals("TIME") ? (timesys == null ? "UTC" : timesys) : own;
        double[] reference = new TimeReferenceReader(cards).read();
        return Optional.of(new TimeReference(i, scale, reference[0], reference[1]));
      }
    }
    return Optional.empty();
  }
}
