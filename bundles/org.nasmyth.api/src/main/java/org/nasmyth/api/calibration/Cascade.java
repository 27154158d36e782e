// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

/**
 * What was selected for a frame.
 *
 * @param mode what it leads to; raw calibrations where masters were wanted and there are none
 * @param root the frame, and all that belongs to it
 */
public record Cascade(CascadeMode mode, Association root) {}
