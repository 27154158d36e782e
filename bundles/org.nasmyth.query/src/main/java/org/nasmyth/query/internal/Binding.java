// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.query.Expression;
import org.nasmyth.query.QueryRequest.ServiceRules;

/** What all parts of the binding of one statement share. Not thread-safe. */
final class Binding {

  /** A common table that has been bound. */
  record Common(Identifier name, int id, List<Field> fields) {}

  private static final int SMALL = 500;
  private static final long LONGEST_COPY = 1 << 20;

  private final String text;
  private final Catalogue catalogue;
  private final ServiceRules rules;
  private final AdqlFeatures features;
  private final FunctionFinder functions;
  private final RowRestriction restriction;
  private final List<Common> commonTables = new ArrayList<>();
  private final List<List<Field>> fields = new ArrayList<>();
  private final IdentityHashMap<Table, List<Field>> tableFields = new IdentityHashMap<>();
  private final IdentityHashMap<Expression, Field> meanings = new IdentityHashMap<>();
  private long nodes;
  private long copies = 1;

  Binding(
      String text,
      Catalogue catalogue,
      ServiceRules rules,
      AdqlFeatures features,
      FunctionFinder functions,
      RowRestriction restriction) {
    this.text = text;
    this.catalogue = catalogue;
    this.rules = rules;
    this.features = features;
    this.functions = functions;
    this.restriction = restriction;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  ServiceRules rules() {
    return rules;
  }

  FunctionFinder functions() {
    return functions;
  }

  RowRestriction restriction() {
    return restriction;
  }

  List<Common> commonTables() {
    return commonTables;
  }

  /** A new id for a source or common table with these columns. */
  int newSource(List<Field> columns) {
    fields.add(columns);
    return fields.size() - 1;
  }

  /** The columns of a source. */
  List<Field> fieldsOf(int source) {
    return fields.get(source);
  }

  /** The columns of a table; one list for all its uses. */
  List<Field> fieldsOf(Table table) {
    return tableFields.computeIfAbsent(
        table, key -> key.columns().stream().map(Column::field).toList());
  }

  /** Whether an id was given out here, and not by an access policy for its own sub-queries. */
  boolean knows(int source) {
    return source >= 0 && source < fields.size();
  }

  /** Notes what the values of an expression mean where its parts cannot tell. */
  void noteMeaning(Expression expression, Field meaning) {
    meanings.put(expression, meaning);
  }

  /** What was noted about this very expression; null for nothing. */
  @Nullable Field notedMeaning(Expression expression) {
    return meanings.get(expression);
  }

  /** Notes that an expression was bound. */
  void countNode() {
    nodes++;
  }

  /** Notes that an expression of unknown size was taken over from elsewhere. */
  void countLargeNode() {
    nodes += SMALL;
  }

  /** How many expressions have been bound so far; for {@link #isSmallSince}. */
  long nodeCount() {
    return nodes;
  }

  /**
   * Whether what was bound since a moment is small enough to be compared with others by recursion.
   */
  boolean isSmallSince(long count) {
    return nodes - count < SMALL;
  }

  /** Ends the time during which what is bound will stand in the bound tree more than once. */
  interface Copies extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins a time during which what is bound will stand in the bound tree more than once; refuses
   * if a database's query would become much longer than the user's by that.
   */
  Copies copying(ValueExpression node, int times) {
    boolean leaf =
        node instanceof ColumnReference
            || node instanceof NumericLiteral
            || node instanceof StringLiteral;
    int factor = leaf ? 1 : times;
    long length = (long) node.span().end() - node.span().start();
    if (copies * factor * Math.max(1, length) > LONGEST_COPY) {
      throw new Refusal(
          "This expression would have to be repeated too often. Compute it once in a sub-query in"
              + " FROM, or write CASE WHEN with conditions.",
          node.span());
    }
    long before = copies;
    copies *= factor;
    return () -> copies = before;
  }

  /** What the user wrote at a place, on one line and not too long for a message. */
  String excerpt(Span span) {
    String exact =
        text.substring(Math.min(span.start(), text.length()), Math.min(span.end(), text.length()));
    String line = exact.strip().replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /** Refuses what the database cannot do. */
  void require(AdqlFeatures.Optional feature, Span span) {
    if (!features.optional().contains(feature)) {
      throw new Refusal("This service does not offer " + feature + ".", span);
    }
  }

  /** Refuses what the database cannot do. */
  void require(AdqlFeatures.Geometry feature, Span span) {
    if (!features.geometry().contains(feature)) {
      throw new Refusal("This service does not offer the function " + feature + ".", span);
    }
  }
}
