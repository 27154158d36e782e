// SPDX-License-Identifier: Apache-2.0

/** Lists of what belongs to products (DataLink 1.1). */
@NullMarked
package org.nasmyth.datalink;

import org.jspecify.annotations.NullMarked;
