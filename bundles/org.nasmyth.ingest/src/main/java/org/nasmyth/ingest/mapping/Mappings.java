// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nasmyth.api.metadata.TableName;

/**
 * The mappings of an archive: those of this bundle, and those of the operator's directory, of which
 * one with the same name takes the place of ours. Immutable.
 */
public final class Mappings {

  private static final List<String> SHIPPED =
      List.of(
          "eso-product.yaml",
          "eso-spectrum.yaml",
          "eso-companion.yaml",
          "eso-master.yaml",
          "eso-raw.yaml",
          "any-fits.yaml",
          "any-spectrum.yaml");

  private static final String TABLES = "tables.yaml";
  private static final int DIGITS = 16;

  private final List<Mapping> ordered;
  private final String version;
  private final TableSheets sheets;

  private Mappings(List<Mapping> ordered, String version, TableSheets sheets) {
    this.ordered = List.copyOf(ordered);
    this.version = version;
    this.sheets = sheets;
  }

  /**
   * Reads all mappings.
   *
   * @param directory the operator's; need not be there
   * @throws MappingException if one is wrong
   * @throws IOException if a file cannot be read
   */
  public static Mappings read(Path directory) throws MappingException, IOException {
    Map<String, MappingFile> files = new TreeMap<>();
    for (String name : SHIPPED) {
      add(MappingFile.parse(name, shipped(name)), files);
    }
    List<MappingFile> tables = new ArrayList<>();
    tables.add(MappingFile.parse(TABLES, shipped(TABLES)));
    if (Files.isDirectory(directory)) {
      for (Path path : own(directory)) {
        MappingFile file =
            MappingFile.parse(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
        if (path.endsWith(TABLES)) {
          tables.add(file);
        } else {
          add(file, files);
        }
      }
    }
    Map<String, Mapping> read = new HashMap<>();
    MappingReader reader = new MappingReader();
    for (String name : inOrder(files)) {
      MappingFile file = files.get(name);
      if (file != null) {
        read.put(name, reader.read(file, read));
      }
    }
    List<Mapping> ordered = new ArrayList<>(read.values());
    ordered.sort(Comparator.comparingDouble(Mapping::order).thenComparing(Mapping::name));
    return new Mappings(ordered, version(files, tables), TableSheets.read(tables));
  }

  private static void add(MappingFile file, Map<String, MappingFile> files) {
    files.put(file.name(), file);
  }

  private static List<Path> own(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(
              path -> {
                String name = String.valueOf(path.getFileName());
                return name.endsWith(".yaml") || name.endsWith(".yml");
              })
          .sorted()
          .toList();
    }
  }

  /** Each after what it extends. */
  private static Set<String> inOrder(Map<String, MappingFile> files) throws MappingException {
    Set<String> done = new LinkedHashSet<>();
    for (MappingFile file : files.values()) {
      Map<String, MappingFile> chain = new LinkedHashMap<>();
      Optional<MappingFile> next = Optional.of(file);
      while (next.isPresent()) {
        if (chain.put(next.get().name(), next.get()) != null) {
          throw new MappingException(file.source() + ": it extends itself in the end", null);
        }
        next = next.get().base().map(files::get);
      }
      List<String> names = new ArrayList<>(chain.keySet());
      for (int i = names.size() - 1; i >= 0; i--) {
        done.add(names.get(i));
      }
    }
    return done;
  }

  private static String shipped(String name) throws IOException {
    // The name is resolved in this bundle, whatever package asks.
    try (InputStream in =
        Mappings.class.getResourceAsStream("/org/nasmyth/ingest/mappings/" + name)) {
      if (in == null) {
        throw new IOException("This bundle lacks its " + name + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String version(Map<String, MappingFile> files, List<MappingFile> tables) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(file -> digest.update(file.text().getBytes(StandardCharsets.UTF_8)));
      tables.forEach(file -> digest.update(file.text().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * Writes the files that this bundle brings along, where there are none of their names.
   *
   * @param directory is made where it is missing
   * @param told of each file
   * @throws IOException if one cannot be written
   */
  public static void copyShipped(Path directory, Consumer<String> told) throws IOException {
    Files.createDirectories(directory);
    List<String> names = new ArrayList<>(SHIPPED);
    names.add(TABLES);
    for (String name : names) {
      Path target = directory.resolve(name);
      if (Files.exists(target)) {
        told.accept(target + " is there already and stays as it is.");
      } else {
        Files.writeString(target, shipped(name), StandardCharsets.UTF_8);
        told.accept("Wrote " + target);
      }
    }
  }

  /** All, in the order in which they are tried. */
  public List<Mapping> all() {
    return ordered;
  }

  /** A text that changes when a mapping does. */
  public String version() {
    return version;
  }

  /** The tables that are made where they are missing. */
  public TableSheets sheets() {
    return sheets;
  }

  /**
   * The tables that rows of datasets are in, with the column of their identifiers.
   *
   * @throws MappingException if two mappings have another column for it
   */
  public Map<TableName, String> keys() throws MappingException {
    Map<TableName, String> keys = new LinkedHashMap<>();
    for (Mapping mapping : ordered) {
      for (TableName table : mapping.tables()) {
        agree(keys, table, mapping.key(table), mapping);
      }
    }
    return keys;
  }

  /**
   * The schemas in which each file chooses a table for itself, with the column of their
   * identifiers.
   *
   * @throws MappingException if two mappings have another column for it
   */
  public Map<String, String> families() throws MappingException {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Mapping mapping : ordered) {
      for (String schema : mapping.chosenFrom()) {
        agree(keys, schema, mapping.key(schema), mapping);
      }
    }
    return keys;
  }

  private static <T> void agree(Map<T, String> keys, T where, String key, Mapping mapping)
      throws MappingException {
    String other = keys.putIfAbsent(where, key);
    if (other != null && !other.equalsIgnoreCase(key)) {
      throw new MappingException(
          "mapping "
              + mapping.name()
              + ": rows of "
              + where
              + " are found by "
              + key
              + ", those of other mappings by "
              + other,
          null);
    }
  }

  /**
   * The mapping for a file.
   *
   * @return empty if none fits
   * @throws MappingException if a condition fails
   */
  public Optional<Mapping> of(Variables file) throws MappingException {
    for (Mapping mapping : ordered) {
      if (mapping.fits(file)) {
        return Optional.of(mapping);
      }
    }
    return Optional.empty();
  }
}
