// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.example.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison.Operator;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Selects for every frame the nearest biases that its instrument took in the same night. It
 * outranks selectors that know better; take it as a pattern.
 */
@Component(property = "service.ranking:Integer=10")
public final class NearestBiases implements CalibrationSelector {

  private static final String MARK = "nearest biases by an example";
  private static final TableName FRAMES = new TableName("dbo", "raw");
  private static final int MOST = 5;
  private static final long MOST_ROWS = 10_000;

  private final TapDatabase database;

  /** Selects from the database of that name. */
  @Activate
  public NearestBiases(@Reference(target = "(name=obs)") TapDatabase database) {
    this.database = database;
  }

  private record Bias(String id, String instrument, double time) {}

  @Override
  public boolean offers(Product frame) {
    return frame.coverage().time() != null && frame.rights().instrument() != null;
  }

  @Override
  public Map<String, Cascade> select(CalibrationRequest request) throws DatabaseException {
    List<Product> frames = request.frames().stream().filter(this::offers).toList();
    if (frames.isEmpty()) {
      return Map.of();
    }
    // One question to the database and one to the archive, however many frames there are.
    List<Bias> biases = biases(frames, request.cancellation());
    var visible = request.archive().find(biases.stream().map(Bias::id).toList()).products();
    Map<String, Cascade> cascades = new HashMap<>();
    for (Product frame : frames) {
      double time = time(frame);
      List<CalibrationFile> nearest =
          biases.stream()
              .filter(bias -> visible.containsKey(bias.id()) && !bias.id().equals(frame.id()))
              .filter(bias -> bias.instrument().equals(frame.rights().instrument()))
              .filter(bias -> night(bias.time()) == night(time))
              .sorted(
                  Comparator.<Bias>comparingDouble(bias -> Math.abs(bias.time() - time))
                      .thenComparing(Bias::id))
              .limit(MOST)
              .map(bias -> new CalibrationFile("BIAS", bias.id()))
              .sorted(Comparator.comparing(CalibrationFile::id))
              .toList();
      cascades.put(frame.id(), new Cascade(CascadeMode.RAW_TO_RAW, tree(frame, nearest)));
    }
    return cascades;
  }

  /** Nobody has checked the biases, so nothing here is certified. */
  private static Association tree(Product frame, List<CalibrationFile> biases) {
    boolean found = !biases.isEmpty();
    List<String> missing = found ? List.of() : List.of("The night has no bias.");
    return new Association(
        "FRAME",
        false,
        found,
        null,
        List.of(new CalibrationFile("FRAME", frame.id())),
        List.of(MARK),
        List.of(
            new Association("BIAS", false, found, "calib_plan", biases, missing, List.of())));
  }

  private static double time(Product frame) {
    return frame.coverage().time().low();
  }

  /** Modified Julian dates change at midnight; nights, in Chile, in the afternoon. */
  private static long night(double time) {
    return (long) Math.floor(time - 0.7);
  }

  private List<Bias> biases(List<Product> frames, Cancellation cancellation)
      throws DatabaseException {
    Table table = database.catalogue().table(FRAMES).orElse(null);
    if (table == null) {
      return List.of();
    }
    double first = frames.stream().mapToDouble(NearestBiases::time).min().orElseThrow() - 1;
    double last = frames.stream().mapToDouble(NearestBiases::time).max().orElseThrow() + 1;
    Expression where =
        new Expression.And(
            List.of(
                compared(table, "dp_type", Operator.EQUAL, "BIAS", ValueType.STRING),
                compared(table, "mjd_obs", Operator.GREATER, first, ValueType.DOUBLE),
                compared(table, "mjd_obs", Operator.LESS, last, ValueType.DOUBLE)));
    List<QueryBody.Output> outputs =
        List.of(
            output(table, "dp_id"), output(table, "instrument"), output(table, "mjd_obs"));
    Query query =
        Query.of(
            new QueryBody.Select(
                false, outputs, new Source.TableSource(0, table, null), where, List.of(), null));
    List<Bias> biases = new ArrayList<>();
    try (RowStream rows = database.execute(query, MOST_ROWS, cancellation)) {
      for (RowBatch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int i = 0; i < batch.rows(); i++) {
          if (!batch.column(1).isNull(i) && !batch.column(2).isNull(i)) {
            biases.add(
                new Bias(
                    batch.column(0).getString(i),
                    batch.column(1).getString(i),
                    batch.column(2).getDouble(i)));
          }
        }
      }
    }
    return biases;
  }

  private static QueryBody.Output output(Table table, String column) throws DatabaseException {
    int position = position(table, column);
    return new QueryBody.Output(
        value(table, position), table.columns().get(position).field());
  }

  private static Expression compared(
      Table table, String column, Operator operator, Object constant, ValueType type)
      throws DatabaseException {
    return new Expression.Comparison(
        operator,
        value(table, position(table, column)),
        new Expression.Constant(constant, type));
  }

  private static Expression value(Table table, int position) {
    return new Expression.ColumnValue(0, position, table.columns().get(position).type());
  }

  private static int position(Table table, String column) throws DatabaseException {
    List<Integer> positions = table.positionsOf(column);
    if (positions.isEmpty()) {
      throw new DatabaseException(
          DatabaseException.Kind.FAULT, "The archive's table of frames is not as expected.", null);
    }
    return positions.get(0);
  }
}
