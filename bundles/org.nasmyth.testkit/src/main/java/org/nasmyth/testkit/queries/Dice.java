// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices by chance. Used by one thread. */
final class Dice {

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** A number from 0 to one below a limit. */
  int below(int limit) {
    return random.nextInt(limit);
  }

  /** Whether the one case in so many has come. */
  boolean oneIn(int cases) {
    return random.nextInt(cases) == 0;
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** What one of several makers makes. */
  @SafeVarargs
  final String made(Supplier<String>... makers) {
    return makers[random.nextInt(makers.length)].get();
  }

  /** A number written with a fraction; never one that computed values are likely to equal. */
  String odd(double scale) {
    return Double.toString(Math.round((random.nextDouble() - 0.4) * scale * 1e6) / 1e6 + 3.7e-7);
  }
}
