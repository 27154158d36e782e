// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The axis of polarisation states, Paper I section 5.4. Immutable. */
public final class PolarisationAxis {
  private static final String[] STOKES = {"I", "Q", "U", "V"};
  private static final String[] CORRELATIONS = {"RR", "LL", "RL", "LR", "XX", "YY", "XY", "YX"};

  private final Wcs wcs;
  private final int worldAxis;

  PolarisationAxis(Wcs wcs, int worldAxis) {
    this.wcs = wcs;
    this.worldAxis = worldAxis;
  }

  /** The axis of world coordinates. */
  public Axis axis() {
    return wcs.axes().get(worldAxis);
  }

  /** The pixel axis that it runs along, from 1. */
  public int pixelAxis() {
    return new AxisScan(wcs, worldAxis, value -> value).pixelAxis() + 1;
  }

  /**
   * The states of the pixels, in order.
   *
   * @return the names that SODA's POL uses; empty texts for values that name no state
   */
  public List<String> states() {
    int axis = pixelAxis() - 1;
    double[] pixel = new double[wcs.size()];
    double[] world = new double[wcs.size()];
    Arrays.fill(pixel, 1.0);
    List<String> states = new ArrayList<>();
    long length = wcs.shape()[axis];
    for (long k = 1; k <= length; k++) {
      pixel[axis] = k;
      wcs.pixelToWorld(pixel, world, 1);
      states.add(name(world[worldAxis]));
    }
    return states;
  }

  private static String name(double value) {
    long number = Math.round(value);
    if (Math.abs(value - number) > 1e-3) {
      return "";
    }
    if (number >= 1 && number <= STOKES.length) {
      return STOKES[(int) number - 1];
    }
    return number <= -1 && number >= -CORRELATIONS.length ? CORRELATIONS[(int) -number - 1] : "";
  }

  /**
   * The pixels that hold states, and those between them.
   *
   * @param wanted names of states
   * @return pixels of {@link #pixelAxis()}, or empty if none has such a state
   */
  public Optional<PixelRange> pixels(Set<String> wanted) {
    List<String> states = states();
    int first = 0;
    int last = 0;
    for (int k = 0; k < states.size(); k++) {
      if (!states.get(k).isEmpty() && wanted.contains(states.get(k))) {
        first = first == 0 ? k + 1 : first;
        last = k + 1;
      }
    }
    return first == 0 ? Optional.empty() : Optional.of(new PixelRange(first, last));
  }
}
