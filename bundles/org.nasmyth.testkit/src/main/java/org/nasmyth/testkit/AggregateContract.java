// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.number;
import static org.nasmyth.testkit.Trees.select;
import static org.nasmyth.testkit.Trees.text;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/**
 * What the aggregates of the IVOA's catalogue of functions give. Extend it and say how an archive
 * is opened, and which the functions are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AggregateContract {

  private TestArchive<?> archive;
  private Table table;

  /** Opens an empty archive, which the contract closes. */
  protected abstract TestArchive<?> open() throws Exception;

  /** The function {@code ivo_string_agg}. */
  protected abstract AdqlFunction joining();

  /** The function {@code ivo_histogram}. */
  protected abstract AdqlFunction counting();

  @BeforeAll
  void start() throws Exception {
    archive = open();
    table =
        archive.load(
            Trees.table(
                "sky",
                "grouped",
                column("kind", ValueType.INT),
                column("name", ValueType.STRING),
                column("value", ValueType.DOUBLE)),
            Arrays.asList(
                Arrays.asList(1, "b", 0.5),
                Arrays.asList(1, "B", 3.4999),
                Arrays.asList(1, null, 3.5),
                Arrays.asList(1, "a", -7.0),
                Arrays.asList(2, null, null)));
  }

  @AfterAll
  void close() throws Exception {
    if (archive != null) {
      archive.close();
    }
  }

  private static Expression call(AdqlFunction function, Expression... arguments) {
    return new Expression.FunctionCall(function, List.of(arguments), function.signature().result());
  }

  private Expression joined(Expression value) {
    return call(joining(), value, text(" <//> "));
  }

  private Expression histogram(Expression value) {
    return call(
        counting(), value, number(0.5), number(3.5), new Expression.Constant(3L, ValueType.INT));
  }

  private List<List<@Nullable Object>> run(
      @Nullable Expression where, List<Expression> groups, Expression... outputs)
      throws DatabaseException {
    QueryBody.Select plain = select(new Source.TableSource(1, table, null), where, outputs);
    return archive.run(
        new Query(
            List.of(),
            new QueryBody.Select(false, plain.outputs(), plain.from(), where, groups, null),
            List.of(new Query.Ordering(new Query.SortKey.OutputColumn(0), false)),
            OptionalLong.empty(),
            0));
  }

  @Test
  void overGroups() throws DatabaseException {
    Expression kind = column(1, table, 0);
    assertThat(
            run(
                null,
                List.of(kind),
                kind,
                joined(column(1, table, 1)),
                histogram(column(1, table, 2))))
        .usingRecursiveComparison()
        .isEqualTo(
            Arrays.asList(
                Arrays.asList(1, "B <//> a <//> b", new int[] {1, 1, 0, 1, 1}),
                Arrays.asList(2, null, new int[] {1, 0, 0, 0, 0})));
  }

  @Test
  void overNoRowsAndOverLiterals() throws DatabaseException {
    Expression none =
        new Expression.Comparison(
            Expression.Comparison.Operator.GREATER, column(1, table, 0), number(9));
    assertThat(run(none, List.of(), joined(column(1, table, 1)), histogram(column(1, table, 2))))
        .usingRecursiveComparison()
        .isEqualTo(List.of(Arrays.asList(null, new int[] {0, 0, 0, 0, 0})));
    assertThat(run(null, List.of(), joined(text("x")), histogram(number(1.0))))
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(Arrays.asList("x <//> x <//> x <//> x <//> x", new int[] {0, 5, 0, 0, 0})));
  }
}
