// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.ingest.mapping.Mapping.Family;
import org.nasmyth.ingest.mapping.Mapping.Numbered;
import org.nasmyth.ingest.mapping.Mapping.Word;

/** Makes mappings of mapping files. Used by one thread. */
final class MappingReader {

  private static final Set<String> KEYS =
      Set.of("mapping", "extends", "order", "when", "kind", "rows", "numbered");
  private static final Set<String> RULE =
      Set.of("keyword", "keywords", "expression", "value", "default");
  private static final Set<String> NUMBERED = Set.of("sources", "companions", "categories", "sums");

  /** A schema, and in braces what chooses one of its tables. */
  private static final Pattern FAMILY = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)\\.\\{(.+)}");

  private final Formulas formulas = new Formulas();

  /**
   * Makes a mapping.
   *
   * @param file what the file holds
   * @param others mappings that it can extend, by name
   * @throws MappingException naming the place that is wrong
   */
  Mapping read(MappingFile file, Map<String, Mapping> others) throws MappingException {
    Map<String, Object> content = file.content();
    String place = file.source();
    for (String key : content.keySet()) {
      if (!KEYS.contains(key) && word(key).isEmpty()) {
        throw wrong(place, "'" + key + "' is not known; there are " + known());
      }
    }
    Mapping base = base(file, others);
    Map<Word, Rule> words = new EnumMap<>(Word.class);
    Map<TableName, Map<String, Rule>> rows = new LinkedHashMap<>();
    Map<String, Family> families = new LinkedHashMap<>();
    if (base != null) {
      words.putAll(base.words());
      base.rows().forEach((table, rules) -> rows.put(table, new LinkedHashMap<>(rules)));
      families.putAll(base.families());
    }
    for (Map.Entry<String, Object> entry : content.entrySet()) {
      Optional<Word> word = word(entry.getKey());
      if (word.isPresent()) {
        words.put(word.get(), rule(entry.getValue(), place + ": " + entry.getKey()));
      }
    }
    rows(content, place, rows, families);
    if (!words.containsKey(Word.ID)) {
      throw wrong(place, "it has no rule for 'id'");
    }
    Object when = content.get("when");
    Mapping mapping =
        new Mapping(
            file.name(),
            order(content.get("order"), place),
            when == null
                ? Optional.empty()
                : Optional.of(formulas.formula(when.toString(), place + ": when")),
            kind(content.get("kind"), base, place),
            words,
            rows,
            families,
            numbered(content.get("numbered"), base, place));
    for (TableName table : mapping.tables()) {
      String unused = mapping.key(table);
    }
    for (String schema : mapping.chosenFrom()) {
      String unused = mapping.key(schema);
    }
    return mapping;
  }

  private static @Nullable Mapping base(MappingFile file, Map<String, Mapping> others)
      throws MappingException {
    Optional<String> name = file.base();
    if (name.isEmpty()) {
      return null;
    }
    Mapping base = others.get(name.get());
    if (base == null) {
      throw wrong(file.source(), "it extends '" + name.get() + "', which is no mapping");
    }
    return base;
  }

  private static Optional<Word> word(String key) {
    return Arrays.stream(Word.values())
        .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(key))
        .findAny();
  }

  private static String known() {
    List<String> all = new ArrayList<>(KEYS);
    Arrays.stream(Word.values()).forEach(word -> all.add(word.name().toLowerCase(Locale.ROOT)));
    return all.stream().sorted().collect(Collectors.joining(", "));
  }

  private static double order(@Nullable Object value, String place) throws MappingException {
    if (value == null) {
      return 100;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(place, "order is '" + value + "', which is no number");
  }

  private static Kind kind(@Nullable Object value, @Nullable Mapping base, String place)
      throws MappingException {
    if (value == null && base != null) {
      return base.kind();
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(String.valueOf(value))) {
        return kind;
      }
    }
    throw wrong(
        place,
        "kind is "
            + (value == null ? "missing" : "'" + value + "'")
            + "; it can be raw, product, companion or master");
  }

  private static Numbered numbered(@Nullable Object value, @Nullable Mapping base, String place)
      throws MappingException {
    if (value == null) {
      return base == null ? new Numbered(null, null, null, null) : base.numbered();
    }
    Map<String, Object> map = map(value, place + ": numbered");
    for (String key : map.keySet()) {
      if (!NUMBERED.contains(key)) {
        throw wrong(place + ": numbered", "'" + key + "' is not known");
      }
    }
    return new Numbered(
        text(map.get("sources")),
        text(map.get("companions")),
        text(map.get("categories")),
        text(map.get("sums")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private void rows(
      Map<String, Object> content,
      String place,
      Map<TableName, Map<String, Rule>> rows,
      Map<String, Family> families)
      throws MappingException {
    Object written = content.get("rows");
    if (written == null) {
      return;
    }
    for (Map.Entry<String, Object> entry : map(written, place + ": rows").entrySet()) {
      Map<String, Rule> added = rules(entry.getValue(), place + ": " + entry.getKey());
      Matcher chosen = FAMILY.matcher(entry.getKey());
      if (chosen.matches()) {
        Family inherited = families.get(chosen.group(1));
        Map<String, Rule> rules =
            new LinkedHashMap<>(inherited == null ? Map.of() : inherited.rules());
        rules.putAll(added);
        families.put(
            chosen.group(1),
            new Family(formulas.formula(chosen.group(2), place + ": " + entry.getKey()), rules));
      } else {
        rows.computeIfAbsent(table(entry.getKey(), place), key -> new LinkedHashMap<>())
            .putAll(added);
      }
    }
  }

  private Map<String, Rule> rules(@Nullable Object written, String place) throws MappingException {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Map.Entry<String, Object> column : map(written, place).entrySet()) {
      rules.put(column.getKey(), rule(column.getValue(), place + "." + column.getKey()));
    }
    return rules;
  }

  private static TableName table(String written, String place) throws MappingException {
    try {
      return WrittenName.readTable(written);
    } catch (IllegalArgumentException e) {
      throw new MappingException(place + ": '" + written + "' names no table with its schema", e);
    }
  }

  /** A keyword, {@code = expression}, or a map that says which. */
  private Rule rule(@Nullable Object written, String place) throws MappingException {
    if (written == null) {
      return new Rule.Constant(null);
    }
    if (written instanceof Boolean || written instanceof Number) {
      return new Rule.Constant(written);
    }
    if (written instanceof String text) {
      return text.startsWith("=")
          ? new Rule.Computed(formulas.formula(text.substring(1).strip(), place), null)
          : new Rule.Keywords(List.of(text), null);
    }
    Map<String, Object> map = map(written, place);
    for (String key : map.keySet()) {
      if (!RULE.contains(key)) {
        throw wrong(place, "'" + key + "' is not known; there are " + String.join(", ", RULE));
      }
    }
    Object otherwise = map.get("default");
    Object expression = map.get("expression");
    if (map.containsKey("value")) {
      return new Rule.Constant(map.get("value"));
    }
    if (expression != null) {
      return new Rule.Computed(formulas.formula(expression.toString(), place), otherwise);
    }
    List<String> keywords = new ArrayList<>();
    if (map.get("keyword") != null) {
      keywords.add(String.valueOf(map.get("keyword")));
    }
    if (map.get("keywords") instanceof List<?> several) {
      several.forEach(keyword -> keywords.add(String.valueOf(keyword)));
    }
    if (keywords.isEmpty()) {
      throw wrong(place, "it says neither keyword, keywords, expression nor value");
    }
    return new Rule.Keywords(List.copyOf(keywords), otherwise);
  }

  /** A map of the file, with texts as keys. */
  static Map<String, Object> map(@Nullable Object value, String place) throws MappingException {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(place, "a map of keys and values is expected");
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      putIfThere(texts, String.valueOf(entry.getKey()), entry.getValue());
    }
    return texts;
  }

  @SuppressWarnings("NullAway") // A key without a value takes what is inherited away.
  private static void putIfThere(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }

  private static MappingException wrong(String place, String what) {
    return new MappingException(place + ": " + what, null);
  }
}
