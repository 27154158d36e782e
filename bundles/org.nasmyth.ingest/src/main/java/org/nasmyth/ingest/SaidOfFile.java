// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a product says of a file that comes with it.
 *
 * @param product its identifier
 * @param category the file's; null where it does not say
 */
record SaidOfFile(String product, @Nullable String category) {}
