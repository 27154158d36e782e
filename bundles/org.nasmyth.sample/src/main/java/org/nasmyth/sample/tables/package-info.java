// SPDX-License-Identifier: Apache-2.0

/** The tables of the sample archive, made from what was observed and reduced. */
@NullMarked
package org.nasmyth.sample.tables;

import org.jspecify.annotations.NullMarked;
