// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The parser against the IVOA's own set of queries with verdicts, as an outside check. The sets lie
 * beside the checkout where they are at hand; without them there is nothing to compare.
 */
class OutsideSetsTest {

  private static final List<String> SETS = List.of("lyonetia-ivoa.json", "lyonetia-roe.json");

  private static final String STRING_SYSTEM =
      "coord_sys ::= character_string_literal (appendix A); section 4.2.5: the constructors accept a string literal as"
          + " the first argument. NULL is none.";

  /** Where the parser's verdict is another, with what the recommendation says, for any dialect. */
  private static final Map<String, String> DISAGREEMENTS =
      Map.of(
          "select x from y where Point(NULL, 2, 3)=x",
          STRING_SYSTEM,
          "select point(NULL, ra1, 2) from spatial",
          STRING_SYSTEM,
          "SELECT id, my_undefined_function(ra, dec) AS bad FROM atable",
          "user_defined_function_name ::= [ default_function_prefix ] regular_identifier (appendix A): the grammar has"
              + " any name; whether a service has the function is for the catalogue to say.");

  /** Where the standard dialect's verdict is another, and the extended one's agrees. */
  private static final String ASTERISK_AMONG_ITEMS =
      "SELECT start_date, midpoint_date, ra, dec, alt, az, * FROM asm.lhatpros_paranal_profiles";

  private record Verdict(String query, boolean valid) {}

  @Test
  void theExtendedDialectAgreesButForTheCasesListed() throws IOException {
    List<Verdict> verdicts = verdicts();

    List<String> disagreements = disagreements(verdicts, AdqlDialect.EXTENDED);

    assertThat(disagreements).containsExactlyInAnyOrderElementsOf(DISAGREEMENTS.keySet());
  }

  @Test
  void theStandardDialectDisagreesInOneMoreCase() throws IOException {
    List<Verdict> verdicts = verdicts();

    List<String> disagreements = disagreements(verdicts, AdqlDialect.STANDARD);

    assertThat(disagreements)
        .as("select_list ::= asterisk | select_sublist [ { comma select_sublist }... ]")
        .filteredOn(query -> !DISAGREEMENTS.containsKey(query))
        .singleElement()
        .asString()
        .startsWith(ASTERISK_AMONG_ITEMS);
    assertThat(disagreements).hasSize(DISAGREEMENTS.size() + 1);
  }

  private static List<String> disagreements(List<Verdict> verdicts, AdqlDialect dialect) {
    AdqlParser parser = new AdqlParser(dialect);
    return verdicts.stream()
        .filter(verdict -> accepts(parser, verdict.query()) != verdict.valid())
        .map(verdict -> verdict.query().strip().replaceAll("\\s+", " "))
        .toList();
  }

  private static boolean accepts(AdqlParser parser, String query) {
    try {
      parser.parse(query);
      return true;
    } catch (AdqlSyntaxException e) {
      return false;
    }
  }

  private static List<Verdict> verdicts() throws IOException {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.out.println("skipped: no folder shared/adql beside the checkout");
    }
    Assumptions.assumeTrue(folder.isPresent(), "no folder shared/adql beside the checkout");
    List<Verdict> verdicts = new ArrayList<>();
    for (String set : SETS) {
      verdicts.addAll(read(folder.orElseThrow().resolve(set)));
    }
    assertThat(verdicts).hasSizeGreaterThan(200);
    return verdicts;
  }

  /** The folder beside the checkout, or beside the folder in which checkouts lie. */
  private static Optional<Path> folder() {
    return Stream.iterate(
            Path.of(System.getProperty("user.dir")).toAbsolutePath(),
            p -> p != null,
            Path::getParent)
        .map(path -> path.resolve("shared").resolve("adql"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static List<Verdict> read(Path file) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(Files.newBufferedReader(file))) {
      Map<String, String> fields = new HashMap<>();
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken token = json.nextToken();
          if (token.isScalarValue()) {
            fields.put(name, json.getText());
          } else {
            fields.clear();
          }
        } else if (json.currentToken() == JsonToken.END_OBJECT && fields.containsKey("query")) {
          verdicts.add(new Verdict(fields.get("query"), Boolean.parseBoolean(fields.get("valid"))));
          fields.clear();
        }
      }
    }
    return verdicts;
  }
}
