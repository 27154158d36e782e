// SPDX-License-Identifier: Apache-2.0

/** The functions of the IVOA's Catalogue of ADQL User Defined Functions, version 1.2. */
@NullMarked
package org.nasmyth.functions.ivoa;

import org.jspecify.annotations.NullMarked;
