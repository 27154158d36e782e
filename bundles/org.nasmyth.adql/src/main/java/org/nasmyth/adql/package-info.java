// SPDX-License-Identifier: Apache-2.0
/**
 * Reading ADQL 2.1: from the text of a query to its syntax tree, or to a message that says what is
 * wrong with it.
 *
 * <p>{@link org.nasmyth.adql.AdqlParser} is the way in. Nothing here knows tables, columns or
 * functions of an archive.
 */
@Version("0.1.0")
@NullMarked
package org.nasmyth.adql;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
