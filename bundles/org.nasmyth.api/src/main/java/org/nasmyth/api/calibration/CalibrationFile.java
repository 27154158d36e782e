// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

/**
 * A file that takes part in a cascade.
 *
 * @param category what a pipeline calls it, such as {@code SKY_FLAT_IMG} or {@code MASTER_BIAS}
 * @param id its identifier within the archive
 */
public record CalibrationFile(String category, String id) {}
