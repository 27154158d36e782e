// SPDX-License-Identifier: Apache-2.0

/** Random valid ADQL queries over tables with columns of every type. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.testkit.queries;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
