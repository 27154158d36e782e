// SPDX-License-Identifier: Apache-2.0

/** PostgreSQL for tests. */
@NullMarked
@Version("1.0.0")
package org.nasmyth.testkit.postgresql;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
