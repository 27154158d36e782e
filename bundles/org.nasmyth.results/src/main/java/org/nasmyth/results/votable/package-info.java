// SPDX-License-Identifier: Apache-2.0

/** VOTable in its serialisations. */
@NullMarked
package org.nasmyth.results.votable;

import org.jspecify.annotations.NullMarked;
