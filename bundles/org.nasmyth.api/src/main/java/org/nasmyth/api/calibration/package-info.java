// SPDX-License-Identifier: Apache-2.0
/** Which calibrations belong to raw frames, and who selects them. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.api.calibration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
