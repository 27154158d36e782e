// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import org.nasmyth.api.results.Ending;

/**
 * How a query ended.
 *
 * @param rows the number of rows written
 * @param ending complete, cut off, or failed after the first byte
 */
public record QueryOutcome(long rows, Ending ending) {}
