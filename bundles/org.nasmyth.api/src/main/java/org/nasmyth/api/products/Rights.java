// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides who may have a product.
 *
 * @param release when its data become public; null where the catalogue says nothing
 * @param metadataRelease when it becomes known that it exists; null where that is no secret
 * @param programme the observing programme that it belongs to; null where unknown
 * @param instrument the instrument that it was taken with; null where unknown
 */
public record Rights(
    @Nullable Instant release,
    @Nullable Instant metadataRelease,
    @Nullable String programme,
    @Nullable String instrument) {

  /** Nothing is known, nothing is held back. */
  public static final Rights UNKNOWN = new Rights(null, null, null, null);
}
