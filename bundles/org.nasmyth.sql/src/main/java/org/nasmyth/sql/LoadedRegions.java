// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.StcText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the regions of one column while a table is loaded. A value that describes no region stays
 * as it is, but is unknown to geometry: archives have such footprints. Used by one thread.
 */
public final class LoadedRegions {

  private static final Logger log = LoggerFactory.getLogger(LoadedRegions.class);

  private final Column column;
  private long badCount;
  private long firstBadRow;
  private String firstComplaint = "";

  /** For a column of a geometry's type. */
  public LoadedRegions(Column column) {
    this.column = column;
  }

  /**
   * The region that a value describes, in ICRS.
   *
   * @param value STC-S text, or the numbers of DALI's form as a primitive array; null for NULL
   * @param row counted from 0
   * @return null if the value describes none
   */
  public @Nullable Region read(@Nullable Object value, long row) {
    try {
      if (value instanceof String text) {
        return text.isBlank() ? null : StcText.parse(text).in(Frame.ICRS);
      }
      ValueType.Shape shape = column.type().shape();
      return value == null || shape == null ? null : dali(shape).region(doubles(value));
    } catch (InvalidRegionException e) {
      if (badCount == 0) {
        firstBadRow = row;
        firstComplaint = String.valueOf(e.getMessage());
      }
      badCount++;
      return null;
    }
  }

  private static double[] doubles(Object value) {
    if (value instanceof float[] floats) {
      double[] doubles = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
      return doubles;
    }
    return (double[]) value;
  }

  /**
   * The form of DALI that a shape's numbers have.
   *
   * @throws IllegalArgumentException if the shape has no such form
   */
  public static DaliShape dali(ValueType.Shape shape) {
    return switch (shape) {
      case POINT -> DaliShape.POINT;
      case CIRCLE -> DaliShape.CIRCLE;
      case POLYGON -> DaliShape.POLYGON;
      case REGION -> throw new IllegalArgumentException("A region of any kind is no array.");
    };
  }

  /** Tells the operator of values that describe no region, if there were any. */
  public void warnOfBad(TableName table) {
    if (badCount > 0) {
      log.warn(
          "{} values in column {} of {} describe no region and match no geometry; the first, in row"
              + " {}: {}",
          badCount,
          column.name(),
          table,
          firstBadRow + 1,
          firstComplaint);
    }
  }
}
