// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import org.nasmyth.dali.DaliException;

/** A shelf with room for so many bytes. */
final class LimitedShelf implements Batch.Shelf {

  private final Batch.Shelf shelf;
  private final long room;
  private long taken;

  LimitedShelf(Batch.Shelf shelf, long room) {
    this.shelf = shelf;
    this.room = room;
  }

  @Override
  public void cutout(int number, Order order, OpenCutout cutout) throws DaliException, IOException {
    taken += cutout.length();
    if (taken > room) {
      throw DaliException.badRequest(
          "The results would be larger than "
              + room
              + " bytes together, the most of one job; cut-out "
              + number
              + " is the one too many. Ask for less, create several jobs, or send the request to"
              + " sync, which has no such limit.");
    }
    shelf.cutout(number, order, cutout);
  }

  @Override
  public void note(int number, Order order, String text) throws IOException {
    shelf.note(number, order, text);
  }
}
