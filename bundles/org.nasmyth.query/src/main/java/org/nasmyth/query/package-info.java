// SPDX-License-Identifier: Apache-2.0

/**
 * The one pipeline by which every ADQL query is parsed, bound, authorised, executed and written.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
