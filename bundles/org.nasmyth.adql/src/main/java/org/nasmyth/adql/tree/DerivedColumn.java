// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.Optional;

/**
 * A value of a select list with the name it may have been given ({@code derived_column}).
 *
 * @param value the value
 * @param alias the name behind AS, or behind the value without AS; empty without
 * @param span from the value to the name
 */
public record DerivedColumn(ValueExpression value, Optional<Identifier> alias, Span span)
    implements SelectItem {}
