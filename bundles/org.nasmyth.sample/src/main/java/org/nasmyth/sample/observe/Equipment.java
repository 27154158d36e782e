// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instruments, their setups and the filters. Immutable. */
public final class Equipment {

  private final List<Instrument> instruments;
  private final Map<String, List<Setup>> setups = new HashMap<>();
  private final Map<String, Band> filters = new HashMap<>();

  /** Reads the bundle's lists. */
  public Equipment() {
    instruments = Lines.read("observe/instruments.txt").stream().map(Instrument::parse).toList();
    Map<String, Instrument> byName = new HashMap<>();
    instruments.forEach(instrument -> byName.put(instrument.name(), instrument));
    for (String[] fields : Lines.read("observe/setups.txt")) {
      Instrument instrument = byName.get(fields[0]);
      if (instrument == null) {
        throw new IllegalArgumentException("setups.txt names an unknown instrument " + fields[0]);
      }
      setups
          .computeIfAbsent(instrument.name(), k -> new ArrayList<>())
          .add(Setup.parse(instrument, fields));
    }
    for (String[] fields : Lines.read("observe/filters.txt")) {
      filters.put(
          fields[0], new Band(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
    }
  }

  /** All instruments. */
  public List<Instrument> instruments() {
    return instruments;
  }

  /** The setups of an instrument; at least one. */
  public List<Setup> setups(Instrument instrument) {
    return setups.getOrDefault(instrument.name(), List.of());
  }

  /**
   * The spectral range of a setup.
   *
   * @param filter the filter in use; null for none
   * @return null where neither decides it
   */
  public @Nullable Band band(Setup setup, @Nullable String filter) {
    return setup.band() != null || filter == null ? setup.band() : filters.get(filter);
  }
}
