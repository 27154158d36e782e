// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

/** The axes along which a product can be cut (SODA 1.0, section 3.3). */
public enum CutoutAxis {
  /** On the sky: POS, CIRCLE, POLYGON. */
  SKY,
  /** Wavelength: BAND. */
  BAND,
  /** Time: TIME. */
  TIME,
  /** Polarization states: POL. */
  POLARIZATION,
  /** Pixels of an extension, which is no part of SODA. */
  PIXEL
}
