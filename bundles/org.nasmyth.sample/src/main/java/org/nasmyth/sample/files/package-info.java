// SPDX-License-Identifier: Apache-2.0

/** Files of the sample archive: FITS files with their headers, pictures, logs. */
@NullMarked
package org.nasmyth.sample.files;

import org.jspecify.annotations.NullMarked;
