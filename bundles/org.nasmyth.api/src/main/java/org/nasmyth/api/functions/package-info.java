// SPDX-License-Identifier: Apache-2.0

/** What a function plugin implements: a typed user-defined ADQL function. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.functions;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
