// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;

/**
 * The constant regions of running queries, prepared once. Functions get them by number instead of
 * decoding them at each row. Safe for any thread; holds no more than the running queries need.
 */
final class RegionConstants {

  private final Map<Long, PreparedRegion> regions = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  /** Keeps a region until {@link #remove}; returns its number. */
  long add(Region region) {
    long number = next.incrementAndGet();
    regions.put(number, region.prepare());
    return number;
  }

  /** The region of a number. */
  PreparedRegion get(long number) {
    PreparedRegion region = regions.get(number);
    if (region == null) {
      throw new IllegalStateException("Region constant " + number + " is gone.");
    }
    return region;
  }

  void remove(long number) {
    regions.remove(number);
  }
}
