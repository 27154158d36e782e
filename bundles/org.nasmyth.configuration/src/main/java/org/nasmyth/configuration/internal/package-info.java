// SPDX-License-Identifier: Apache-2.0

/** Keeps the configuration service in step with the files. */
@NullMarked
package org.nasmyth.configuration.internal;

import org.jspecify.annotations.NullMarked;
