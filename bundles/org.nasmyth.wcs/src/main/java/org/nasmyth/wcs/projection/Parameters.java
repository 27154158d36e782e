// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.projection;

/** The parameters PVi_m of a projection's latitude axis. Immutable. */
public final class Parameters {
  private final int axis;
  private final double[] values;

  /**
   * Makes parameters.
   *
   * @param axis number of the latitude axis, from 1, for messages
   * @param values the parameters by m; NaN where the header gives none; copied
   */
  public Parameters(int axis, double[] values) {
    this.axis = axis;
    this.values = values.clone();
  }

  /** The number of the last parameter that may be given, and one more. */
  int count() {
    return values.length;
  }

  /**
   * A parameter that need not be given.
   *
   * @param m its number
   * @param otherwise its value where the header gives none
   * @return the value
   */
  double get(int m, double otherwise) {
    return given(m) ? values[m] : otherwise;
  }

  /**
   * A parameter that has no default.
   *
   * @param m its number
   * @return the value
   * @throws IllegalArgumentException if it is missing
   */
  double required(int m) {
    if (!given(m)) {
      throw new IllegalArgumentException(name(m) + " is missing, and this projection needs it");
    }
    return values[m];
  }

  private boolean given(int m) {
    return m < values.length && !Double.isNaN(values[m]);
  }

  /**
   * The complaint about a parameter.
   *
   * @param m its number
   * @param reason what is wrong with its value
   * @return an exception that names keyword and value
   */
  IllegalArgumentException wrong(int m, String reason) {
    return new IllegalArgumentException(
        name(m) + " = " + (given(m) ? values[m] : "(default)") + ": " + reason);
  }

  private String name(int m) {
    return "PV" + axis + "_" + m;
  }
}
