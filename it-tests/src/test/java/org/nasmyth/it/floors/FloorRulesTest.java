// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.floors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.server.Checkout;

class FloorRulesTest {

  @Test
  void hold_for_the_bundles_and_examples_as_built() {
    Checkout checkout = Checkout.here();
    List<BuiltBundle> bundles =
        Stream.concat(checkout.bundleFolders().stream(), checkout.exampleFolders().stream())
            .map(BuiltBundle::read)
            .toList();

    assertThat(bundles).hasSizeGreaterThan(2).anyMatch(bundle -> bundle.floor() == 0);
    assertThat(new FloorRules(bundles).violations()).isEmpty();
  }

  @Test
  void allow_imports_from_beneath_from_itself_and_from_libraries() {
    assertThat(
            violations(
                exporting("org.nasmyth.api", 2, "org.nasmyth.api.query"),
                importing("org.nasmyth.tap", 4, "org.nasmyth.api.query", "org.slf4j"),
                bundle(
                    "org.nasmyth.query",
                    3,
                    Set.of("org.nasmyth.query", "org.nasmyth.api.query"),
                    Map.of("org.nasmyth.query", "1.0.0"))))
        .isEmpty();
  }

  @Test
  void refuse_an_import_from_the_same_floor() {
    assertThat(
            violations(
                exporting("org.nasmyth.database.duckdb", 4, "org.nasmyth.database.duckdb"),
                importing("org.nasmyth.tap", 4, "org.nasmyth.database.duckdb")))
        .singleElement()
        .asString()
        .contains("org.nasmyth.tap (floor 4)", "of org.nasmyth.database.duckdb (floor 4)");
  }

  @Test
  void refuse_an_import_from_above() {
    assertThat(
            violations(
                exporting("org.nasmyth.query", 3, "org.nasmyth.query"),
                importing("org.nasmyth.api", 2, "org.nasmyth.query")))
        .singleElement()
        .asString()
        .contains("org.nasmyth.api (floor 2) imports org.nasmyth.query");
  }

  @Test
  void refuse_an_import_of_a_private_package() {
    assertThat(violations(importing("org.nasmyth.tap", 4, "org.nasmyth.query.internal")))
        .singleElement()
        .asString()
        .contains("which nobody exports");
  }

  @Test
  void refuse_a_folder_of_another_name() {
    BuiltBundle bundle = exporting("org.nasmyth.api", 2, "org.nasmyth.api");
    assertThat(
            violations(
                new BuiltBundle(
                    "nasmyth-api",
                    bundle.symbolicName(),
                    2,
                    Set.of(),
                    bundle.exports(),
                    bundle.packages(),
                    bundle.versioned())))
        .containsExactly("Folder nasmyth-api holds a bundle named org.nasmyth.api.");
  }

  @Test
  void refuse_a_package_outside_the_root_package() {
    assertThat(violations(exporting("org.nasmyth.api", 2, "org.nasmyth.apiary")))
        .containsExactly(
            "org.nasmyth.api holds org.nasmyth.apiary, which lies outside its root package.");
  }

  @Test
  void refuse_exports_that_are_not_versioned_and_versions_that_are_not_exported() {
    assertThat(
            violations(
                new BuiltBundle(
                    "org.nasmyth.api",
                    "org.nasmyth.api",
                    2,
                    Set.of(),
                    Map.of("org.nasmyth.api.a", "1.0.0", "org.nasmyth.api.b", ""),
                    Set.of("org.nasmyth.api.a", "org.nasmyth.api.b", "org.nasmyth.api.c"),
                    Set.of("org.nasmyth.api.b", "org.nasmyth.api.c"))))
        .containsExactlyInAnyOrder(
            "org.nasmyth.api exports org.nasmyth.api.a, which has no @Version.",
            "org.nasmyth.api exports org.nasmyth.api.b without a version.",
            "org.nasmyth.api does not export org.nasmyth.api.c, though it has a @Version.");
  }

  @Test
  void read_headers_with_quotes_and_shared_attributes() {
    assertThat(PackageHeader.parse("a.b;c.d;version=\"[1,2)\";uses:=\"x,y\",e.f"))
        .isEqualTo(
            Map.of(
                "a.b", Map.of("version", "[1,2)", "uses", "x,y"),
                "c.d", Map.of("version", "[1,2)", "uses", "x,y"),
                "e.f", Map.of()));
  }

  private static List<String> violations(BuiltBundle... bundles) {
    return new FloorRules(List.of(bundles)).violations();
  }

  private static BuiltBundle exporting(String name, int floor, String... exports) {
    return bundle(
        name,
        floor,
        Set.of(),
        Arrays.stream(exports).collect(Collectors.toMap(export -> export, export -> "1.0.0")));
  }

  private static BuiltBundle importing(String name, int floor, String... imports) {
    return bundle(name, floor, new TreeSet<>(List.of(imports)), Map.of());
  }

  private static BuiltBundle bundle(
      String name, int floor, Set<String> imports, Map<String, String> exports) {
    return new BuiltBundle(name, name, floor, imports, exports, exports.keySet(), exports.keySet());
  }
}
