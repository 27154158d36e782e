// SPDX-License-Identifier: Apache-2.0

/** Results as a page for a person. */
@NullMarked
package org.nasmyth.results.html;

import org.jspecify.annotations.NullMarked;
