// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sql.TimestampText;

/**
 * Spherical geometry as functions of DuckDB, a vector of rows at a time. Regions travel as {@link
 * RegionText}. NULL in gives NULL out; so does a direction that is none (a coordinate that is not
 * finite, a latitude beyond a pole), because catalogues mark missing positions that way. Everything
 * else that is no region is a {@link UserFault}.
 */
final class SphereFunctions {

  static final String HOLDS = "nasmyth_holds";
  static final String CONSTANT_HOLDS = "nasmyth_constant_holds";
  static final String CONTAINS = "nasmyth_contains";
  static final String INTERSECTS = "nasmyth_intersects";
  static final String DISTANCE = "nasmyth_distance";
  static final String POINT = "nasmyth_point";
  static final String CIRCLE = "nasmyth_circle";
  static final String POLYGON = "nasmyth_polygon";
  static final String BOX = "nasmyth_box_";
  static final String PARSE = "nasmyth_parse";
  static final String OF_ARRAY = "nasmyth_of_array_";
  static final String AS_VALUE = "nasmyth_as_value_";
  static final String AREA = "nasmyth_area";
  static final String CENTROID = "nasmyth_centroid";
  static final String LONGITUDE = "nasmyth_longitude";
  static final String LATITUDE = "nasmyth_latitude";
  static final String ROTATE_LONGITUDE = "nasmyth_longitude_from_";
  static final String ROTATE_LATITUDE = "nasmyth_latitude_from_";
  static final String CELL = "nasmyth_cell";
  static final String CELLS_WITHIN = "nasmyth_cells_within";
  static final String TIMESTAMP_TEXT = "nasmyth_timestamp_text";

  private static final DuckDBColumnType REAL = DuckDBColumnType.DOUBLE;
  private static final DuckDBColumnType TEXT = DuckDBColumnType.VARCHAR;
  private static final DuckDBColumnType WHOLE = DuckDBColumnType.BIGINT;
  private static final DuckDBColumnType TRUTH = DuckDBColumnType.BOOLEAN;

  private final DuckDBConnection connection;
  private final RegionConstants constants;

  private SphereFunctions(DuckDBConnection connection, RegionConstants constants) {
    this.connection = connection;
    this.constants = constants;
  }

  /** Makes all of them known to a database. */
  static void registerAll(DuckDBConnection connection, RegionConstants constants)
      throws SQLException {
    SphereFunctions functions = new SphereFunctions(connection, constants);
    functions.registerPredicates();
    functions.registerConstructors();
    functions.registerConversions();
    functions.registerMeasures();
    functions.registerCells();
  }

  private void registerPredicates() throws SQLException {
    register(
        HOLDS,
        TRUTH,
        (in, i, out) -> {
          double longitude = in.real(1, i);
          double latitude = in.real(2, i);
          if (isDirection(longitude, latitude)) {
            out.setBoolean(i, in.region(0, i).contains(longitude, latitude));
          } else {
            out.setNull(i);
          }
        },
        TEXT,
        REAL,
        REAL);
    register(
        CONSTANT_HOLDS,
        TRUTH,
        (in, i, out) -> {
          double longitude = in.real(1, i);
          double latitude = in.real(2, i);
          if (isDirection(longitude, latitude)) {
            out.setBoolean(i, in.constant(0, i).contains(longitude, latitude));
          } else {
            out.setNull(i);
          }
        },
        WHOLE,
        REAL,
        REAL);
    register(
        CONTAINS,
        TRUTH,
        (in, i, out) -> out.setBoolean(i, in.region(0, i).contains(in.region(1, i))),
        TEXT,
        TEXT);
    register(
        INTERSECTS,
        TRUTH,
        (in, i, out) -> out.setBoolean(i, in.region(0, i).intersects(in.region(1, i))),
        TEXT,
        TEXT);
  }

  private void registerConstructors() throws SQLException {
    register(
        POINT,
        TEXT,
        (in, i, out) -> region(out, i, pointOrNull(in.real(0, i), in.real(1, i))),
        REAL,
        REAL);
    register(
        CIRCLE,
        TEXT,
        (in, i, out) -> {
          boolean known = isDirection(in.real(0, i), in.real(1, i)) && !Double.isNaN(in.real(2, i));
          region(out, i, known ? new Circle(in.real(0, i), in.real(1, i), in.real(2, i)) : null);
        },
        REAL,
        REAL,
        REAL);
    for (Frame frame : Frame.values()) {
      register(
          BOX + frame,
          TEXT,
          (in, i, out) -> region(out, i, box(frame, in, i)),
          REAL,
          REAL,
          REAL,
          REAL);
    }
    try (DuckDBLogicalType real = DuckDBLogicalType.of(REAL);
        DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(POLYGON)
          .withVarArgs(real)
          .withReturnType(TEXT)
          .withVectorizedFunction(rowByRow(POLYGON, SphereFunctions::polygon))
          .register(connection);
    }
  }

  private static @Nullable Region box(Frame frame, Arguments in, long i) {
    double width = in.real(2, i);
    double height = in.real(3, i);
    if (!isDirection(in.real(0, i), in.real(1, i)) || Double.isNaN(width) || Double.isNaN(height)) {
      return null;
    }
    SkyPoint centre = new SkyPoint(in.real(0, i), in.real(1, i));
    return frame.to(Frame.ICRS, Polygon.box(centre, width, height));
  }

  private static void polygon(Arguments in, long i, DuckDBWritableVector out) {
    double[] coordinates = new double[in.count()];
    for (int k = 0; k < coordinates.length; k += 2) {
      coordinates[k] = in.real(k, i);
      coordinates[k + 1] = in.real(k + 1, i);
      if (!isDirection(coordinates[k], coordinates[k + 1])) {
        out.setNull(i);
        return;
      }
    }
    region(out, i, Polygon.of(coordinates));
  }

  private void registerConversions() throws SQLException {
    register(PARSE, TEXT, (in, i, out) -> region(out, i, parsed(in.text(0, i))), TEXT);
    for (ValueType.Shape shape : ValueType.Shape.values()) {
      register(
          AS_VALUE + shape,
          TEXT,
          (in, i, out) -> out.setString(i, RegionText.asValue(in.region(0, i).region(), shape)),
          TEXT);
      if (shape != ValueType.Shape.REGION) {
        register(
            OF_ARRAY + shape,
            TEXT,
            (in, i, out) -> {
              double[] numbers = (double[]) ArrayText.decode(in.text(0, i), Datatype.DOUBLE);
              region(out, i, RegionText.ofArray(numbers, shape));
            },
            TEXT);
      }
    }
    register(
        TIMESTAMP_TEXT,
        TEXT,
        (in, i, out) -> out.setString(i, TimestampText.write(in.time(0, i))),
        DuckDBColumnType.TIMESTAMP);
  }

  private void registerMeasures() throws SQLException {
    register(
        DISTANCE,
        REAL,
        (in, i, out) -> {
          boolean known =
              isDirection(in.real(0, i), in.real(1, i))
                  && isDirection(in.real(2, i), in.real(3, i));
          if (known) {
            SkyPoint from = new SkyPoint(in.real(0, i), in.real(1, i));
            out.setDouble(i, from.distance(new SkyPoint(in.real(2, i), in.real(3, i))));
          } else {
            out.setNull(i);
          }
        },
        REAL,
        REAL,
        REAL,
        REAL);
    register(AREA, REAL, (in, i, out) -> out.setDouble(i, in.region(0, i).area()), TEXT);
    register(
        CENTROID,
        TEXT,
        (in, i, out) -> region(out, i, new Position(in.region(0, i).centroid())),
        TEXT);
    register(LONGITUDE, REAL, (in, i, out) -> out.setDouble(i, in.point(0, i).longitude()), TEXT);
    register(LATITUDE, REAL, (in, i, out) -> out.setDouble(i, in.point(0, i).latitude()), TEXT);
    for (Frame frame : Frame.values()) {
      register(
          ROTATE_LONGITUDE + frame,
          REAL,
          (in, i, out) -> {
            SkyPoint point = rotated(frame, in.real(0, i), in.real(1, i));
            if (point == null) {
              out.setNull(i);
            } else {
              out.setDouble(i, point.longitude());
            }
          },
          REAL,
          REAL);
      register(
          ROTATE_LATITUDE + frame,
          REAL,
          (in, i, out) -> {
            SkyPoint point = rotated(frame, in.real(0, i), in.real(1, i));
            if (point == null) {
              out.setNull(i);
            } else {
              out.setDouble(i, point.latitude());
            }
          },
          REAL,
          REAL);
    }
  }

  private void registerCells() throws SQLException {
    register(
        CELL,
        WHOLE,
        (in, i, out) -> {
          double longitude = in.real(0, i);
          double latitude = in.real(1, i);
          if (isDirection(longitude, latitude)) {
            out.setLong(i, SkyCell.leafAt(longitude, latitude));
          } else {
            out.setNull(i);
          }
        },
        REAL,
        REAL);
    register(
        CELLS_WITHIN,
        TEXT,
        (in, i, out) -> {
          Position position = pointOrNull(in.real(0, i), in.real(1, i));
          if (position == null) {
            out.setNull(i);
          } else {
            List<SkyCell> cells =
                SkyCell.within(position.point(), in.real(2, i), Math.toIntExact(in.whole(3, i)));
            out.setString(
                i, cells.stream().map(c -> Long.toString(c.id())).collect(Collectors.joining(",")));
          }
        },
        REAL,
        REAL,
        REAL,
        WHOLE);
  }

  private static @Nullable Region parsed(String text) {
    return text.isBlank() ? null : RegionText.parse(text);
  }

  static boolean isDirection(double longitude, double latitude) {
    return Double.isFinite(longitude) && latitude >= -90 && latitude <= 90;
  }

  private static @Nullable Position pointOrNull(double longitude, double latitude) {
    return isDirection(longitude, latitude) ? new Position(longitude, latitude) : null;
  }

  private static @Nullable SkyPoint rotated(Frame frame, double longitude, double latitude) {
    return isDirection(longitude, latitude)
        ? frame.to(Frame.ICRS, new SkyPoint(longitude, latitude))
        : null;
  }

  private static void region(DuckDBWritableVector out, long i, @Nullable Region region) {
    if (region == null) {
      out.setNull(i);
    } else {
      out.setString(i, RegionText.encode(region));
    }
  }

  private void register(
      String name, DuckDBColumnType result, Row row, DuckDBColumnType... parameters)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(result)
          .withVectorizedFunction(rowByRow(name, row))
          .register(connection);
    }
  }

  private DuckDBScalarFunction rowByRow(String name, Row row) {
    return (input, output) -> {
      Arguments arguments = new Arguments(input, constants);
      for (long i = 0; i < input.rowCount(); i++) {
        if (arguments.hasNull(i)) {
          output.setNull(i);
        } else {
          try {
            row.compute(arguments, i, output);
          } catch (InvalidRegionException e) {
            throw new UserFault(e.getMessage() == null ? name : e.getMessage(), e);
          }
        }
      }
    };
  }

  /** One row of a function none of whose arguments is NULL. */
  private interface Row {
    void compute(Arguments in, long row, DuckDBWritableVector out);
  }

  /**
   * The arguments of one vector of rows. A constant is one for all rows; it remembers the regions
   * that it has just decoded.
   */
  private static final class Arguments {
    private final DuckDBReadableVector[] vectors;
    private final RegionConstants constants;
    private final @Nullable String[] texts;
    private final @Nullable PreparedRegion[] regions;

    Arguments(DuckDBDataChunkReader input, RegionConstants constants) {
      this.constants = constants;
      vectors = new DuckDBReadableVector[Math.toIntExact(input.columnCount())];
      Arrays.setAll(vectors, input::vector);
      texts = new String[vectors.length];
      regions = new PreparedRegion[vectors.length];
    }

    int count() {
      return vectors.length;
    }

    boolean hasNull(long row) {
      for (DuckDBReadableVector vector : vectors) {
        if (vector.isNull(row)) {
          return true;
        }
      }
      return false;
    }

    double real(int column, long row) {
      return vectors[column].getDouble(row);
    }

    long whole(int column, long row) {
      return vectors[column].getLong(row);
    }

    String text(int column, long row) {
      return vectors[column].getString(row);
    }

    LocalDateTime time(int column, long row) {
      return vectors[column].getLocalDateTime(row);
    }

    PreparedRegion constant(int column, long row) {
      PreparedRegion last = regions[column];
      if (last == null) {
        last = constants.get(whole(column, row));
        regions[column] = last;
      }
      return last;
    }

    PreparedRegion region(int column, long row) {
      String text = text(column, row);
      PreparedRegion last = regions[column];
      if (last != null && text.equals(texts[column])) {
        return last;
      }
      PreparedRegion region = RegionText.decode(text, constants);
      texts[column] = text;
      regions[column] = region;
      return region;
    }

    SkyPoint point(int column, long row) {
      Region region = region(column, row).region();
      if (region instanceof Position position) {
        return position.point();
      }
      throw new InvalidRegionException("Only a point has coordinates.");
    }
  }
}
