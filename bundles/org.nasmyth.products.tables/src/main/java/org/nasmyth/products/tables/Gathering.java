// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.products.tables.Mapping.MappedColumn;
import org.nasmyth.products.tables.Mapping.Word;

/**
 * The rows that tell of identifiers, gathered table by table; where the files are is asked once, at
 * the end, for all of them. Used by one thread.
 */
final class Gathering {

  private final ProductTables tables;
  private final LookUp lookUp;

  /** Raw frames and products. */
  private final Map<String, Row> datasets = new LinkedHashMap<>();

  /** Those that something comes with. */
  private final Map<String, Row> owners = new LinkedHashMap<>();

  private final Map<String, Row> ownFiles = new LinkedHashMap<>();
  private final Set<String> filesAsked = new LinkedHashSet<>();
  private final Map<String, Row> auxiliaries = new LinkedHashMap<>();
  private final Map<String, Row> masters = new LinkedHashMap<>();

  /** The frame of each log. */
  private final Map<String, String> logs = new LinkedHashMap<>();

  private final Set<String> wanted = new LinkedHashSet<>();

  Gathering(ProductTables tables, LookUp lookUp) {
    this.tables = tables;
    this.lookUp = lookUp;
  }

  /**
   * Looks identifiers up. What is not shown takes the same questions as what is not there: it goes
   * all the way, which questions are asked depends on how an identifier looks alone, and for each
   * that finds a row another is asked that finds none, and the other way round, because reading a
   * row takes time, too. That is so for one identifier; in a list they are counted together.
   *
   * @param shown whether a product may be known of
   */
  void find(Collection<String> ids, Predicate<Product> shown) throws DatabaseException {
    Open open = new Open(ids, shown);
    Map<Mapping, Map<String, Row>> rows = datasets(open);
    if (open.isEmpty()) {
      return;
    }
    Map<String, Row> files = lookUp.byId(tables.files(), open.ids);
    Map<String, Row> made = lookUp.byId(tables.made(), open.ids);
    for (Mapping mapping : tables.datasets()) {
      lookUp.even(mapping, open.ids, rows.getOrDefault(mapping, Map.of()));
    }
    if (tables.files().isPresent()) {
      lookUp.even(tables.files().get(), open.ids, files);
    }
    if (tables.made().isPresent()) {
      lookUp.even(tables.made().get(), open.ids, made);
    }
    Map<String, String> frames = new LinkedHashMap<>();
    Set<String> asked = new LinkedHashSet<>();
    for (String id : open.ids) {
      Row file = files.get(id);
      Optional<String> frame = tables.frameOfLog(id);
      frame.ifPresent(found -> frames.put(id, found));
      // What belongs to nothing is asked for itself, as if it did, unless it would be found.
      String own = open.hidden.contains(id) ? LookUp.beside(id) : frame.orElse(id);
      asked.add(
          file == null || open.hidden.contains(id) ? own : file.required(MappedColumn.PRODUCT));
    }
    for (Mapping mapping : tables.datasets()) {
      Map<String, Row> found = lookUp.byAnyId(mapping, asked);
      found.forEach(owners::putIfAbsent);
      lookUp.evenAny(mapping, asked, found);
    }
    open.settle(files, auxiliaries, this::auxiliary);
    open.settle(made, masters, row -> ProductBuilder.master(row, null));
    for (Map.Entry<String, String> log : frames.entrySet()) {
      Row frame = owners.get(log.getValue());
      if (frame != null && open.ids.contains(log.getKey())) {
        Product product = ProductBuilder.log(log.getKey(), ProductBuilder.outline(frame), null);
        if (shown.test(product)) {
          wanted.add(log.getKey());
          logs.put(log.getKey(), log.getValue());
        }
      }
    }
  }

  /**
   * Looks identifiers up that tables of the archive have named, not a caller, so that it need not
   * take as long for one as for another.
   */
  void take(Collection<String> ids) throws DatabaseException {
    Open open = new Open(ids, product -> true);
    Map<Mapping, Map<String, Row>> unused = datasets(open);
    if (open.isEmpty()) {
      return;
    }
    Map<String, Row> files = lookUp.byId(tables.files(), open.ids);
    List<String> products =
        files.values().stream().map(file -> file.required(MappedColumn.PRODUCT)).toList();
    for (Mapping mapping : tables.datasets()) {
      lookUp.byId(mapping, products).forEach(owners::putIfAbsent);
    }
    open.settle(files, auxiliaries, this::auxiliary);
    open.settle(
        lookUp.byId(tables.made(), open.ids), masters, row -> ProductBuilder.master(row, null));
  }

  private Map<Mapping, Map<String, Row>> datasets(Open open) throws DatabaseException {
    Map<Mapping, Map<String, Row>> rows = new LinkedHashMap<>();
    for (Mapping mapping : tables.datasets()) {
      rows.put(mapping, lookUp.byId(mapping, open.ids));
      open.settle(rows.get(mapping), datasets, ProductBuilder::outline);
    }
    return rows;
  }

  private @Nullable Product auxiliary(Row file) {
    Row owner = owners.get(file.required(MappedColumn.PRODUCT));
    return owner == null
        ? null
        : ProductBuilder.auxiliary(file, ProductBuilder.outline(owner), null);
  }

  /** Identifiers that nothing was found for, or nothing that is shown. */
  private final class Open {
    private final Set<String> ids;
    private final Set<String> hidden = new LinkedHashSet<>();
    private final Predicate<Product> shown;

    Open(Collection<String> ids, Predicate<Product> shown) {
      this.ids = new LinkedHashSet<>(ids);
      this.shown = shown;
    }

    boolean isEmpty() {
      return ids.isEmpty();
    }

    /** Takes those that are shown; what the others are in further tables does not count. */
    void settle(
        Map<String, Row> rows, Map<String, Row> taken, Function<Row, @Nullable Product> product) {
      rows.forEach(
          (id, row) -> {
            if (!ids.contains(id) || hidden.contains(id)) {
              return;
            }
            Product made = product.apply(row);
            if (made != null && shown.test(made)) {
              ids.remove(id);
              wanted.add(id);
              taken.put(id, row);
            } else {
              hidden.add(id);
            }
          });
    }
  }

  /** What has been found that something can belong to, as far as it is known yet. */
  Map<String, Product> outlines() {
    Map<String, Product> outlines = new LinkedHashMap<>();
    datasets.forEach((id, row) -> outlines.put(id, ProductBuilder.outline(row)));
    masters.forEach((id, row) -> outlines.put(id, ProductBuilder.master(row, null)));
    return outlines;
  }

  /** What has been found. */
  Set<String> found() {
    return Set.copyOf(wanted);
  }

  /**
   * Takes the files of what has been found, which need not be asked for any more.
   *
   * @param files those that are the products themselves
   */
  void takeOwnFiles(Collection<Row> files) {
    filesAsked.addAll(datasets.keySet());
    files.forEach(file -> ownFiles.put(file.required(MappedColumn.ID), file));
  }

  /** Takes the file of a product whose row was read already. */
  void addAuxiliary(Row file) {
    String id = file.required(MappedColumn.ID);
    wanted.add(id);
    auxiliaries.put(id, file);
  }

  /** Takes the log of a frame. */
  void addLog(String id, String frame) {
    wanted.add(id);
    logs.put(id, frame);
  }

  private void readOwnFiles() throws DatabaseException {
    List<String> products =
        datasets.entrySet().stream()
            .filter(row -> !isRaw(row.getValue()) && filesAsked.add(row.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    ownFiles.putAll(lookUp.byId(tables.files(), products));
  }

  private static boolean isRaw(Row row) {
    return "raw".equalsIgnoreCase(row.mapping().words().get(Word.KIND));
  }

  /**
   * The products of what was looked for.
   *
   * @param known products that are known from before, to which files and logs may belong
   */
  Map<String, Product> products(Map<String, Product> known) throws DatabaseException {
    readOwnFiles();
    Map<String, Row> stored = lookUp.byId(tables.stored(), wanted);
    Map<String, Product> found = new LinkedHashMap<>();
    for (String id : wanted) {
      Product product = product(id, stored.get(id), known);
      if (product != null) {
        found.put(id, product);
      }
    }
    return found;
  }

  private @Nullable Product product(String id, @Nullable Row stored, Map<String, Product> known) {
    Row dataset = datasets.get(id);
    if (dataset != null) {
      return ProductBuilder.dataset(dataset, ownFiles.get(id), stored);
    }
    Row auxiliary = auxiliaries.get(id);
    if (auxiliary != null) {
      Product owner = owner(auxiliary.required(MappedColumn.PRODUCT), known);
      return owner == null ? null : ProductBuilder.auxiliary(auxiliary, owner, stored);
    }
    Row master = masters.get(id);
    if (master != null) {
      return ProductBuilder.master(master, stored);
    }
    String frame = logs.get(id);
    Product owner = frame == null ? null : owner(frame, known);
    // Where it is told what is stored, a log that is not does not exist.
    return owner == null || (tables.stored().isPresent() && stored == null)
        ? null
        : ProductBuilder.log(id, owner, stored);
  }

  private @Nullable Product owner(String id, Map<String, Product> known) {
    Product before = known.get(id);
    if (before != null) {
      return before;
    }
    Row row = datasets.getOrDefault(id, owners.get(id));
    return row == null ? null : ProductBuilder.dataset(row, null, null);
  }
}
