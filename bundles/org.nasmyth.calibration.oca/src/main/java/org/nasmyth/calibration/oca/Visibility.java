// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.calibration.VisibleArchive;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;

/** What of the archive may take part, as far as it was asked for. Used by one thread. */
final class Visibility {

  /** So many identifiers are asked for at once. */
  private static final int MOST = 2000;

  private final VisibleArchive archive;
  private final Map<String, Optional<Product>> known = new HashMap<>();
  private final Map<String, List<Product>> masters = new HashMap<>();

  Visibility(VisibleArchive archive) {
    this.archive = archive;
  }

  /** Whether it was asked for. */
  boolean knows(String id) {
    return known.containsKey(id);
  }

  /** Asks for what is not known yet. */
  void ask(Collection<String> ids) throws DatabaseException {
    Set<String> open = new LinkedHashSet<>(ids);
    open.removeIf(known::containsKey);
    List<String> asked = new ArrayList<>(open);
    for (int from = 0; from < asked.size(); from += MOST) {
      List<String> part = asked.subList(from, Math.min(from + MOST, asked.size()));
      RelatedProducts related = archive.find(part);
      for (String id : part) {
        known.put(id, Optional.ofNullable(related.products().get(id)));
        if (known.get(id).isPresent()) {
          masters.put(id, masters(related.relations().getOrDefault(id, List.of())));
        }
      }
    }
  }

  /** Whether a file may take part; false as long as it was not asked for. */
  boolean shows(String id) {
    return known.getOrDefault(id, Optional.empty()).isPresent();
  }

  /** Calibrations that were made of a raw frame. */
  List<Product> masters(String id) {
    return masters.getOrDefault(id, List.of());
  }

  private static List<Product> masters(List<Relation> relations) {
    return relations.stream()
        .filter(relation -> relation.kind() == Relation.Kind.DERIVATION)
        .map(Relation::target)
        .filter(product -> product.kind() == Product.Kind.MASTER)
        .toList();
  }
}
