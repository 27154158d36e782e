// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

/** A spectral range in nanometres. */
public record Band(double min, double max) {}
