// SPDX-License-Identifier: Apache-2.0

/**
 * What an archive holds: schemas, tables, columns and keys as TAP_SCHEMA tells them, in VOTable's
 * types.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.metadata;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
