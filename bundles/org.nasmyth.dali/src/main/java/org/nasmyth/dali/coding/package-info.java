// SPDX-License-Identifier: Apache-2.0

/** Compressed answers: the choice of a content coding and the streams that apply it. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.dali.coding;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
