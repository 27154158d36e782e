// SPDX-License-Identifier: Apache-2.0

/**
 * Tests of the contracts that plugins keep. The author of a database extends {@link
 * org.nasmyth.testkit.ExpressionContract}, {@link org.nasmyth.testkit.GeometryContract} and {@link
 * org.nasmyth.testkit.LoadingContract} and says how an archive is opened; that of a cut-out engine
 * {@link org.nasmyth.testkit.CutoutContract}, that of a selector of calibrations {@link
 * org.nasmyth.testkit.CalibrationSelectorContract}.
 */
@Version("1.2.0")
@NullMarked
package org.nasmyth.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
