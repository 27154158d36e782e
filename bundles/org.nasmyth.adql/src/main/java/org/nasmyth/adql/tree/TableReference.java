// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** What stands between the commas of FROM, or beside a JOIN. */
public sealed interface TableReference extends Node permits NamedTable, DerivedTable, JoinedTable {}
