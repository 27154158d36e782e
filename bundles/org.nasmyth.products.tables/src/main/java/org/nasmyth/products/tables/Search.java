// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.products.tables.Mapping.MappedColumn;

/**
 * One search for products or for what belongs to them. It asks each table once, whatever the number
 * of identifiers, because a request for one file is mostly the time that these questions take. Used
 * by one thread.
 */
final class Search {

  private final ProductTables tables;
  private final LookUp lookUp;

  Search(ProductTables tables, LookUp lookUp) {
    this.tables = tables;
    this.lookUp = lookUp;
  }

  /** The products that are known and shown. */
  Map<String, Product> find(Collection<String> ids, Predicate<Product> shown)
      throws DatabaseException {
    Gathering gathering = new Gathering(tables, lookUp);
    gathering.find(ids, shown);
    return gathering.products(Map.of());
  }

  /** A product of this catalogue with what its table says to people. */
  Product describe(Product product) throws DatabaseException {
    for (Mapping mapping : tables.datasets()) {
      Optional<Row> row = lookUp.facts(mapping, product.id());
      if (row.isPresent()) {
        return ProductBuilder.described(product, row.get(), lookUp.columns(mapping));
      }
    }
    return product;
  }

  /** What belongs to products of this catalogue. */
  Map<String, List<Relation>> relations(Collection<Product> products) throws DatabaseException {
    Map<String, Product> own = new LinkedHashMap<>();
    products.forEach(product -> own.put(product.id(), product));
    Gathering gathering = new Gathering(tables, lookUp);
    Companions companions = companions(own, files(own), gathering);
    Map<String, Product> targets = new LinkedHashMap<>(own);
    targets.putAll(gathering.products(own));
    return companions.relations(targets);
  }

  /**
   * The products that are known and shown, with what belongs to them. It reads the rows of their
   * files once, and asks once where all of it is stored.
   */
  RelatedProducts findRelated(Collection<String> ids, Predicate<Product> shown)
      throws DatabaseException {
    Gathering gathering = new Gathering(tables, lookUp);
    gathering.find(ids, shown);
    Set<String> found = gathering.found();
    Map<String, Product> own = gathering.outlines();
    List<Row> files = files(own);
    gathering.takeOwnFiles(files.stream().filter(Search::isOwn).toList());
    Companions companions = companions(own, files, gathering);
    Map<String, Product> all = gathering.products(Map.of());
    Map<String, List<Relation>> relations = companions.relations(all);
    all.keySet().retainAll(found);
    return new RelatedProducts(all, relations);
  }

  /** Gathers what belongs to products. */
  private Companions companions(Map<String, Product> own, List<Row> files, Gathering gathering)
      throws DatabaseException {
    Companions companions =
        new Companions(
            files.stream().filter(file -> !isOwn(file)).toList(),
            progenitors(own, files),
            derivations(own),
            nightLogs(own));
    companions.files.forEach(gathering::addAuxiliary);
    companions.logs.forEach(gathering::addLog);
    Set<String> related = new LinkedHashSet<>();
    companions.progenitors.values().forEach(related::addAll);
    companions.derivations.values().forEach(related::addAll);
    related.removeAll(own.keySet());
    gathering.take(related);
    return companions;
  }

  /**
   * What belongs to products.
   *
   * @param files rows of files that come with them
   * @param progenitors what they were made from
   * @param derivations what was made from them
   * @param logs their logs, with the frame of each
   */
  private record Companions(
      List<Row> files,
      Map<String, List<String>> progenitors,
      Map<String, List<String>> derivations,
      Map<String, String> logs) {

    Map<String, List<Relation>> relations(Map<String, Product> targets) {
      Relations relations = new Relations();
      for (Row file : files) {
        Product target = targets.get(file.required(MappedColumn.ID));
        if (target != null) {
          relations.add(file.required(MappedColumn.PRODUCT), kind(target), target);
        }
      }
      progenitors.forEach(
          (id, sources) -> relations.add(id, Relation.Kind.PROGENITOR, sources, targets));
      derivations.forEach((id, made) -> relations.add(id, Relation.Kind.DERIVATION, made, targets));
      logs.forEach(
          (log, frame) -> relations.add(frame, Relation.Kind.NIGHT_LOG, List.of(log), targets));
      return relations.byId;
    }
  }

  private static final class Relations {
    final Map<String, List<Relation>> byId = new LinkedHashMap<>();

    void add(String id, Relation.Kind kind, Product target) {
      byId.computeIfAbsent(id, key -> new ArrayList<>()).add(new Relation(kind, target));
    }

    void add(String id, Relation.Kind kind, Collection<String> ids, Map<String, Product> targets) {
      for (String target : ids) {
        Product product = targets.get(target);
        if (product != null) {
          add(id, kind, product);
        }
      }
    }
  }

  /** The rows of all files of products, their own among them. */
  private List<Row> files(Map<String, Product> own) throws DatabaseException {
    return tables.files().isEmpty()
        ? List.of()
        : lookUp.by(MappedColumn.PRODUCT, tables.files().get(), ids(own, Product.Kind.PRODUCT));
  }

  private static boolean isOwn(Row file) {
    return file.required(MappedColumn.ID).equals(file.text(MappedColumn.PRODUCT));
  }

  private static Relation.Kind kind(Product file) {
    String category = file.file().category();
    return category != null && category.endsWith(".PREVIEW")
        ? Relation.Kind.PREVIEW
        : Relation.Kind.AUXILIARY;
  }

  /**
   * From what products and masters were made, by their identifiers.
   *
   * @param files rows of products' files, which may have the keys that sources are told by
   */
  private Map<String, List<String>> progenitors(Map<String, Product> own, List<Row> files)
      throws DatabaseException {
    List<String> makers = new ArrayList<>(ids(own, Product.Kind.PRODUCT));
    makers.addAll(ids(own, Product.Kind.MASTER));
    if (makers.isEmpty() || tables.made().isEmpty() || tables.sources().isEmpty()) {
      return Map.of();
    }
    Map<Long, String> keys = new LinkedHashMap<>();
    for (Row file : files) {
      if (isOwn(file)) {
        file.whole(MappedColumn.INTERNAL)
            .ifPresent(key -> keys.put(key, file.required(MappedColumn.ID)));
      }
    }
    makers.removeAll(keys.values());
    lookUp
        .byId(tables.made(), makers)
        .forEach((id, row) -> row.whole(MappedColumn.INTERNAL).ifPresent(key -> keys.put(key, id)));
    List<Row> sources =
        new ArrayList<>(lookUp.by(MappedColumn.INTERNAL, tables.sources().get(), keys.keySet()));
    sources.sort((a, b) -> Double.compare(order(a), order(b)));
    Map<String, List<String>> progenitors = new LinkedHashMap<>();
    for (Row row : sources) {
      OptionalLong key = row.whole(MappedColumn.INTERNAL);
      String id = key.isPresent() ? keys.get(key.getAsLong()) : null;
      if (id != null) {
        progenitors
            .computeIfAbsent(id, k -> new ArrayList<>())
            .add(row.required(MappedColumn.SOURCE));
      }
    }
    return progenitors;
  }

  private static double order(Row row) {
    double order = row.number(MappedColumn.ORDER);
    return Double.isNaN(order) ? 0 : order;
  }

  /** What was made from raw frames and masters, by their identifiers. */
  private Map<String, List<String>> derivations(Map<String, Product> own) throws DatabaseException {
    List<String> sources = new ArrayList<>(ids(own, Product.Kind.RAW));
    sources.addAll(ids(own, Product.Kind.MASTER));
    if (sources.isEmpty() || tables.made().isEmpty() || tables.sources().isEmpty()) {
      return Map.of();
    }
    Map<Long, List<String>> made = new LinkedHashMap<>();
    for (Row row : lookUp.by(MappedColumn.SOURCE, tables.sources().get(), sources)) {
      row.whole(MappedColumn.INTERNAL)
          .ifPresent(
              key ->
                  made.computeIfAbsent(key, k -> new ArrayList<>())
                      .add(row.required(MappedColumn.SOURCE)));
    }
    Map<String, List<String>> derivations = new LinkedHashMap<>();
    List<Row> rows = lookUp.by(MappedColumn.INTERNAL, tables.made().get(), made.keySet());
    rows.stream()
        .sorted((a, b) -> a.required(MappedColumn.ID).compareTo(b.required(MappedColumn.ID)))
        .forEach(
            row -> {
              OptionalLong key = row.whole(MappedColumn.INTERNAL);
              if (key.isPresent()) {
                for (String source : made.getOrDefault(key.getAsLong(), List.of())) {
                  derivations
                      .computeIfAbsent(source, k -> new ArrayList<>())
                      .add(row.required(MappedColumn.ID));
                }
              }
            });
    return derivations;
  }

  /** The logs that frames may have, with the frame of each. */
  private Map<String, String> nightLogs(Map<String, Product> own) {
    Map<String, String> logs = new LinkedHashMap<>();
    for (String id : ids(own, Product.Kind.RAW)) {
      tables.logOfFrame(id).ifPresent(log -> logs.put(log, id));
    }
    return logs;
  }

  private static List<String> ids(Map<String, Product> products, Product.Kind kind) {
    return products.values().stream()
        .filter(product -> product.kind() == kind)
        .map(Product::id)
        .toList();
  }
}
