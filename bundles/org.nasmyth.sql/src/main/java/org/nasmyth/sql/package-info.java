// SPDX-License-Identifier: Apache-2.0

/**
 * What plugins for SQL databases have in common: TAP_SCHEMA as tables, instants as text, values on
 * their way into a table, and how expressions of the bound tree become SQL.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.sql;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
