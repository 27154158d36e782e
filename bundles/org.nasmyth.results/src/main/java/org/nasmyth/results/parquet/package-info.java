// SPDX-License-Identifier: Apache-2.0

/**
 * Apache Parquet, written as the rows come: its metadata stand behind the rows, so nothing has to
 * be kept aside but one group of them.
 */
@NullMarked
package org.nasmyth.results.parquet;

import org.jspecify.annotations.NullMarked;
