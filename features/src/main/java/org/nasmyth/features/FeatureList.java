// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of features, as its file has it. The file explains its own syntax.
 *
 * @param features in the order of the file
 */
record FeatureList(List<Feature> features) {

  FeatureList {
    features = List.copyOf(features);
  }

  /**
   * Reads a list.
   *
   * @throws IOException if the file cannot be read or has a mistake; the message names file and
   *     line
   */
  static FeatureList read(Path file) throws IOException {
    Reader reader = new Reader();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      try {
        reader.line(line);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
      }
    }
    return new FeatureList(reader.end());
  }

  private static final class Reader {
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> coordinates = new HashSet<>();
    private final List<String> needs = new ArrayList<>();
    private final List<String> karaf = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String name;
    private int level = 1;
    private boolean http;
    private boolean optional;

    void line(String line) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        return;
      }
      List<String> words = List.of(text.split("\\s+"));
      String keyword = words.get(0);
      List<String> values = words.subList(1, words.size());
      if (keyword.equals("feature")) {
        end();
        name = one(values);
        require(names.add(name), "feature " + name + " is there twice");
        return;
      }
      require(name != null, "'" + keyword + "' stands before the first feature");
      switch (keyword) {
        case "level" -> level = Integer.parseInt(one(values));
        case "http" -> http = true;
        case "optional" -> optional = true;
        case "needs" -> values.forEach(this::need);
        case "karaf" -> karaf.addAll(values);
        case "library" -> part(Part.Kind.LIBRARY, one(values));
        case "bundle" -> part(Part.Kind.BUNDLE, one(values));
        case "resident" -> part(Part.Kind.RESIDENT, one(values));
        case "native" -> nativeLibrary(values);
        default -> throw new IllegalArgumentException("unknown word '" + keyword + "'");
      }
    }

    List<Feature> end() {
      if (name != null) {
        features.add(new Feature(name, level, http, optional, needs, karaf, parts));
      }
      level = 1;
      http = false;
      optional = false;
      needs.clear();
      karaf.clear();
      parts.clear();
      return features;
    }

    private void need(String other) {
      require(names.contains(other), "feature " + other + " does not stand above this one");
      needs.add(other);
    }

    private void part(Part.Kind kind, String text) {
      String[] ids = text.split(":", -1);
      require(ids.length == 2, "'" + text + "' is not groupId:artifactId");
      require(coordinates.add(text), text + " is there twice");
      parts.add(new Part(kind, ids[0], ids[1], List.of()));
    }

    private void nativeLibrary(List<String> values) {
      require(!parts.isEmpty() && values.size() == 2, "expected: native ENTRY FILE below a bundle");
      Part part = parts.remove(parts.size() - 1);
      List<Part.Native> natives = new ArrayList<>(part.natives());
      natives.add(new Part.Native(values.get(0), values.get(1)));
      parts.add(new Part(part.kind(), part.groupId(), part.artifactId(), natives));
    }

    private static String one(List<String> values) {
      require(values.size() == 1, "expected one value, found " + values.size());
      return values.get(0);
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
