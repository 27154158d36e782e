// SPDX-License-Identifier: Apache-2.0

/**
 * What all services have in common over HTTP (DALI 1.1, VOSI 1.1): parameters, error documents, who
 * is asking, and the documents by which a service describes itself.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.dali;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
