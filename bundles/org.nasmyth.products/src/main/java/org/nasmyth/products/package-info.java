// SPDX-License-Identifier: Apache-2.0

/**
 * What all faces do with products: understand their identifiers, find them in the catalogues that
 * are installed, ask the access policies, open their files in the storages, choose the engines that
 * cut them.
 */
@Version("1.3.0")
@NullMarked
package org.nasmyth.products;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
