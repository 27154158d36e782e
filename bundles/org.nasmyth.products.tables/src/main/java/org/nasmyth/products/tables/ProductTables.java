// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nasmyth.products.tables.Mapping.MappedColumn;
import org.nasmyth.products.tables.Mapping.Word;

/**
 * The tables that tell of products.
 *
 * @param datasets tables with one row for each raw frame or product
 * @param files which files each product has, the science file itself among them
 * @param made files that were made from others, by identifier and by internal key
 * @param sources from which files each was made, by internal key
 * @param stored where files are, with their exact size
 */
record ProductTables(
    List<Mapping> datasets,
    Optional<Mapping> files,
    Optional<Mapping> made,
    Optional<Mapping> sources,
    Optional<Mapping> stored) {

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, and why
   */
  static ProductTables of(ProductTablesConfiguration configuration) {
    List<Mapping> datasets =
        Arrays.stream(configuration.datasets())
            .map(line -> Mapping.parse("datasets", line, MappedColumn.ID))
            .toList();
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("datasets: no table is named");
    }
    return new ProductTables(
        datasets,
        Mapping.parseOptional(
            "files", configuration.files(), MappedColumn.ID, MappedColumn.PRODUCT),
        Mapping.parseOptional("made", configuration.made(), MappedColumn.ID, MappedColumn.INTERNAL),
        Mapping.parseOptional(
            "sources", configuration.sources(), MappedColumn.INTERNAL, MappedColumn.SOURCE),
        Mapping.parseOptional(
            "stored", configuration.stored(), MappedColumn.ID, MappedColumn.PATH));
  }

  /** The identifier that the log of a raw frame has, if frames of its table have logs. */
  Optional<String> logOfFrame(String id) {
    return datasets.stream()
        .filter(mapping -> mapping.matches(id))
        .flatMap(mapping -> Optional.ofNullable(mapping.words().get(Word.LOG)).stream())
        .map(ending -> id + ending)
        .findFirst();
  }

  /** The frame whose log an identifier would be. */
  Optional<String> frameOfLog(String id) {
    return datasets.stream()
        .flatMap(mapping -> Optional.ofNullable(mapping.words().get(Word.LOG)).stream())
        .filter(id::endsWith)
        .map(ending -> id.substring(0, id.length() - ending.length()))
        .findFirst();
  }
}
