// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.StcText;

/** Writes a bound query so that a person can read it: every name in full, every output typed. */
final class BoundTreePrinter {

  private final Map<Integer, List<Field>> fields = new HashMap<>();

  private BoundTreePrinter() {}

  static String print(Query query) {
    return new BoundTreePrinter().query(query);
  }

  private String query(Query query) {
    StringBuilder text = new StringBuilder();
    for (Query.CommonTable common : query.with()) {
      text.append("with w").append(common.id()).append(" (");
      text.append(query(common.query())).append(") ");
    }
    text.append(body(query.body()));
    if (!query.orderBy().isEmpty()) {
      text.append(" order by ");
      text.append(list(query.orderBy().stream().map(this::ordering).toList()));
    }
    query.limit().ifPresent(limit -> text.append(" limit ").append(limit));
    if (query.offset() > 0) {
      text.append(" offset ").append(query.offset());
    }
    return text.toString();
  }

  private String ordering(Query.Ordering ordering) {
    String key =
        ordering.key() instanceof Query.SortKey.OutputColumn column
            ? "#" + (column.index() + 1)
            : value(((Query.SortKey.Computed) ordering.key()).value());
    return ordering.descending() ? key + " desc" : key;
  }

  private String body(QueryBody body) {
    if (body instanceof QueryBody.SetOperation set) {
      return "("
          + query(set.left())
          + ") "
          + word(set.operator())
          + (set.all() ? " all" : "")
          + " ("
          + query(set.right())
          + ")";
    }
    QueryBody.Select select = (QueryBody.Select) body;
    String from = select.from() == null ? "" : " from " + source(select.from());
    StringBuilder text = new StringBuilder(select.distinct() ? "select distinct " : "select ");
    text.append(list(select.outputs().stream().map(this::output).toList())).append(from);
    if (select.where() != null) {
      text.append(" where ").append(value(select.where()));
    }
    if (!select.groupBy().isEmpty()) {
      text.append(" group by ").append(values(select.groupBy()));
    }
    if (select.having() != null) {
      text.append(" having ").append(value(select.having()));
    }
    return text.toString();
  }

  private String output(QueryBody.Output output) {
    return value(output.value()) + " " + output.field().name() + ":" + type(output.field().type());
  }

  static String type(ValueType type) {
    String xtype = type.xtype();
    if (xtype != null) {
      return xtype;
    }
    String size = type.arraysize() == null ? "" : "[" + type.arraysize() + "]";
    return type.isString() && "*".equals(type.arraysize())
        ? "text"
        : type.datatype().votableName() + size;
  }

  private String source(Source source) {
    if (source instanceof Source.Join join) {
      String left = source(join.left());
      String right = source(join.right());
      String on = join.condition() == null ? "" : " on " + value(join.condition());
      return "(" + left + " " + word(join.kind()) + " join " + right + on + ")";
    }
    Source.Named named = (Source.Named) source;
    fields.put(named.id(), named.fields());
    if (source instanceof Source.TableSource table) {
      String restriction =
          table.restriction() == null ? "" : "[" + value(table.restriction()) + "]";
      return table.table().name() + restriction + " s" + table.id();
    }
    if (source instanceof Source.CommonSource common) {
      return "w" + common.commonTable() + " s" + common.id();
    }
    Source.DerivedSource derived = (Source.DerivedSource) source;
    return "(" + query(derived.query()) + ") s" + derived.id();
  }

  private String values(List<? extends Expression> values) {
    return list(values.stream().map(this::value).toList());
  }

  private static String list(List<String> items) {
    return String.join(", ", items);
  }

  private String value(Expression value) {
    if (value instanceof Expression.Constant constant) {
      return constant(constant);
    }
    if (value instanceof Expression.ColumnValue column) {
      List<Field> known = fields.get(column.source());
      String name = known == null ? "#" + column.column() : known.get(column.column()).name();
      return "s" + column.source() + "." + name;
    }
    if (value instanceof Expression.Arithmetic node) {
      String operator =
          switch (node.operator()) {
            case ADD -> " + ";
            case SUBTRACT -> " - ";
            case MULTIPLY -> " * ";
            case DIVIDE -> " / ";
          };
      return "(" + value(node.left()) + operator + value(node.right()) + ")";
    }
    if (value instanceof Expression.Negation node) {
      return "-" + value(node.operand());
    }
    if (value instanceof Expression.Concatenation node) {
      return call("concat", node.parts());
    }
    if (value instanceof Expression.BuiltinCall node) {
      return call(word(node.function()), node.arguments());
    }
    if (value instanceof Expression.FunctionCall node) {
      return call(node.function().signature().name() + "!", node.arguments());
    }
    if (value instanceof Expression.Aggregate node) {
      String argument = node.argument() == null ? "*" : value(node.argument());
      return word(node.function()) + "(" + (node.distinct() ? "distinct " : "") + argument + ")";
    }
    if (value instanceof Expression.Cast node) {
      return "cast(" + value(node.operand()) + " as " + type(node.type()) + ")";
    }
    if (value instanceof Expression.Case node) {
      return node.branches().stream()
          .map(b -> " when " + value(b.condition()) + " then " + value(b.value()))
          .collect(
              Collectors.joining(
                  "",
                  "case",
                  (node.otherwise() == null ? "" : " else " + value(node.otherwise())) + " end"));
    }
    if (value instanceof Expression.ScalarQuery node) {
      return "(" + query(node.query()) + ")";
    }
    return value instanceof Expression.Condition condition ? condition(condition) : geometry(value);
  }

  private static String constant(Expression.Constant constant) {
    Object value = constant.value();
    if (value == null) {
      return "null:" + type(constant.type());
    }
    if (value instanceof String text) {
      String prefix = constant.type().isTimestamp() ? "timestamp " : "";
      return prefix + "'" + text.replace("'", "''") + "'";
    }
    return value.toString();
  }

  private String condition(Expression.Condition condition) {
    if (condition instanceof Expression.Comparison node) {
      String operator =
          switch (node.operator()) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
          };
      return value(node.left()) + operator + value(node.right());
    }
    if (condition instanceof Expression.And node) {
      return node.operands().stream()
          .map(this::value)
          .collect(Collectors.joining(" and ", "(", ")"));
    }
    if (condition instanceof Expression.Or node) {
      return node.operands().stream()
          .map(this::value)
          .collect(Collectors.joining(" or ", "(", ")"));
    }
    if (condition instanceof Expression.Not node) {
      return "not(" + value(node.operand()) + ")";
    }
    if (condition instanceof Expression.IsNull node) {
      return value(node.operand()) + " is" + not(node.negated()) + " null";
    }
    if (condition instanceof Expression.Between node) {
      return value(node.operand())
          + not(node.negated())
          + " between "
          + value(node.low())
          + " and "
          + value(node.high());
    }
    if (condition instanceof Expression.InList node) {
      return value(node.operand()) + not(node.negated()) + " in (" + values(node.members()) + ")";
    }
    if (condition instanceof Expression.InQuery node) {
      return value(node.operand()) + not(node.negated()) + " in (" + query(node.query()) + ")";
    }
    if (condition instanceof Expression.Exists node) {
      return "exists(" + query(node.query()) + ")";
    }
    if (condition instanceof Expression.Like node) {
      return value(node.operand())
          + not(node.negated())
          + (node.ignoreCase() ? " ilike " : " like ")
          + value(node.pattern());
    }
    if (condition instanceof Expression.Contains node) {
      return call("contains", List.of(node.inner(), node.outer()));
    }
    Expression.Intersects node = (Expression.Intersects) condition;
    return call("intersects", List.of(node.left(), node.right()));
  }

  private String geometry(Expression value) {
    if (value instanceof Expression.RegionConstant node) {
      return "<" + StcText.write(node.region()) + ">";
    }
    if (value instanceof Expression.PointOf node) {
      return framed("point", node.frame(), List.of(node.longitude(), node.latitude()));
    }
    if (value instanceof Expression.CircleOf node) {
      return call("circle", List.of(node.centre(), node.radius()));
    }
    if (value instanceof Expression.PolygonOf node) {
      return call("polygon", node.vertices());
    }
    if (value instanceof Expression.BoxOf node) {
      return framed(
          "box",
          node.frame(),
          List.of(node.longitude(), node.latitude(), node.width(), node.height()));
    }
    if (value instanceof Expression.RegionOf node) {
      return call("region", List.of(node.text()));
    }
    if (value instanceof Expression.Distance node) {
      return call("distance", List.of(node.from(), node.to()));
    }
    if (value instanceof Expression.Area node) {
      return call("area", List.of(node.geometry()));
    }
    if (value instanceof Expression.Centroid node) {
      return call("centroid", List.of(node.geometry()));
    }
    Expression.Coordinate node = (Expression.Coordinate) value;
    return call(word(node.axis()), List.of(node.point()));
  }

  private String framed(String name, Enum<?> frame, List<Expression> arguments) {
    return call(name + "@" + frame, arguments);
  }

  private String call(String name, List<? extends Expression> arguments) {
    return name + "(" + values(arguments) + ")";
  }

  private static String not(boolean negated) {
    return negated ? " not" : "";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
