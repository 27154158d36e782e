// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not what the FITS Standard or its own header says, or cannot be cut as asked. */
public class FitsException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient Place place;

  /**
   * Something is wrong.
   *
   * @param problem what, a whole sentence
   * @param place where
   */
  public FitsException(String problem, Place place) {
    this(problem, place, null);
  }

  /**
   * Something is wrong.
   *
   * @param problem what, a whole sentence
   * @param place where
   * @param cause what told, null if nothing else did
   */
  public FitsException(String problem, Place place, @Nullable Throwable cause) {
    super(problem + " [" + place + "]", cause);
    this.problem = problem;
    this.place = place;
  }

  /** What is wrong, without the place, which can hold bytes of the file. */
  public final String problem() {
    return problem;
  }

  /** Where it is wrong. */
  public final Place place() {
    return place;
  }
}
