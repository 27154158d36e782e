// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Programme.Privacy;

/** Hands out programmes: those of surveys by collection, others by instrument and period. */
public final class Programmes {

  private static final Map<String, String> SURVEYS =
      Map.ofEntries(
          Map.entry("VVV", "179.B-2002"),
          Map.entry("VHS", "179.A-2010"),
          Map.entry("VIKING", "179.A-2004"),
          Map.entry("VMC", "179.B-2003"),
          Map.entry("VIDEO", "179.A-2006"),
          Map.entry("KIDS", "177.A-3016"),
          Map.entry("VPHASplus", "177.D-3023"),
          Map.entry("VST-ATLAS", "177.A-3011"),
          Map.entry("PESSTO", "188.D-3003"),
          Map.entry("GAIAESO", "188.B-3002"),
          Map.entry("VANDELS", "194.A-2003"));
  private static final List<String> NAMES =
      List.of(
          "ANDROMEDA",
          "AQUILA",
          "ARA",
          "ARIES",
          "AURIGA",
          "CARINA",
          "CASSIOPEIA",
          "CENTAURUS",
          "CEPHEUS",
          "CETUS",
          "COLUMBA",
          "CORVUS",
          "CRATER",
          "CRUX",
          "CYGNUS",
          "DELPHINUS",
          "DORADO",
          "DRACO",
          "ERIDANUS",
          "FORNAX",
          "GEMINI",
          "GRUS",
          "HERCULES",
          "HYDRA",
          "INDUS",
          "LACERTA",
          "LEPUS",
          "LIBRA",
          "LUPUS",
          "LYRA",
          "MENSA",
          "NORMA",
          "OCTANS",
          "ORION",
          "PAVO",
          "PEGASUS",
          "PERSEUS",
          "PHOENIX",
          "PICTOR",
          "PUPPIS",
          "PYXIS",
          "SCULPTOR",
          "SERPENS",
          "TAURUS",
          "TUCANA",
          "VELA",
          "VOLANS",
          "VULPECULA");
  private static final List<String> AIMS =
      List.of(
          "THE ORIGIN OF",
          "A CENSUS OF",
          "THE KINEMATICS OF",
          "THE CHEMISTRY OF",
          "TIME-RESOLVED VIEWS OF",
          "FEEDBACK IN",
          "THE FAINT END OF",
          "A DEEP LOOK AT");
  private static final List<String> OBJECTS =
      List.of(
          "NEARBY GALAXIES",
          "THE GALACTIC CENTRE",
          "EXOPLANET HOSTS",
          "YOUNG DISCS",
          "METAL-POOR STARS",
          "HIGH-REDSHIFT QUASARS",
          "GLOBULAR CLUSTERS",
          "SUPERNOVAE",
          "STAR-FORMING REGIONS",
          "DISTANT GALAXY CLUSTERS",
          "EVOLVED STARS",
          "ACTIVE NUCLEI");
  private static final Set<String> HELD_INSTRUMENTS = Set.of("MUSE", "XSHOOTER", "HAWKI", "UVES");

  /** From this period on, the first programme of some instruments is held. */
  private static final int HELD_FROM_PERIOD = 115;

  private final Draw draw;
  private final Map<String, Programme> made = new HashMap<>();
  private int calibrationPlans;

  /** Starts with none. */
  public Programmes(Draw draw) {
    this.draw = draw;
  }

  /** The programme that an observation block of a setup belongs to. */
  public Programme forBlock(Setup setup, LocalDate night, Draw choice) {
    int period = period(night);
    String survey = SURVEYS.get(setup.collection());
    if (survey != null) {
      char run = (char) ('A' + Math.floorMod(night.getYear() - 2009, 20));
      String id = survey + "(" + run + ")";
      return made.computeIfAbsent(id, key -> survey(key, setup, period));
    }
    int index = choice.below(3);
    return made.computeIfAbsent(
        setup.instrument().name() + "/" + period + "/" + index,
        key -> general(key, setup, period, index));
  }

  /** The programme that an instrument's calibrations belong to. */
  public Programme forCalibration(Instrument instrument) {
    return made.computeIfAbsent(
        "calibration/" + instrument.name(),
        key ->
            new Programme(
                String.format(Locale.ROOT, "60.A-9%03d(A)", 200 + 7 * calibrationPlans++),
                "[SIMULATED] CALIBRATION PLAN OF " + instrument.name(),
                Programme.Type.CALIBRATION,
                60,
                List.of("SIMULATED OBSERVATORY"),
                false,
                0,
                Privacy.NORMAL));
  }

  /** All programmes handed out so far, by identifier. */
  public List<Programme> all() {
    return made.values().stream().sorted(Comparator.comparing(Programme::id)).toList();
  }

  /**
   * The observing period of a date: half-years from April and October, 91 beginning in April 2013.
   */
  static int period(LocalDate night) {
    int halves = (night.getYear() - 2013) * 2 + Math.floorDiv(night.getMonthValue() - 4, 6);
    return 91 + halves;
  }

  private Programme survey(String id, Setup setup, int period) {
    Draw mine = draw.split(setup.collection());
    return new Programme(
        id,
        "[SIMULATED] PUBLIC SURVEY " + setup.collection().toUpperCase(Locale.ROOT),
        Programme.Type.LARGE,
        period,
        people(mine, 4),
        false,
        0,
        Privacy.NORMAL);
  }

  private Programme general(String key, Setup setup, int period, int index) {
    Draw mine = draw.split(key);
    Programme.Type type = type(mine);
    Privacy privacy = Privacy.NORMAL;
    if (period >= HELD_FROM_PERIOD && HELD_INSTRUMENTS.contains(setup.instrument().name())) {
      if (index == 0) {
        privacy = Privacy.HELD;
      } else if (index == 1 && setup.instrument().name().equals("MUSE")) {
        privacy = Privacy.METADATA_PRIVATE;
      }
    }
    String title = mine.pick(AIMS) + " " + mine.pick(OBJECTS);
    if (privacy == Privacy.HELD) {
      title += " (HELD BACK FOR GOOD, TO SHOW PROPRIETARY DATA)";
    } else if (privacy == Privacy.METADATA_PRIVATE) {
      title += " (PRIVATE METADATA)";
    }
    return new Programme(
        id(mine, key, period, type),
        "[SIMULATED] " + title,
        type,
        period,
        people(mine, 2 + mine.below(5)),
        mine.chance(0.3),
        type == Programme.Type.DDT ? 6 : 12,
        privacy);
  }

  private static Programme.Type type(Draw mine) {
    double u = mine.unit();
    if (u < 0.72) {
      return Programme.Type.NORMAL;
    }
    if (u < 0.82) {
      return Programme.Type.GTO;
    }
    if (u < 0.87) {
      return Programme.Type.DDT;
    }
    if (u < 0.91) {
      return Programme.Type.TOO;
    }
    return u < 0.97
        ? Programme.Type.LARGE
        : u < 0.99 ? Programme.Type.SHORT : Programme.Type.MONITORING;
  }

  private String id(Draw mine, String key, int period, Programme.Type type) {
    for (int attempt = 0; ; attempt++) {
      String id;
      if (period >= 105) {
        id =
            String.format(
                Locale.ROOT,
                "%d.%02d%c%c.%03d",
                period,
                20 + mine.below(10),
                (char) ('A' + mine.below(26)),
                (char) ('A' + mine.below(26)),
                1 + mine.below(4));
      } else {
        int number = type == Programme.Type.DDT ? 5000 + mine.below(90) : mine.below(1000);
        int block = type == Programme.Type.DDT ? period + 200 : period;
        id =
            String.format(
                Locale.ROOT,
                "%s.%c-%04d(%c)",
                block < 100 ? "0" + block : String.valueOf(block),
                (char) ('A' + mine.below(4)),
                number,
                (char) ('A' + mine.below(4)));
      }
      String candidate = id;
      if (made.values().stream().noneMatch(programme -> programme.id().equals(candidate))) {
        return id;
      }
      if (attempt > 100) {
        throw new IllegalStateException("No programme identifier is free for " + key);
      }
    }
  }

  private static List<String> people(Draw mine, int count) {
    List<String> people = new ArrayList<>();
    while (people.size() < count) {
      String name = "SIMULATED " + mine.pick(NAMES);
      if (!people.contains(name)) {
        people.add(name);
      }
    }
    return people;
  }
}
