// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.ArchiveNames;

/** Whatever is sent is understood, or refused with a reason. */
class AnyRequestTest {

  private static final ArchiveNames NAMES = new ArchiveNames("eso.org", null);

  @Property
  @Label("random values make a request or a refusal with status 400")
  void refusedOrTaken(
      @ForAll("parameters") Map<String, List<String>> parameters, @ForAll("words") String id)
      throws DaliException {
    Map<String, List<String>> all = new LinkedHashMap<>(parameters);
    all.put("ID", List.of("ADP." + id));
    try {
      SodaRequest request = SodaRequest.of(Parameters.of(all), NAMES, 50);
      assertThat(request.orders()).isNotEmpty().hasSizeLessThanOrEqualTo(50);
      request
          .orders()
          .forEach(
              order ->
                  assertThat(order.cut().provenance())
                      .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~')));
    } catch (DaliException e) {
      assertThat(e.status()).isEqualTo(400);
      assertThat(e.getCause()).isNull();
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<Map<String, List<String>>> parameters() {
    return Arbitraries.maps(
            Arbitraries.of(
                "POS",
                "CIRCLE",
                "POLYGON",
                "BAND",
                "TIME",
                "POL",
                "SUB",
                "PIXEL",
                "PIXEL_1",
                "PIXEL_3",
                "MASK",
                "PREFIX",
                "RESPONSEFORMAT",
                "CUTOUTS",
                "X"),
            words().list().ofMinSize(1).ofMaxSize(3))
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> word =
        Arbitraries.oneOf(
            Arbitraries.of(
                "CIRCLE",
                "RANGE",
                "POLYGON",
                "-Inf",
                "+Inf",
                "NaN",
                "I",
                "/Q/",
                "[1]",
                "[1:2,*]",
                "tar",
                "true",
                "ID,CIRCLE\n",
                "\n",
                "\"",
                ",",
                "1e999",
                "-0"),
            Arbitraries.doubles().between(-400, 400).map(String::valueOf),
            Arbitraries.integers().between(-3, 12).map(String::valueOf),
            Arbitraries.strings().ofMaxLength(6));
    return word.list().ofMinSize(1).ofMaxSize(9).map(words -> String.join(" ", words));
  }

  @Property
  @Label("a list is read as it was written")
  void lists(
      @ForAll @Size(min = 1, max = 8) List<@Size(min = 3, max = 3) List<String>> lines,
      @ForAll @IntRange(min = 0, max = 1) int ending)
      throws DaliException {
    String end = ending == 0 ? "\n" : "\r\n";
    StringBuilder text = new StringBuilder("id, Circle ,\"BAND\"").append(end);
    List<Map<String, List<String>>> expected = new ArrayList<>();
    for (List<String> line : lines) {
      text.append(quoted("x" + line.get(0)));
      Map<String, List<String>> values = new LinkedHashMap<>();
      values.put("ID", List.of(("x" + line.get(0)).strip()));
      for (int i = 1; i < 3; i++) {
        text.append(',').append(quoted(line.get(i)));
        if (!line.get(i).isBlank()) {
          values.put(i == 1 ? "CIRCLE" : "BAND", List.of(line.get(i).strip()));
        }
      }
      text.append(end);
      expected.add(values);
    }
    assertThat(CutoutList.of(text.toString(), 8).stream().map(CutoutList.Line::parameters))
        .containsExactlyElementsOf(expected);
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
