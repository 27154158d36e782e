// SPDX-License-Identifier: Apache-2.0

/** Text and numbers as bytes, without garbage. */
@NullMarked
package org.nasmyth.results.bytes;

import org.jspecify.annotations.NullMarked;
