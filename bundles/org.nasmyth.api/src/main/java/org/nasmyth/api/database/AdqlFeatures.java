// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which optional parts of ADQL 2.1 a database can run; a query that needs another is refused before
 * it reaches the database.
 *
 * @param geometry the geometry functions
 * @param optional the other optional features
 */
public record AdqlFeatures(Set<Geometry> geometry, Set<Optional> optional) {

  /** The geometry functions (ADQL 2.1, section 4.2), by the names that capabilities publish. */
  public enum Geometry {
    POINT,
    CIRCLE,
    BOX,
    POLYGON,
    REGION,
    CONTAINS,
    INTERSECTS,
    DISTANCE,
    AREA,
    CENTROID,
    COORD1,
    COORD2,
    COORDSYS
  }

  /** The optional features that are not geometry (ADQL 2.1, section 4). */
  public enum Optional {
    LOWER,
    UPPER,
    ILIKE,
    UNION,
    EXCEPT,
    INTERSECT,
    WITH,
    CAST,
    COALESCE,
    IN_UNIT,
    OFFSET
  }

  /** Copies the sets. */
  public AdqlFeatures {
    geometry = Set.copyOf(geometry);
    optional = Set.copyOf(optional);
  }

  /** Everything. */
  public static AdqlFeatures all() {
    return new AdqlFeatures(EnumSet.allOf(Geometry.class), EnumSet.allOf(Optional.class));
  }
}
