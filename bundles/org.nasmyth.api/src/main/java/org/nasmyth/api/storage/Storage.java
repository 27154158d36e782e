// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.storage;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where files are kept: a directory tree, a web server, an object store. Register one as an
 * OSGi service with the service property {@value #NAME}; of several the one with the highest
 * service ranking that has a file is read.
 *
 * <p>A reference is what a {@link org.nasmyth.api.products.ProductCatalogue} says of a file. It
 * comes from a database, so an implementation trusts it no more than text of a user's: whatever it
 * holds, nothing outside the configured place is ever read.
 *
 * <p>Implementations are safe for any thread.
 */
@ConsumerType
public interface Storage {

  /** The service property that tells storages apart; a short word such as {@code archive}. */
  String NAME = "name";

  /**
   * Looks for a file without opening it.
   *
   * @param reference which file
   * @return what is known of it; empty if it is not here, also if the reference leads outside
   * @throws IOException if the place cannot be asked now
   */
  Optional<FileState> find(String reference) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @param reference which file
   * @return the caller closes it
   * @throws java.nio.file.NoSuchFileException if it is not here, also if the reference leads
   *     outside
   * @throws IOException if the place cannot be asked now
   */
  OpenFile open(String reference) throws IOException;
}
