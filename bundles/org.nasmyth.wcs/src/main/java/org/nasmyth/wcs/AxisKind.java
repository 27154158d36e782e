// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/** What an axis of world coordinates measures. */
public enum AxisKind {
  /** Celestial longitude, degrees. */
  LONGITUDE,
  /** Celestial latitude, degrees. */
  LATITUDE,
  /** A spectral quantity in SI units. */
  SPECTRAL,
  /** Numbers of polarisation states. */
  STOKES,
  /** Time, seconds since the reference time. */
  TIME,
  /** Anything else. */
  OTHER
}
