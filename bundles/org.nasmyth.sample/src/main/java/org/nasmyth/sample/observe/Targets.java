// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.sky.Coordinates;

/**
 * All targets: well-known ones at their true places, the fields of surveys on their grids, and
 * invented ones, whose names say so.
 */
public final class Targets {

  private final Map<String, List<Target>> byKind = new HashMap<>();

  /** Reads the list and invents the rest. */
  public Targets(Draw draw) {
    for (String[] fields : Lines.read("observe/targets.txt")) {
      add(fields[3], fields[0], new Coordinates(parse(fields[1]), parse(fields[2])));
    }
    addBulgeAndDisk();
    addGrid(draw.split("kids"), "kids", "KIDS", new Box(150, 236, -4, 3), 140);
    addGrid(draw.split("kids south"), "kids", "KIDS", new Box(330, 412, -35.6, -26.6), 140);
    addGrid(draw.split("atlas"), "atlas", "ATLAS", new Box(310, 420, -39, -10), 120);
    addGrid(draw.split("atlas north"), "atlas", "ATLAS", new Box(150, 230, -29, -2), 120);
    addPlane(draw.split("plane"));
    addMagellanic(draw.split("magellanic"));
    addInvented(draw.split("stars"), "star", "SIM-S", 260, 25);
    addInvented(draw.split("galaxies"), "galaxy", "SIM-G", 160, 90);
    addInvented(draw.split("quasars"), "qso", "SIM-Q", 90, 90);
    addTransients(draw.split("transients"));
  }

  /** The targets of some classes. */
  public List<Target> of(List<String> kinds) {
    return kinds.stream().flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream()).toList();
  }

  private record Box(double west, double east, double south, double north) {}

  private void add(String kind, String name, Coordinates at) {
    byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Target(name, at.rounded(), kind));
  }

  private void addBulgeAndDisk() {
    for (int tile = 0; tile < 196; tile++) {
      double longitude = -9.2592 + 1.4582 * (tile % 14);
      int row = tile / 14;
      double latitude = -9.6878 + 1.092 * row;
      addGalactic("vvv", "b" + (201 + tile), longitude, latitude);
    }
    for (int tile = 0; tile < 152; tile++) {
      double longitude = 295.4377 + 1.4592 * (tile % 38);
      int row = tile / 38;
      double latitude = -1.6497 + 1.092 * row;
      addGalactic("vvv", String.format(Locale.ROOT, "d%03d", 1 + tile), longitude, latitude);
    }
  }

  private void addGalactic(String kind, String name, double longitude, double latitude) {
    add(kind, name, new Coordinates(longitude, latitude).fromGalactic());
  }

  private void addGrid(Draw draw, String kind, String prefix, Box box, int count) {
    for (int i = 0; i < count; i++) {
      double ra = (box.west + Math.floor(draw.between(0, box.east - box.west))) % 360;
      double dec = box.south + Math.floor(draw.between(0, box.north - box.south));
      add(
          kind,
          String.format(Locale.ROOT, "%s_%.1f_%.1f", prefix, ra, dec),
          new Coordinates(ra, dec));
    }
  }

  private void addPlane(Draw draw) {
    for (int i = 0; i < 200; i++) {
      addGalactic(
          "plane",
          String.format(Locale.ROOT, "vphas_%04d", 1 + i),
          draw.between(210, 400) % 360,
          draw.between(-5, 5));
    }
  }

  private void addMagellanic(Draw draw) {
    for (int i = 0; i < 60; i++) {
      Coordinates centre =
          i % 3 == 0 ? new Coordinates(13.16, -72.8) : new Coordinates(80.89, -69.76);
      String cloud = i % 3 == 0 ? "SMC " : "LMC ";
      add(
          "magellanic",
          cloud + (2 + i % 8) + "_" + (2 + i / 8),
          centre.offset(draw.normal(0, 2), draw.normal(0, 2)));
    }
  }

  private void addInvented(Draw draw, String kind, String prefix, int count, double scaleHeight) {
    for (int i = 0; i < count; i++) {
      double latitude = Math.max(-89, Math.min(89, draw.normal(0, scaleHeight)));
      Coordinates at = new Coordinates(draw.between(0, 360), latitude).fromGalactic();
      if (at.latitude() < 25) {
        add(kind, String.format(Locale.ROOT, "%s%04d", prefix, i), at);
      }
    }
  }

  private void addTransients(Draw draw) {
    List<Target> hosts = List.copyOf(of(List.of("galaxy")));
    for (int i = 0; i < 90; i++) {
      Target host = draw.pick(hosts);
      add(
          "transient",
          "SIMSN" + (2012 + i / 8) + (char) ('a' + i % 8) + (char) ('a' + draw.below(26)),
          host.at().offset(draw.normal(0, 0.004), draw.normal(0, 0.004)));
    }
  }

  private static double parse(String text) {
    return Double.parseDouble(text);
  }
}
