// SPDX-License-Identifier: Apache-2.0
/**
 * How a text becomes a tree: tokens, parse tree, syntax tree, and the words of the error messages.
 */
@NullMarked
package org.nasmyth.adql.internal;

import org.jspecify.annotations.NullMarked;
