// SPDX-License-Identifier: Apache-2.0

/** Products as tables of a database tell of them. */
@NullMarked
package org.nasmyth.products.tables;

import org.jspecify.annotations.NullMarked;
