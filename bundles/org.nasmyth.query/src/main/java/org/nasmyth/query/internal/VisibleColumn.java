// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;

/**
 * A column as {@code *} and names without qualifier see it.
 *
 * @param value the column, or what USING or NATURAL has made of two
 * @param field its name and meaning
 * @param owner the relation it comes from; the left one for a merged column
 */
record VisibleColumn(Expression value, Field field, Relation owner) {}
