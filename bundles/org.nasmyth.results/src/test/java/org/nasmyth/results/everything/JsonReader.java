// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.metadata.Field;

/** Jackson. */
final class JsonReader implements Reader {

  @Override
  public List<Object[]> read(byte[] document, List<Field> fields) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("data")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_ARRAY) {
            rows.add(array(parser).toArray());
          }
        }
      }
    }
    return rows;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(
          switch (parser.currentToken()) {
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getText();
          });
    }
    return values;
  }
}
