// SPDX-License-Identifier: Apache-2.0

/** Binding syntax trees to a catalogue, and running what comes out. */
@NullMarked
package org.nasmyth.query.internal;

import org.jspecify.annotations.NullMarked;
