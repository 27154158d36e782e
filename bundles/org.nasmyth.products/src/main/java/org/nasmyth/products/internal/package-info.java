// SPDX-License-Identifier: Apache-2.0

/** Products over the catalogues, storages and policies that are registered as services. */
@NullMarked
package org.nasmyth.products.internal;

import org.jspecify.annotations.NullMarked;
