// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.results.SampleTable;

/** JSON in ESO's shape, as another program reads it. */
class JsonFormatTest {

  private static final SampleTable TABLE =
      SampleTable.of(
          List.of(
              new Field("s_ra", ValueType.DOUBLE, "deg", "pos.eq.ra", null, "\"RA\"\n"),
              Field.of("id", ValueType.LONG),
              Field.of("name", ValueType.UNICODE_STRING),
              Field.of("place", ValueType.POINT),
              Field.of("flag", ValueType.BOOLEAN)),
          List.of(
              new Object[] {
                1.25,
                Long.MIN_VALUE,
                "tab\t\"q\" \\ \u0001 €𝔸 \uD800",
                new double[] {1, Double.NaN},
                true
              },
              new Object[] {Double.POSITIVE_INFINITY, null, null, null, null}));

  @Test
  void hasMetadataAndData() throws IOException {
    Map<?, ?> document = parse(TABLE.written(new JsonFormat()));

    assertThat(document.keySet().stream().map(String::valueOf)).containsExactly("metadata", "data");
    assertThat(((List<?>) document.get("metadata")).get(0))
        .isEqualTo(
            Map.of(
                "name",
                "s_ra",
                "description",
                "\"RA\"\n",
                "datatype",
                "double",
                "unit",
                "deg",
                "ucd",
                "pos.eq.ra"));
    List<?> data = (List<?>) document.get("data");
    List<Object> place = new ArrayList<>();
    place.add(1.0);
    place.add(null);
    assertThat(data.get(0))
        .isEqualTo(List.of(1.25, Long.MIN_VALUE, "tab\t\"q\" \\ \u0001 €𝔸 \uFFFD", place, true));
    assertThat((List<?>) data.get(1)).hasSize(5).containsOnlyNulls();
  }

  @Test
  void emptyResultIsValid() throws IOException {
    SampleTable empty = SampleTable.of(TABLE.fields(), List.of());

    assertThat(parse(empty.written(new JsonFormat())).get("data")).isEqualTo(List.of());
  }

  @Test
  void failureAndOverflowAreTold() throws IOException {
    assertThat(
            parse(TABLE.written(new JsonFormat(), new Ending.Failed("it \"broke\""))).get("info"))
        .isEqualTo(
            List.of(Map.of("name", "QUERY_STATUS", "value", "ERROR", "text", "it \"broke\"")));
    assertThat(parse(TABLE.written(new JsonFormat(), new Ending.Overflow("more"))).get("info"))
        .isEqualTo(List.of(Map.of("name", "QUERY_STATUS", "value", "OVERFLOW", "text", "more")));
  }

  private static Map<?, ?> parse(byte[] document) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(new String(document, UTF_8))) {
      parser.nextToken();
      Map<?, ?> value = (Map<?, ?>) value(parser);
      assertThat(parser.nextToken()).as("after the document").isNull();
      return value;
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }
}
