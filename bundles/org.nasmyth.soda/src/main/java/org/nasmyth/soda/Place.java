// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutRequest.SkyRange;
import org.nasmyth.api.products.Interval;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Region;

/**
 * A part of the sky that is asked for, ICRS (SODA 1.0, sections 3.3.1 to 3.3.3).
 *
 * @param text how it was asked for: the parameter and its value
 * @param region a circle or polygon; null for a range
 * @param range a range; null for a circle or polygon
 */
record Place(String text, @Nullable Region region, @Nullable SkyRange range) {

  private static final String POS = "POS";

  /** All that the parameters POS, CIRCLE and POLYGON ask for, in this order. */
  static List<Place> of(Parameters parameters) throws DaliException {
    List<Place> places = new ArrayList<>();
    for (String value : parameters.all(POS)) {
      places.add(position(value.strip()));
    }
    for (DaliShape shape : List.of(DaliShape.CIRCLE, DaliShape.POLYGON)) {
      for (String value : parameters.all(shape.name())) {
        places.add(shape(shape.name(), shape.name() + "=" + value.strip(), shape, value));
      }
    }
    return places;
  }

  private static Place position(String value) throws DaliException {
    String[] parts = value.split("[\\s,]+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    String text = POS + "=" + value;
    return switch (parts[0].toUpperCase(Locale.ROOT)) {
      case "CIRCLE" -> shape("POS=CIRCLE", text, DaliShape.CIRCLE, rest);
      case "POLYGON" -> shape("POS=POLYGON", text, DaliShape.POLYGON, rest);
      case "RANGE" -> new Place(text, null, range(rest));
      default ->
          throw DaliException.badRequest(
              "POS begins with CIRCLE, RANGE or POLYGON, found '"
                  + Numbers.shortened(parts[0])
                  + "'; write such as POS=CIRCLE 12 34 0.5.");
    };
  }

  private static Place shape(String name, String text, DaliShape shape, String numbers)
      throws DaliException {
    double[] values = new Numbers(name).read(numbers);
    try {
      return new Place(text, shape.region(values), null);
    } catch (InvalidRegionException e) {
      throw DaliException.badRequest(name + ": " + e.getMessage());
    }
  }

  private static SkyRange range(String numbers) throws DaliException {
    double[] values = new Numbers("POS=RANGE").read(numbers);
    if (values.length != 4) {
      throw DaliException.badRequest(
          "POS=RANGE takes two longitudes and two latitudes, got " + values.length + " numbers.");
    }
    double west = values[0];
    double east = values[1];
    boolean throughZero = west > east && west <= 360 && east >= 0;
    Interval longitudes =
        new Numbers("The longitude of POS=RANGE").ordered(west, throughZero ? east + 360 : east);
    Interval latitudes = new Numbers("The latitude of POS=RANGE").ordered(values[2], values[3]);
    try {
      return new SkyRange(longitudes.low(), longitudes.high(), latitudes.low(), latitudes.high());
    } catch (IllegalArgumentException e) {
      throw DaliException.badRequest("POS=RANGE: " + e.getMessage());
    }
  }
}
