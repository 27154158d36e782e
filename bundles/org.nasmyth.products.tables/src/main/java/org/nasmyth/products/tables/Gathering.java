// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Raw frames and products, those too that are only needed for what comes with them. */
  private final Map<String, Row> datasets = new LinkedHashMap<>();

  private final Map<String, Row> ownFiles = new LinkedHashMap<>();
  private final Map<String, Row> auxiliaries = new LinkedHashMap<>();
  private final Map<String, Row> masters = new LinkedHashMap<>();

  /** The frame of each log. */
  private final Map<String, String> logs = new LinkedHashMap<>();

  private final Set<String> wanted = new LinkedHashSet<>();

  Gathering(ProductTables tables, LookUp lookUp) {
    this.tables = tables;
    this.lookUp = lookUp;
  }

  /** Looks identifiers up. */
  void find(Collection<String> ids) throws DatabaseException {
    wanted.addAll(ids);
    Set<String> open = new LinkedHashSet<>(ids);
    addDatasets(open);
    open.removeAll(datasets.keySet());
    if (open.isEmpty()) {
      return;
    }
    auxiliaries.putAll(lookUp.byId(tables.files(), open));
    addDatasets(
        auxiliaries.values().stream().map(file -> file.required(MappedColumn.PRODUCT)).toList());
    open.removeAll(auxiliaries.keySet());
    if (open.isEmpty()) {
      return;
    }
    masters.putAll(lookUp.byId(tables.made(), open));
    open.removeAll(masters.keySet());
    for (String id : open) {
      Optional<String> frame = tables.frameOfLog(id);
      frame.ifPresent(found -> logs.put(id, found));
    }
    addDatasets(logs.values());
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

  private void addDatasets(Collection<String> ids) throws DatabaseException {
    Map<String, Row> added = new LinkedHashMap<>();
    for (Mapping mapping : tables.datasets()) {
      added.putAll(
          lookUp.byId(
              mapping,
              ids.stream()
                  .distinct()
                  .filter(id -> !datasets.containsKey(id) && !added.containsKey(id))
                  .toList()));
    }
    datasets.putAll(added);
    ownFiles.putAll(
        lookUp.byId(
            tables.files(),
            added.entrySet().stream()
                .filter(row -> wanted.contains(row.getKey()) && !isRaw(row.getValue()))
                .map(Map.Entry::getKey)
                .toList()));
  }

  private static boolean isRaw(Row row) {
    return "raw".equalsIgnoreCase(row.mapping().words().get(Word.KIND));
  }

  /**
   * The products of what was looked for.
   *
   * @param owners products that are known from before, to which files and logs may belong
   */
  Map<String, Product> products(Map<String, Product> owners) throws DatabaseException {
    Set<String> there = new LinkedHashSet<>(wanted);
    there.removeIf(
        id ->
            !datasets.containsKey(id)
                && !auxiliaries.containsKey(id)
                && !masters.containsKey(id)
                && !logs.containsKey(id));
    Map<String, Row> stored = lookUp.byId(tables.stored(), there);
    Map<String, Product> found = new LinkedHashMap<>();
    for (String id : there) {
      Product product = product(id, stored.get(id), owners);
      if (product != null) {
        found.put(id, product);
      }
    }
    return found;
  }

  private @Nullable Product product(String id, @Nullable Row stored, Map<String, Product> owners) {
    Row dataset = datasets.get(id);
    if (dataset != null) {
      return ProductBuilder.dataset(dataset, ownFiles.get(id), stored);
    }
    Row auxiliary = auxiliaries.get(id);
    if (auxiliary != null) {
      Product owner = owner(auxiliary.required(MappedColumn.PRODUCT), owners);
      return owner == null ? null : ProductBuilder.auxiliary(auxiliary, owner, stored);
    }
    Row master = masters.get(id);
    if (master != null) {
      return ProductBuilder.master(master, stored);
    }
    String frame = logs.get(id);
    Product owner = frame == null ? null : owner(frame, owners);
    // Where it is told what is stored, a log that is not does not exist.
    return owner == null || (tables.stored().isPresent() && stored == null)
        ? null
        : ProductBuilder.log(id, owner, stored);
  }

  private @Nullable Product owner(String id, Map<String, Product> owners) {
    Product known = owners.get(id);
    if (known != null) {
      return known;
    }
    Row row = datasets.get(id);
    return row == null ? null : ProductBuilder.dataset(row, null, null);
  }
}
