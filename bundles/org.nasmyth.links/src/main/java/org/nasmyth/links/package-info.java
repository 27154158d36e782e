// SPDX-License-Identifier: Apache-2.0

/**
 * Lists of links in the columns of DataLink 1.1: what a row is, how the documents are written, the
 * archive's own terms, and the plugins that add links.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.links;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
