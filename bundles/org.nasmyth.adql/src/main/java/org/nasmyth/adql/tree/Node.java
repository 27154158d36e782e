// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** Any node of the syntax tree. */
public sealed interface Node
    permits Statement,
        CommonTable,
        QueryBody,
        SelectItem,
        RowLimit,
        OrderTerm,
        TableReference,
        TableName,
        JoinStep,
        SetStep,
        ValueExpression,
        Condition,
        ArithmeticStep,
        CaseBranch,
        CastTarget,
        Identifier {

  /** Where the node stands in the query's text. */
  Span span();
}
