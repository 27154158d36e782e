// SPDX-License-Identifier: Apache-2.0

/** The build step that lays a server out from the list of its features. */
@NullMarked
package org.nasmyth.features;

import org.jspecify.annotations.NullMarked;
