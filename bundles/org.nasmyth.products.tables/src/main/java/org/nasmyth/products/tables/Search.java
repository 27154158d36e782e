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
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.products.tables.Mapping.MappedColumn;
import org.nasmyth.products.tables.Mapping.Word;

/** One search for products or for what belongs to them. Used by one thread. */
final class Search {

  private final TapDatabase database;
  private final TableReader reader;
  private final ProductTables tables;
  private final Cancellation cancellation;

  Search(
      TapDatabase database, TableReader reader, ProductTables tables, Cancellation cancellation) {
    this.database = database;
    this.reader = reader;
    this.tables = tables;
    this.cancellation = cancellation;
  }

  /** The products that are known. */
  Map<String, Product> find(Collection<String> ids) throws DatabaseException {
    Map<String, Product> found = new LinkedHashMap<>(datasets(ids, Map.of()));
    Set<String> open = new LinkedHashSet<>(ids);
    open.removeAll(found.keySet());
    if (!open.isEmpty()) {
      found.putAll(auxiliaries(open));
      open.removeAll(found.keySet());
    }
    if (!open.isEmpty()) {
      found.putAll(masters(open));
      open.removeAll(found.keySet());
    }
    if (!open.isEmpty()) {
      found.putAll(logs(open));
    }
    return found;
  }

  /** What belongs to products of this catalogue. */
  Map<String, List<Relation>> relations(Collection<Product> products) throws DatabaseException {
    Map<String, Product> own = new LinkedHashMap<>();
    products.forEach(product -> own.put(product.id(), product));
    Relations relations = new Relations();
    companions(own, relations);
    Map<String, List<String>> progenitors = progenitors(own);
    Map<String, List<String>> derivations = derivations(own);
    Set<String> related = new LinkedHashSet<>();
    progenitors.values().forEach(related::addAll);
    derivations.values().forEach(related::addAll);
    related.removeAll(own.keySet());
    Map<String, Product> targets = new LinkedHashMap<>(own);
    targets.putAll(find(related));
    progenitors.forEach(
        (id, sources) -> relations.add(id, Relation.Kind.PROGENITOR, sources, targets));
    derivations.forEach((id, made) -> relations.add(id, Relation.Kind.DERIVATION, made, targets));
    nightLogs(own, relations);
    return relations.byId;
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

  /**
   * Raw frames and products.
   *
   * @param known rows of the table of files by identifier, as far as they were read already
   */
  private Map<String, Product> datasets(Collection<String> ids, Map<String, Row> known)
      throws DatabaseException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Mapping mapping : tables.datasets()) {
      List<String> candidates =
          ids.stream().filter(id -> !rows.containsKey(id) && mapping.matches(id)).toList();
      rows.putAll(byId(mapping, candidates));
    }
    List<String> products =
        rows.entrySet().stream()
            .filter(row -> !isRaw(row.getValue()) && !known.containsKey(row.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Row> files = new LinkedHashMap<>(known);
    files.putAll(byId(tables.files(), products));
    Map<String, Row> stored = byId(tables.stored(), rows.keySet());
    Map<Mapping, Map<String, Column>> columns = new LinkedHashMap<>();
    for (Mapping mapping : tables.datasets()) {
      columns.put(mapping, reader.columns(database, mapping));
    }
    Map<String, Product> found = new LinkedHashMap<>();
    rows.forEach(
        (id, row) ->
            found.put(
                id,
                ProductBuilder.dataset(
                    row,
                    files.get(id),
                    stored.get(id),
                    columns.getOrDefault(row.mapping(), Map.of()))));
    return found;
  }

  private static boolean isRaw(Row row) {
    return "raw".equalsIgnoreCase(row.mapping().words().get(Word.KIND));
  }

  private Map<String, Product> auxiliaries(Collection<String> ids) throws DatabaseException {
    Map<String, Row> files = byId(tables.files(), ids);
    Set<String> owners = new LinkedHashSet<>();
    files.values().forEach(file -> owners.add(file.required(MappedColumn.PRODUCT)));
    Map<String, Product> products = owners.isEmpty() ? Map.of() : datasets(owners, Map.of());
    Map<String, Row> stored = byId(tables.stored(), files.keySet());
    Map<String, Product> found = new LinkedHashMap<>();
    files.forEach(
        (id, file) -> {
          Product owner = products.get(file.required(MappedColumn.PRODUCT));
          if (owner != null) {
            found.put(id, ProductBuilder.auxiliary(file, owner, stored.get(id)));
          }
        });
    return found;
  }

  private Map<String, Product> masters(Collection<String> ids) throws DatabaseException {
    Map<String, Row> made = byId(tables.made(), ids);
    Map<String, Row> stored = byId(tables.stored(), made.keySet());
    Map<String, Product> found = new LinkedHashMap<>();
    made.forEach((id, row) -> found.put(id, ProductBuilder.master(row, stored.get(id))));
    return found;
  }

  private Map<String, Product> logs(Collection<String> ids) throws DatabaseException {
    Map<String, String> frames = new LinkedHashMap<>();
    for (Mapping mapping : tables.datasets()) {
      String ending = mapping.words().get(Word.LOG);
      if (ending != null) {
        ids.stream()
            .filter(id -> id.endsWith(ending))
            .forEach(id -> frames.put(id, id.substring(0, id.length() - ending.length())));
      }
    }
    if (frames.isEmpty()) {
      return Map.of();
    }
    Map<String, Product> products = datasets(new LinkedHashSet<>(frames.values()), Map.of());
    Map<String, Row> stored = byId(tables.stored(), frames.keySet());
    Map<String, Product> found = new LinkedHashMap<>();
    frames.forEach(
        (id, frame) -> {
          Product product = products.get(frame);
          // Where it is told what is stored, a log that is not does not exist.
          if (product != null && (tables.stored().isEmpty() || stored.containsKey(id))) {
            found.put(id, ProductBuilder.log(id, product, stored.get(id)));
          }
        });
    return found;
  }

  private void companions(Map<String, Product> own, Relations relations) throws DatabaseException {
    if (tables.files().isEmpty()) {
      return;
    }
    List<String> products = ids(own, Product.Kind.PRODUCT);
    List<Row> rows =
        reader.rows(database, tables.files().get(), MappedColumn.PRODUCT, products, cancellation);
    List<Row> companions =
        rows.stream()
            .filter(row -> !row.required(MappedColumn.ID).equals(row.text(MappedColumn.PRODUCT)))
            .toList();
    Map<String, Row> stored =
        byId(
            tables.stored(),
            companions.stream().map(row -> row.required(MappedColumn.ID)).toList());
    for (Row row : companions) {
      Product owner = own.get(row.required(MappedColumn.PRODUCT));
      if (owner != null) {
        Product file =
            ProductBuilder.auxiliary(row, owner, stored.get(row.required(MappedColumn.ID)));
        relations.add(owner.id(), kind(file), file);
      }
    }
  }

  private static Relation.Kind kind(Product file) {
    String category = file.file().category();
    return category != null && category.endsWith(".PREVIEW")
        ? Relation.Kind.PREVIEW
        : Relation.Kind.AUXILIARY;
  }

  /** From what products and masters were made, by their identifiers. */
  private Map<String, List<String>> progenitors(Map<String, Product> own) throws DatabaseException {
    List<String> makers = new ArrayList<>(ids(own, Product.Kind.PRODUCT));
    makers.addAll(ids(own, Product.Kind.MASTER));
    if (makers.isEmpty() || tables.made().isEmpty() || tables.sources().isEmpty()) {
      return Map.of();
    }
    Map<Long, String> keys = new LinkedHashMap<>();
    byId(tables.made(), makers)
        .forEach((id, row) -> row.whole(MappedColumn.INTERNAL).ifPresent(key -> keys.put(key, id)));
    List<Row> sources =
        new ArrayList<>(
            reader.rows(
                database,
                tables.sources().get(),
                MappedColumn.INTERNAL,
                keys.keySet(),
                cancellation));
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
    for (Row row :
        reader.rows(database, tables.sources().get(), MappedColumn.SOURCE, sources, cancellation)) {
      row.whole(MappedColumn.INTERNAL)
          .ifPresent(
              key ->
                  made.computeIfAbsent(key, k -> new ArrayList<>())
                      .add(row.required(MappedColumn.SOURCE)));
    }
    Map<String, List<String>> derivations = new LinkedHashMap<>();
    List<Row> rows =
        reader.rows(
            database, tables.made().get(), MappedColumn.INTERNAL, made.keySet(), cancellation);
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

  private void nightLogs(Map<String, Product> own, Relations relations) throws DatabaseException {
    Map<String, String> logs = new LinkedHashMap<>();
    for (String id : ids(own, Product.Kind.RAW)) {
      for (Mapping mapping : tables.datasets()) {
        String ending = mapping.words().get(Word.LOG);
        if (ending != null && mapping.matches(id)) {
          logs.put(id + ending, id);
        }
      }
    }
    Map<String, Row> stored = byId(tables.stored(), logs.keySet());
    logs.forEach(
        (log, frame) -> {
          Product product = own.get(frame);
          if (product != null && (tables.stored().isEmpty() || stored.containsKey(log))) {
            relations.add(
                frame, Relation.Kind.NIGHT_LOG, ProductBuilder.log(log, product, stored.get(log)));
          }
        });
  }

  private static List<String> ids(Map<String, Product> products, Product.Kind kind) {
    return products.values().stream()
        .filter(product -> product.kind() == kind)
        .map(Product::id)
        .toList();
  }

  private Map<String, Row> byId(Optional<Mapping> mapping, Collection<String> ids)
      throws DatabaseException {
    return mapping.isEmpty() ? Map.of() : byId(mapping.get(), ids);
  }

  private Map<String, Row> byId(Mapping mapping, Collection<String> ids) throws DatabaseException {
    List<String> candidates = ids.stream().filter(mapping::matches).toList();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : reader.rows(database, mapping, MappedColumn.ID, candidates, cancellation)) {
      rows.putIfAbsent(row.required(MappedColumn.ID), row);
    }
    return rows;
  }
}
