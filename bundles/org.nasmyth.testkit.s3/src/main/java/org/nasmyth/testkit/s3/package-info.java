// SPDX-License-Identifier: Apache-2.0

/** An S3 object store for tests. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.testkit.s3;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
