// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.osgi.annotation.versioning.ProviderType;

/** The archive's products, from whatever catalogues and storages are installed. Any thread. */
@ProviderType
public interface Products {

  /** The names and addresses of the archive. */
  ArchiveNames names();

  /**
   * Finds products, whoever may see them.
   *
   * @param ids identifiers within the archive; repeated ones count once
   * @return those that are known, by identifier
   * @throws DatabaseException if a catalogue cannot be asked, or the search was cancelled
   */
  Map<String, Product> find(Collection<String> ids, Cancellation cancellation)
      throws DatabaseException;

  /**
   * Finds products as far as a caller may know of them, by the same steps where there is none and
   * where there is one that the caller may not know of.
   *
   * @param ids identifiers within the archive; repeated ones count once
   * @return by identifier
   * @throws DatabaseException if a catalogue or a policy cannot be asked, or the search was
   *     cancelled
   */
  Map<String, Product> find(Collection<String> ids, Identity caller, Cancellation cancellation)
      throws DatabaseException;

  /**
   * Finds products as far as a caller may know of them, with what belongs to them, which is quicker
   * than one after the other.
   *
   * @param ids as in {@link #find(Collection, Identity, Cancellation)}
   * @return what that finds, with what {@link #relations} tells; who may know of what belongs to a
   *     product is not looked at
   * @throws DatabaseException if a catalogue or a policy cannot be asked, or the search was
   *     cancelled
   */
  RelatedProducts findRelated(Collection<String> ids, Identity caller, Cancellation cancellation)
      throws DatabaseException;

  /**
   * Finds what belongs to products.
   *
   * @param products what {@link #find} delivered
   * @return relations by the product's identifier; a product without relations may be missing
   * @throws DatabaseException if a catalogue cannot be asked, or the search was cancelled
   */
  Map<String, List<Relation>> relations(Collection<Product> products, Cancellation cancellation)
      throws DatabaseException;

  /**
   * A product with all that catalogues say of it to people.
   *
   * @param product what {@link #find} delivered
   * @throws DatabaseException if a catalogue cannot be asked, or the search was cancelled
   */
  Product describe(Product product, Cancellation cancellation) throws DatabaseException;

  /**
   * What all access policies together say; without any, everything is public. Hidden if a policy
   * cannot look its rules up, which {@link #find} refuses to work with in the first place.
   */
  ProductAccess access(Identity caller, Product product);

  /**
   * Why the access policies decide on a product as they do.
   *
   * @return sentences for the archive's operator, not for the caller
   * @throws DatabaseException if a policy cannot look its rules up
   */
  List<String> reasons(Identity caller, Product product) throws DatabaseException;

  /**
   * Looks for a file.
   *
   * @return empty if no storage has it
   * @throws IOException if a storage cannot be asked and no other has it
   */
  Optional<FileState> state(DataFile file) throws IOException;

  /**
   * Opens a file. The storage stays as long as the file is open.
   *
   * @throws java.nio.file.NoSuchFileException if no storage has it
   * @throws IOException if a storage cannot be asked and no other has it
   */
  OpenFile open(DataFile file) throws IOException;
}
