// SPDX-License-Identifier: Apache-2.0

/** What a result format implements: turning a stream of row batches into bytes. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.results;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
