// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.Base64;
import java.util.Locale;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.RegionCodec;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sql.LoadedRegions;

/**
 * Regions as text that travels through DuckDB. Inside expressions a region is either a number sign
 * and the number of one of {@link RegionConstants}, or Base64 of its binary form. At the borders it
 * is what its type says: STC-S text, or an array of numbers as DALI has it.
 */
final class RegionText {

  private static final char CONSTANT = '#';

  private RegionText() {}

  /** A reference to a constant. */
  static String reference(long constant) {
    return CONSTANT + Long.toString(constant);
  }

  /** A region in full. */
  static String encode(Region region) {
    return Base64.getEncoder().encodeToString(RegionCodec.encode(region));
  }

  /** The region that a text of {@link #reference} or {@link #encode} means. */
  static PreparedRegion decode(String text, RegionConstants constants) {
    if (!text.isEmpty() && text.charAt(0) == CONSTANT) {
      return constants.get(Long.parseLong(text, 1, text.length(), 10));
    }
    return RegionCodec.decode(Base64.getDecoder().decode(text)).prepare();
  }

  /**
   * The region that STC-S text describes, in ICRS.
   *
   * @throws InvalidRegionException if it describes none
   */
  static Region parse(String stc) {
    return StcText.parse(stc).in(Frame.ICRS);
  }

  /**
   * The region that an array of DALI describes.
   *
   * @throws InvalidRegionException if it describes none
   */
  static Region ofArray(double[] numbers, ValueType.Shape shape) {
    return LoadedRegions.dali(shape).region(numbers);
  }

  /**
   * A region as a value of a type: STC-S text or {@link ArrayText}.
   *
   * @throws InvalidRegionException if the type cannot hold it
   */
  static String asValue(Region region, ValueType.Shape shape) {
    if (shape == ValueType.Shape.REGION) {
      return StcText.write(region);
    }
    if (DaliShape.of(region) != LoadedRegions.dali(shape)) {
      throw new InvalidRegionException(
          "A "
              + region.getClass().getSimpleName().toLowerCase(Locale.ROOT)
              + " cannot be delivered as a "
              + shape.name().toLowerCase(Locale.ROOT)
              + ".");
    }
    return ArrayText.encode(DaliShape.values(region), Datatype.DOUBLE);
  }
}
