// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.chance;

import java.util.List;

/**
 * A stream of random numbers that can be split by name, so that each table, night or row has its
 * own and none depends on the order in which others are made. All arithmetic is exact or strict:
 * the numbers are the same on every machine and Java release. Used by one thread at a time; a split
 * one is independent.
 */
public final class Draw {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  /** The stream of a seed. */
  public Draw(long seed) {
    this.origin = mix(seed);
    this.state = origin;
  }

  /** The stream of a name within this one; the same whenever it is asked for. */
  public Draw split(String name) {
    long hash = origin;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return new Draw(hash);
  }

  /** The stream of a number within this one; the same whenever it is asked for. */
  public Draw split(long number) {
    return new Draw(origin + mix(number + GOLDEN));
  }

  /** 64 random bits. */
  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number from 0 (included) to 1 (excluded). */
  public double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** A number between two others. */
  public double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** A whole number from 0 to one less than the bound. */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** True with a probability. */
  public boolean chance(double probability) {
    return unit() < probability;
  }

  /** A number from the normal distribution. */
  public double normal(double mean, double deviation) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return mean + deviation * radius * StrictMath.cos(2 * Math.PI * unit());
  }

  /** One of a list. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
