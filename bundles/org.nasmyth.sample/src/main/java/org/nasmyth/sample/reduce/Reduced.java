// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.List;

/**
 * All that was made from the observations.
 *
 * @param products the products
 * @param masters the master calibrations
 */
public record Reduced(List<Product> products, List<Master> masters) {}
