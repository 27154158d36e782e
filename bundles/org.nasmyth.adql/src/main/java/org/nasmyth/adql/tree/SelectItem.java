// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/** One item of a select list. */
public sealed interface SelectItem extends Node permits AllColumns, TableColumns, DerivedColumn {}
