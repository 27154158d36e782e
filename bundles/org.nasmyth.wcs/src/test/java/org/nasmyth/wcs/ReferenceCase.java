// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** A header and what wcslib makes of it, as src/test/python/reference.py writes it. */
final class ReferenceCase {
  private final String name;
  private final Map<String, String> cards = new HashMap<>();
  private final Map<String, TableArray> arrays = new HashMap<>();
  private final Map<String, LookupImage> lookups = new HashMap<>();
  private final List<double[]> pixels = new ArrayList<>();
  private final List<double[]> worlds = new ArrayList<>();
  private final List<double[]> returned = new ArrayList<>();

  private ReferenceCase(String name) {
    this.name = name;
  }

  static List<ReferenceCase> committed() {
    try (InputStream stream = ReferenceCase.class.getResourceAsStream("reference.txt")) {
      return read(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ReferenceCase> read(Reader reader) throws IOException {
    List<ReferenceCase> cases = new ArrayList<>();
    BufferedReader lines = new BufferedReader(reader);
    ReferenceCase current = new ReferenceCase("");
    boolean points = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("case ")) {
        current = new ReferenceCase(line.substring(5));
        points = false;
      } else if (line.equals("points")) {
        points = true;
      } else if (line.equals("end")) {
        cases.add(current);
      } else if (line.startsWith("table ")) {
        current.addTable(line, lines.readLine());
      } else if (line.startsWith("lookup ")) {
        current.addLookup(line, lines.readLine());
      } else if (points) {
        current.addPoint(numbers(line));
      } else {
        int equals = line.indexOf(" = ");
        if (equals > 0) {
          current.cards.put(line.substring(0, equals), line.substring(equals + 3));
        }
      }
    }
    return cases;
  }

  private static double[] numbers(String line) {
    StringTokenizer words = new StringTokenizer(line);
    double[] numbers = new double[words.countTokens()];
    for (int i = 0; i < numbers.length; i++) {
      String word = words.nextToken();
      numbers[i] = word.equals("nan") ? Double.NaN : Double.parseDouble(word);
    }
    return numbers;
  }

  private void addTable(String declaration, String values) {
    StringTokenizer words = new StringTokenizer(declaration);
    words.nextToken();
    String key = words.nextToken() + "/" + words.nextToken();
    int[] shape = new int[words.countTokens()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Integer.parseInt(words.nextToken());
    }
    arrays.put(key, new TableArray(shape, numbers(values)));
  }

  private void addLookup(String declaration, String values) {
    StringTokenizer words = new StringTokenizer(declaration);
    words.nextToken();
    String key = words.nextToken() + "/" + words.nextToken();
    Map<String, String> header = new HashMap<>();
    header.put("NAXIS1", words.nextToken());
    header.put("NAXIS2", words.nextToken());
    while (words.hasMoreTokens()) {
      String card = words.nextToken();
      int equals = card.indexOf('=');
      header.put(card.substring(0, equals), card.substring(equals + 1));
    }
    lookups.put(key, new LookupImage(Cards.of(header), numbers(values)));
  }

  private void addPoint(double[] numbers) {
    int size =
        numbers.length % 3 == 0 && numbers.length / 3 == axes()
            ? numbers.length / 3
            : numbers.length / 2;
    pixels.add(java.util.Arrays.copyOf(numbers, size));
    worlds.add(java.util.Arrays.copyOfRange(numbers, size, 2 * size));
    returned.add(
        numbers.length == 3 * size
            ? java.util.Arrays.copyOfRange(numbers, 2 * size, 3 * size)
            : java.util.Arrays.copyOf(numbers, size));
  }

  private int axes() {
    return Integer.parseInt(cards.getOrDefault("WCSAXES", cards.getOrDefault("NAXIS", "0")));
  }

  String name() {
    return name;
  }

  Cards cards() {
    return Cards.of(cards);
  }

  Tables tables() {
    return new Tables() {
      @Override
      public Optional<TableArray> array(String extension, int version, int level, String column) {
        return Optional.ofNullable(arrays.get(extension + "/" + column));
      }

      @Override
      public Optional<LookupImage> image(String extension, int version) {
        return Optional.ofNullable(lookups.get(extension + "/" + version));
      }
    };
  }

  /** Pixel coordinates of the points. */
  List<double[]> pixels() {
    return pixels;
  }

  /** World coordinates of the points. */
  List<double[]> worlds() {
    return worlds;
  }

  /** Pixel coordinates that wcslib makes of the world coordinates. */
  List<double[]> returned() {
    return returned;
  }

  @Override
  public String toString() {
    return name;
  }
}
