// SPDX-License-Identifier: Apache-2.0

/** Downloads, headers, previews and pages of products, at the addresses of ESO's archive. */
@NullMarked
package org.nasmyth.files;

import org.jspecify.annotations.NullMarked;
