// SPDX-License-Identifier: Apache-2.0

/** Simulated observing: who pointed which instrument at what, and when. */
@NullMarked
package org.nasmyth.sample.observe;

import org.jspecify.annotations.NullMarked;
