// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** A file of queries. */
final class QueryFile {

  private QueryFile() {}

  /**
   * The queries of a text: what the lines say in a field {@code query} if they are JSON objects,
   * else the text itself.
   *
   * @throws LaunchException if a line is no JSON object with a query, with its number
   */
  static List<String> queries(String text) throws LaunchException {
    if (!text.stripLeading().startsWith("{")) {
      return List.of(text);
    }
    List<String> queries = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        queries.add(query(line, number));
      }
    }
    return queries;
  }

  private static String query(String line, int number) throws LaunchException {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      JsonObject object = reader.readObject();
      if (object.get("query") instanceof JsonString query) {
        return query.getString();
      }
      throw new LaunchException("line " + number + " has no field 'query' with a text");
    } catch (JsonException e) {
      throw new LaunchException("line " + number + " is no JSON object: " + e.getMessage(), e);
    }
  }
}
