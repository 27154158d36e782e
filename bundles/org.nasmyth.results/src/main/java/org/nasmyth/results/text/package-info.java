// SPDX-License-Identifier: Apache-2.0

/** CSV, TSV and JSON. */
@NullMarked
package org.nasmyth.results.text;

import org.jspecify.annotations.NullMarked;
