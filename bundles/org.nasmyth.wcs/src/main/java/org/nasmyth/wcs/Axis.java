// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * An axis of world coordinates.
 *
 * @param number from 1
 * @param type CTYPE, empty if there is none
 * @param kind what it measures
 * @param unit the unit of the world coordinates that {@link Wcs} gives: degrees and SI units where
 *     the kind is known, what CUNIT says otherwise
 * @param name CNAME, empty if there is none
 */
public record Axis(int number, String type, AxisKind kind, String unit, String name) {}
