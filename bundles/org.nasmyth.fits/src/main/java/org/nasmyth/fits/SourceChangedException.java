// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

/** A file was changed while it was read, so what was read of it may not belong together. */
public final class SourceChangedException extends FitsException {

  private static final long serialVersionUID = 1L;

  /**
   * A file was changed.
   *
   * @param source its name
   * @param before its version when it was opened
   * @param now its version now
   */
  public SourceChangedException(String source, String before, String now) {
    super(
        "The file was changed while it was read: its version was %s and is %s. Ask again."
            .formatted(before, now),
        new Place(source, -1, -1, null));
  }
}
