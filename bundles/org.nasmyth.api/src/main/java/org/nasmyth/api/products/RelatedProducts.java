// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.util.List;
import java.util.Map;

/**
 * Products with what belongs to them.
 *
 * @param products by identifier
 * @param relations by the identifier of a product among them, those of one kind together and in the
 *     archive's order; a product without relations may be left out
 */
public record RelatedProducts(
    Map<String, Product> products, Map<String, List<Relation>> relations) {}
