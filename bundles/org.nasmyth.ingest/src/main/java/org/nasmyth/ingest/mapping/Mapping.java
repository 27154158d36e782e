// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.ingest.content.Cards;

/** How files of one form become rows, as a mapping file says. Immutable. */
public final class Mapping {

  /** What PostgreSQL keeps of a name. */
  private static final int LONGEST_NAME = 63;

  private final String name;
  private final double order;
  private final Optional<Formula> when;
  private final Kind kind;
  private final Map<Word, Rule> words;
  private final Map<TableName, Map<String, Rule>> rows;
  private final Map<String, Family> families;
  private final Numbered numbered;

  /** What a mapping says of a file beside its rows. */
  enum Word {
    /** The file's identifier. */
    ID,
    /** Of a companion: the identifier of the product that it belongs to. */
    OWNER,
    /** The category in ESO's tables of files. */
    CATEGORY,
    /** The name that its maker gave it. */
    ORIGINAL,
    /** Whether a picture is made of it. */
    PREVIEW
  }

  /**
   * The beginnings of keywords with numbers, from 1.
   *
   * @param sources name the files that it was made from; null for none
   * @param companions name the files that come with it; null for none
   * @param categories of the companions; null for none
   * @param sums MD5 sums of the companions; null for none
   */
  record Numbered(
      @Nullable String sources,
      @Nullable String companions,
      @Nullable String categories,
      @Nullable String sums) {}

  /**
   * Tables of one schema that are alike, of which each file has a row in one.
   *
   * @param table chooses it
   * @param rules fill its columns
   */
  record Family(Formula table, Map<String, Rule> rules) {
    Family {
      rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }
  }

  Mapping(
      String name,
      double order,
      Optional<Formula> when,
      Kind kind,
      Map<Word, Rule> words,
      Map<TableName, Map<String, Rule>> rows,
      Map<String, Family> families,
      Numbered numbered) {
    this.name = name;
    this.order = order;
    this.when = when;
    this.kind = kind;
    this.words = Map.copyOf(words);
    this.rows = new LinkedHashMap<>();
    rows.forEach((table, rules) -> this.rows.put(table, new LinkedHashMap<>(rules)));
    this.families = Collections.unmodifiableMap(new LinkedHashMap<>(families));
    this.numbered = numbered;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its place among the mappings; the lowest that fits a file is used. */
  double order() {
    return order;
  }

  /** What its files are. */
  public Kind kind() {
    return kind;
  }

  /** The tables that it makes rows of, without those that each file chooses for itself. */
  public List<TableName> tables() {
    return List.copyOf(rows.keySet());
  }

  /** The schemas in which each file chooses a table for itself. */
  List<String> chosenFrom() {
    return List.copyOf(families.keySet());
  }

  /**
   * A table that a file has a row in.
   *
   * @param chosen whether the file chose it among others of its schema
   */
  public record Place(TableName table, boolean chosen) {}

  /**
   * The tables that a file has rows in.
   *
   * @throws MappingException if an expression fails
   */
  public List<Place> places(Variables known) throws MappingException {
    Map<TableName, Boolean> places = new LinkedHashMap<>();
    tables().forEach(table -> places.put(table, false));
    for (Map.Entry<String, Family> family : families.entrySet()) {
      Object name = family.getValue().table().value(known);
      if (name != null && !name.toString().isBlank()) {
        places.put(new TableName(family.getKey(), regular(name.toString())), true);
      }
    }
    return places.entrySet().stream()
        .map(place -> new Place(place.getKey(), place.getValue()))
        .toList();
  }

  /** A name that queries can have without quotes; a header can hold anything. */
  private static String regular(String text) {
    String word = text.strip().replaceAll("[^A-Za-z0-9_]", "_");
    String name = WrittenName.isRegular(word) ? word : "t_" + word;
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  Map<Word, Rule> words() {
    return words;
  }

  Map<TableName, Map<String, Rule>> rows() {
    return rows;
  }

  Map<String, Family> families() {
    return families;
  }

  Numbered numbered() {
    return numbered;
  }

  /** Whether it is for a file. */
  boolean fits(Variables file) throws MappingException {
    return when.isPresent() && when.get().holds(file);
  }

  /** A file that is named by another, with what that says of it. */
  public record Named(String file, @Nullable String category, @Nullable String sum) {}

  /**
   * What a file is, in the words of this mapping.
   *
   * @param id its identifier
   * @param owner of a companion: the product that it says it belongs to; null if it says nothing
   * @param category null for none
   * @param original the name that its maker gave it; null if it says nothing
   * @param preview whether a picture is wanted
   * @param sources the files that it was made from, in order
   * @param companions the files that come with it, in order
   */
  public record Description(
      String id,
      @Nullable String owner,
      @Nullable String category,
      @Nullable String original,
      boolean preview,
      List<String> sources,
      List<Named> companions) {

    /** Copies the lists. */
    public Description {
      sources = List.copyOf(sources);
      companions = List.copyOf(companions);
    }
  }

  /**
   * The identifier of a file.
   *
   * @throws MappingException if an expression fails, or gives none
   */
  public String id(Variables file) throws MappingException {
    String id = Identifier.of(text(Word.ID, file));
    if (id == null) {
      throw new MappingException(
          "mapping " + name + ": its rule for the identifier gives nothing for this file", null);
    }
    return id;
  }

  /**
   * Says what a file is.
   *
   * @param known the file with its identifier
   * @throws MappingException if an expression fails
   */
  public Description describe(String id, Variables known) throws MappingException {
    List<String> sources = new ArrayList<>();
    for (Named source : named(known.cards(), numbered.sources(), null, null)) {
      sources.add(source.file());
    }
    return new Description(
        id,
        Identifier.of(text(Word.OWNER, known)),
        text(Word.CATEGORY, known),
        text(Word.ORIGINAL, known),
        "true".equals(text(Word.PREVIEW, known)),
        sources,
        named(known.cards(), numbered.companions(), numbered.categories(), numbered.sums()));
  }

  private @Nullable String text(Word word, Variables file) throws MappingException {
    Rule rule = words.get(word);
    Object value = rule == null ? null : rule.of(file);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  /** Numbers may have gaps, of which archives' headers have some. */
  private static List<Named> named(
      Cards cards, @Nullable String names, @Nullable String categories, @Nullable String sums) {
    List<Named> found = new ArrayList<>();
    if (names == null) {
      return found;
    }
    int missing = 0;
    for (int i = 1; missing < 10; i++) {
      String file = cards.text(names + i);
      if (file == null) {
        missing++;
      } else {
        missing = 0;
        found.add(
            new Named(
                file,
                categories == null ? null : cards.text(categories + i),
                sums == null ? null : lower(cards.text(sums + i))));
      }
    }
    return found;
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /**
   * How it fills a table.
   *
   * @param table as the database has it
   * @param chosen whether the file chose it among others of its schema
   */
  public RowPlan plan(Table table, boolean chosen) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    Family family = families.get(table.name().schema());
    if (chosen && family != null) {
      rules.putAll(family.rules());
    }
    rules.putAll(rows.getOrDefault(table.name(), Map.of()));
    return new RowPlan(table, rules);
  }

  /** The column that holds the identifier in a table that a file has a row in. */
  public String key(Place place) throws MappingException {
    return place.chosen() ? key(place.table().schema()) : key(place.table());
  }

  /** The column of a table that holds the identifier. */
  String key(TableName table) throws MappingException {
    return key(rows.getOrDefault(table, Map.of()), table.toString());
  }

  /**
   * The column that holds the identifier in the tables of a schema, one of which a file chooses.
   */
  String key(String schema) throws MappingException {
    Family family = families.get(schema);
    return key(family == null ? Map.of() : family.rules(), schema + ".{…}");
  }

  private String key(Map<String, Rule> rules, String table) throws MappingException {
    for (Map.Entry<String, Rule> rule : rules.entrySet()) {
      if (rule.getValue() instanceof Rule.Computed computed
          && computed.formula().text().equals("id")) {
        return rule.getKey();
      }
    }
    throw new MappingException(
        "mapping " + name + ": no column of " + table + " is '= id', by which its rows are found",
        null);
  }
}
