// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.Optional;

/**
 * A table of the catalogue, of the WITH clause or uploaded, by its name.
 *
 * @param name the table's name
 * @param alias the correlation name, written with or without AS; empty without
 * @param span from the name to the correlation name
 */
public record NamedTable(TableName name, Optional<Identifier> alias, Span span)
    implements TableReference {}
