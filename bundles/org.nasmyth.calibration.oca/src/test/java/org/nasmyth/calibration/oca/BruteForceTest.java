// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;

/**
 * Random frames and random rules. What is asked of the database may leave nothing out, and what is
 * hidden may change nothing: the same comes out when all frames are read for every question and
 * hidden files do not exist. {@code -Dnasmyth.cascades} says how many archives, {@code
 * -Dnasmyth.seed} which.
 */
@DisplayName("Cascades")
class BruteForceTest {

  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final List<String> TYPES = List.of("BIAS", "FLAT,SKY", "STD", "WAVE");
  private static final String NONE = "";

  private static final int ARCHIVES = Integer.getInteger("nasmyth.cascades", 20);
  private static final long SEED = Long.getLong("nasmyth.seed", 20261123L);

  @Test
  @DisplayName("are those that looking at everything finds, without what is hidden")
  void same() throws Exception {
    System.out.println(ARCHIVES + " archives, the first by seed " + SEED);
    for (int i = 0; i < ARCHIVES; i++) {
      compare(SEED + i);
    }
  }

  private static void compare(long seed) throws Exception {
    Path folder = Files.createTempDirectory("oca");
    try (Observatory asked = new Observatory(folder);
        Observatory looked = new Observatory(folder)) {
      List<String> science = observe(asked, seed);
      assertThat(observe(looked, seed)).isEqualTo(science);
      looked.removeHidden().readingEverything();
      for (CascadeMode mode : CascadeMode.values()) {
        Map<String, Cascade> quick = asked.select(mode, science);
        Map<String, Cascade> thorough = looked.select(mode, science);
        for (String id : science) {
          assertThat(text(quick.get(id)))
              .as("%s of seed %d", id, seed)
              .isEqualTo(text(thorough.get(id)));
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static String text(Cascade cascade) {
    return cascade == null
        ? "none"
        : cascade.mode() + " " + Observatory.shape(cascade.root()) + cascade.root().messages();
  }

  private static List<String> observe(Observatory observatory, long seed) {
    Random random = new Random(seed);
    List<String> science = new ArrayList<>();
    int blocks = 4 + random.nextInt(random.nextBoolean() ? 8 : 30);
    int days = 1 + random.nextInt(random.nextBoolean() ? 4 : 200);
    for (int block = 0; block < blocks; block++) {
      String instrument = random.nextInt(10) == 0 ? "Y" : "X";
      boolean isScience = random.nextInt(4) == 0;
      double start = random.nextInt(days) + random.nextInt(8) / 8.0 + block * 1e-4;
      Map<String, Object> setup = new HashMap<>();
      set(setup, "filter", pick(random, "A", "B", "A_B", NONE));
      set(setup, "clock", pick(random, "fast", "slow", "slow/low", NONE));
      if (random.nextInt(5) > 0) {
        setup.put("dit", pick(random, 0.1f, 0.2f, 10f));
      }
      setup.put("ndit", 1 + random.nextInt(2));
      if (random.nextInt(10) > 0) {
        setup.put("tpl_start", "T" + (random.nextInt(3) == 0 ? block / 2 : block));
      }
      String type = isScience ? "OBJECT" : pick(random, TYPES.toArray(String[]::new));
      int files = 1 + random.nextInt(4);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        Instant at = BEGIN.plusMillis((long) (start * 86_400_000) + i * 60_000L);
        String time = DateTimeFormatter.ISO_INSTANT.format(at).replace("Z", "");
        String id = instrument + "." + time + "." + block + "_" + i;
        Map<String, Object> more = new HashMap<>(setup);
        more.put("mjd_obs", Observatory.mjd(time));
        if (random.nextInt(20) == 0) {
          more.remove("filter");
        }
        observatory.take(id, isScience ? "SCIENCE" : "CALIB", type, more);
        ids.add(id);
        if (isScience) {
          science.add(id);
        } else if (random.nextInt(6) == 0) {
          observatory.hide(id);
        }
      }
      if (!isScience && random.nextBoolean()) {
        String master = "M." + block;
        observatory.made(master, "CALIB.MASTER", ids.toArray(String[]::new));
        if (random.nextInt(5) == 0) {
          observatory.hide(master);
        }
      }
      if (random.nextInt(4) == 0) {
        Map<String, Object> more = new HashMap<>(setup);
        more.put("instrument", instrument);
        more.put("mjd_obs", Observatory.mjd(BEGIN.toString().replace("Z", "")) + start);
        String id = "M.T." + block;
        observatory.master(id, pick(random, "TABLE", "MASTER_BIAS", "MASTER_STD"), more);
        if (random.nextInt(5) == 0) {
          observatory.hide(id);
        }
      }
    }
    observatory.rules("X.oca", rules(random)).rules("Y.oca", rules(random));
    return science;
  }

  // Rules

  private static String rules(Random random) {
    StringBuilder text = new StringBuilder();
    text.append("if (T) then { KIND = \"any\"; }\n");
    for (String type : List.of("BIAS", "FLAT", "STD", "WAVE")) {
      text.append("if DPR.TYPE like \"%s%%\" and KIND == \"any\" then".formatted(type))
          .append(" { RAW.TYPE = \"%s\"; DO.CATG = \"%s_RAW\"; }\n".formatted(type, type));
    }
    text.append("if DPR.CATG == \"SCIENCE\" then { RAW.TYPE = \"SCI\"; }\n");
    if (random.nextInt(3) == 0) {
      text.append("if %s then { RAW.TYPE = \"WAVE\"; }\n".formatted(simple(random)));
    }
    if (random.nextInt(3) == 0) {
      text.append("if PRO.CATG is string then { DO.CATG = PRO.CATG; }\n");
    }
    for (String type : List.of("BIAS", "FLAT", "STD", "WAVE", "SCI")) {
      if (random.nextInt(3) == 0) {
        text.append("minRet = %d;\n".formatted(1 + random.nextInt(3)));
      }
      text.append(
          "select execute(%s) from inputFiles where RAW.TYPE == \"%s\"".formatted(type, type));
      if (random.nextInt(4) == 0 && !type.equals("SCI")) {
        text.append(" and ").append(simple(random));
      }
      text.append(
          pick(
              random,
              "",
              " group by TPL.START",
              " group by INS.FILT1.NAME, TPL.START as (TPL_A,tpl)",
              " group by DET.DIT, DO.CATG",
              " group by TPL.START, NOT.THERE"));
      text.append(";\n");
    }
    text.append(action(random, "BIAS", List.of()));
    text.append(action(random, "FLAT", List.of("BIAS")));
    text.append(action(random, "WAVE", List.of("BIAS", "FLAT")));
    text.append(action(random, "STD", List.of("FLAT", "WAVE", "TABLE")));
    text.append(action(random, "SCI", List.of("BIAS", "FLAT", "WAVE", "STD", "TABLE")));
    return text.toString();
  }

  private static String action(Random random, String name, List<String> needs) {
    StringBuilder text = new StringBuilder("action " + name + " {\n");
    for (String need : needs) {
      int least = random.nextInt(2);
      text.append("minRet = %d; maxRet = %d;\n".formatted(least, least + random.nextInt(3)));
      String which =
          need.equals("TABLE")
              ? pick(random, "PRO.CATG == \"TABLE\"", "DO.CATG == \"TABLE\"")
              : pick(
                  random,
                  "PRO.CATG == \"MASTER_%s\"".formatted(need),
                  "PRO.CATG == \"MASTER_%s\"".formatted(need),
                  "PRO.CATG like \"%%%s\"".formatted(need),
                  "RAW.TYPE == \"%s\"".formatted(need),
                  "DO.CATG == \"%s_RAW\"".formatted(need),
                  "not PRO.CATG != \"MASTER_%s\" and PRO.CATG is string".formatted(need));
      text.append(
          "select file as %s from %s where %s"
              .formatted(need, pick(random, "calibFiles", "calibFiles", "rawFiles"), which));
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append("\n  and ").append(compared(random));
      }
      text.append(";\n");
    }
    return text.append(
            "product P_%s { PRO.CATG = \"MASTER_%s\"; KIND = \"%s\"; }\n}\n"
                .formatted(name, name, pick(random, "any", "made")))
        .toString();
  }

  private static String simple(Random random) {
    return pick(
        random,
        "DET.READ.CLOCK like \"slow%\"",
        "DET.NDIT == 2",
        "INS.FILT1.NAME != \"A\"",
        "(DET.DIT > .15 or INS.FILT1.NAME is undefined)",
        "not INS.FILT1.NAME like \"A_B\"",
        "DET.DIT between 0.1 and 0.2");
  }

  private static String compared(Random random) {
    int days = 1 + random.nextInt(random.nextBoolean() ? 2 : 90);
    return switch (random.nextInt(12)) {
      case 0 -> "inputFile.INS.FILT1.NAME == INS.FILT1.NAME";
      case 1 -> "INS.FILT1.NAME ?= inputFile.INS.FILT1.NAME";
      case 2 -> "DET.DIT == inputFile.DET.DIT";
      case 3 -> "DET.NDIT == inputFile.DET.NDIT";
      case 4, 5 ->
          "MJD-OBS between inputFile.MJD-OBS - %d and inputFile.MJD-OBS + %d".formatted(days, days);
      case 6, 7 ->
          "MJD-OBS tryBetween inputFile.MJD-OBS - %d and inputFile.MJD-OBS + %d"
              .formatted(days, days);
      case 8 -> "(inputFile.MJD-OBS - MJD-OBS) < %d.5".formatted(days);
      case 9 -> "not (MJD-OBS - inputFile.MJD-OBS > %d or MJD-OBS is undefined)".formatted(days);
      case 10 -> simple(random);
      default -> "(%s or inputFile.DET.READ.CLOCK == DET.READ.CLOCK)".formatted(simple(random));
    };
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static void set(Map<String, Object> values, String name, String value) {
    if (!value.isEmpty()) {
      values.put(name, value);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
