// SPDX-License-Identifier: Apache-2.0

/** Files in a bucket of an S3 object store. */
@NullMarked
package org.nasmyth.storage.s3;

import org.jspecify.annotations.NullMarked;
