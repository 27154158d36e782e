// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.stream.Collectors;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Identifier;
import org.nasmyth.adql.tree.Node;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.api.query.Expression;

/**
 * A bound expression with the node that it was made from, for operations that check types.
 *
 * @param value the expression
 * @param node what the user wrote
 * @param binding where the text of the query is
 */
record Operand(Expression value, Node node, Binding binding) {

  Span span() {
    return node.span();
  }

  /** How a message calls it: {@code column s_ra}, {@code the text 'abc'}, {@code the number 5}. */
  String words() {
    if (node instanceof ColumnReference column) {
      return column.parts().stream()
          .map(Identifier::toAdql)
          .collect(Collectors.joining(".", "column ", ""));
    }
    String written = binding.excerpt(node.span());
    if (value instanceof Expression.Constant constant && constant.value() != null) {
      return TypeRules.isText(value.type()) ? "the text " + written : "the number " + written;
    }
    return TypeRules.isNull(value) ? written : "the value of " + written;
  }

  /** The beginning of a complaint: {@code column s_ra is a number}, {@code 'abc' is a text}. */
  String isOfKind() {
    String subject = value instanceof Expression.Constant ? binding.excerpt(node.span()) : words();
    return subject + " is " + TypeRules.kind(value.type());
  }
}
