// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One file of an archive, as the archive's catalogue tells of it.
 *
 * @param reference where it is, for a {@link org.nasmyth.api.storage.Storage}
 * @param name the name under which it is delivered; null to make it from the file's identifier and
 *     the ending that it is stored with
 * @param originalName the name that its maker gave it; null where unknown
 * @param contentType its media type; null to tell it from its name
 * @param length its size in bytes, exactly; empty where only the storage knows
 * @param category the archive's word for its kind, such as {@code SCIENCE.CUBE.IFS} or {@code
 *     ANCILLARY.PREVIEW}; null where it has none
 */
public record DataFile(
    String reference,
    @Nullable String name,
    @Nullable String originalName,
    @Nullable String contentType,
    OptionalLong length,
    @Nullable String category) {}
