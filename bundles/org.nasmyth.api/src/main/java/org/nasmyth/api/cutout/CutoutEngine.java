// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Cuts pieces out of files of some format. Register one as an OSGi service; of several the one with
 * the highest service ranking that can cut a product does it.
 *
 * <p>Implementations are safe for any thread, read little more than they send, and hold little of
 * it in memory, whatever the file's size.
 */
@ConsumerType
public interface CutoutEngine {

  /**
   * Along which axes a product can be cut, judged by what the catalogue says of it. Quick: the file
   * is not looked at.
   *
   * @return empty if this engine cannot cut it
   */
  Set<CutoutAxis> axes(Product product);

  /**
   * Prepares a piece: reads headers, decides which bytes to send.
   *
   * @param product of which {@link #axes} named what the request asks for
   * @param file the product's file, open until the piece is written
   * @param request which piece
   * @param cancellation ends the preparation, and the writing later
   * @return empty if nothing of the product is in the piece (SODA 1.0, section 4.1: status 204)
   * @throws CutoutException if it cannot be cut
   * @throws IOException if the file cannot be read, or the request was cancelled
   */
  Optional<Cutout> prepare(
      Product product, OpenFile file, CutoutRequest request, Cancellation cancellation)
      throws CutoutException, IOException;
}
