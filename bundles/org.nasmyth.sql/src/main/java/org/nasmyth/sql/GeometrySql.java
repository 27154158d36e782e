// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;

/** How a database computes with positions and regions. Used by one thread. */
public interface GeometrySql {

  /** The value of a geometry, of its own type. */
  String value(Expression expression);

  /** The value of a geometry as one of another geometric type. */
  String valueAs(Expression expression, ValueType type);

  /** A distance in degrees. */
  String distance(Expression.Distance distance);

  /** An area in square degrees. */
  String area(Expression.Area area);

  /** A coordinate of a position in degrees. */
  String coordinate(Expression.Coordinate coordinate);

  /** Whether a geometry lies in another. */
  String contains(Expression.Contains contains);

  /** Whether two geometries have a place in common. */
  String intersects(Expression.Intersects intersects);

  /** Whether an expression makes a geometry of other values, rather than finding one. */
  static boolean isConstructed(Expression expression) {
    return expression instanceof Expression.PointOf
        || expression instanceof Expression.CircleOf
        || expression instanceof Expression.PolygonOf
        || expression instanceof Expression.BoxOf
        || expression instanceof Expression.RegionOf
        || expression instanceof Expression.Centroid;
  }
}
