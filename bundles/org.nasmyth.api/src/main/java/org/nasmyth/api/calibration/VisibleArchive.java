// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

import java.util.Collection;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.RelatedProducts;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The archive's products as far as the caller of a request may know of them. What it does not tell
 * of must not be selected. Ends with the request.
 */
@ProviderType
public interface VisibleArchive {

  /**
   * Finds products and what belongs to them: masters among the derivations of raw frames, the raw
   * frames among the progenitors of masters.
   *
   * @param ids identifiers within the archive, some thousands at most
   * @return those that are known to the archive and may be known to the caller, and likewise what
   *     belongs to them
   * @throws DatabaseException if a catalogue cannot be asked, or the request was cancelled
   */
  RelatedProducts find(Collection<String> ids) throws DatabaseException;
}
