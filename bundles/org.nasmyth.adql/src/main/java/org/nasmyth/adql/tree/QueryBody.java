// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * What yields rows: a SELECT, a chain of set operations, or a parenthesised query with an order of
 * its own.
 */
public sealed interface QueryBody extends Node permits Select, SetOperation, Query {}
