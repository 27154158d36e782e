// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Exposure.Block;
import org.nasmyth.sample.observe.Exposure.Template;
import org.nasmyth.sample.observe.Observed.ScienceRun;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;

/**
 * Observes night by night: each instrument in some nights of its life, with one or two setups a
 * night, observation blocks on targets that are up at the time, and in the morning the calibrations
 * that those setups need.
 */
public final class Schedule {

  /** Nothing is observed in the last days before the epoch: they are for reducing the data. */
  private static final LocalDate LAST_NIGHT = Moment.ARCHIVE_EPOCH.date().minusDays(8);

  private static final double LOWEST_ALTITUDE = 32;
  private static final double OVERHEAD_SECONDS = 25;

  private final Draw draw;
  private final Equipment equipment = new Equipment();
  private final Targets targets;
  private final Programmes programmes;
  private final List<Exposure> exposures = new ArrayList<>();
  private final List<ScienceRun> runs = new ArrayList<>();
  private int blocks;

  /** Prepares to observe; the same stream of random numbers gives the same observations. */
  public Schedule(Draw draw) {
    this.draw = draw;
    this.targets = new Targets(draw.split("targets"));
    this.programmes = new Programmes(draw.split("programmes"));
  }

  /** Observes everything. To be called once. */
  public Observed observe() {
    for (Instrument instrument : equipment.instruments()) {
      observe(instrument, draw.split(instrument.name()));
    }
    return new Observed(equipment, programmes.all(), List.copyOf(exposures), List.copyOf(runs));
  }

  private void observe(Instrument instrument, Draw mine) {
    List<Exposure> all = new ArrayList<>();
    Set<LocalDate> nights = new HashSet<>();
    while (all.size() < instrument.exposures()) {
      LocalDate date = night(instrument, mine);
      if (nights.add(date)) {
        Night night = new Night(instrument, date, mine.split(date.toEpochDay()));
        night.observe(instrument.exposures() - all.size());
        all.addAll(night.taken);
      }
    }
    all.sort(Comparator.comparing(Exposure::start));
    exposures.addAll(all);
  }

  private static LocalDate night(Instrument instrument, Draw mine) {
    LocalDate first = LocalDate.of(instrument.firstYear(), 1, 10);
    LocalDate last = LocalDate.of(instrument.lastYear(), 12, 20);
    if (last.isAfter(LAST_NIGHT)) {
      last = LAST_NIGHT;
      if (mine.chance(0.2)) {
        first = last.minusMonths(15);
      }
    }
    return first.plusDays(mine.below((int) (last.toEpochDay() - first.toEpochDay())));
  }

  /** One instrument's night. */
  private final class Night {
    final Instrument instrument;
    final LocalDate date;
    final Draw mine;
    final List<Exposure> taken = new ArrayList<>();
    final Map<String, Integer> fileCounts = new HashMap<>();
    Moment now;

    Night(Instrument instrument, LocalDate date, Draw mine) {
      this.instrument = instrument;
      this.date = date;
      this.mine = mine;
      // The night is longest in the southern winter.
      double season = StrictMath.cos(2 * Math.PI * (date.getDayOfYear() - 172) / 365.25);
      this.now = Moment.of(date, (24.0 - 0.6 - 0.8 * season) * 3600 + mine.between(0, 3000));
    }

    void observe(int room) {
      List<Setup> choices = equipment.setups(instrument);
      Map<Setup, @Nullable String> used = new LinkedHashMap<>();
      List<List<Exposure>> science = new ArrayList<>();
      int wanted = 2 + mine.below(3);
      for (int i = 0; i < wanted && taken.size() < room; i++) {
        Setup setup = mine.pick(choices);
        if (!used.containsKey(setup)) {
          used.put(setup, setup.filters().isEmpty() ? null : mine.pick(setup.filters()));
        }
        List<Exposure> run = block(setup, used.get(setup), room);
        if (!run.isEmpty()) {
          science.add(run);
        }
      }
      Map<Setup, List<Exposure>> calibrations = new HashMap<>();
      now = Moment.of(date.plusDays(1), 11.5 * 3600 + mine.between(0, 1800));
      for (Map.Entry<Setup, @Nullable String> entry : used.entrySet()) {
        calibrations.put(entry.getKey(), calibrate(entry.getKey(), entry.getValue(), room));
      }
      for (List<Exposure> run : science) {
        List<Exposure> fitting = calibrations.getOrDefault(run.get(0).setup(), List.of());
        runs.add(new ScienceRun(List.copyOf(run), fitting));
      }
    }

    private List<Exposure> block(Setup setup, @Nullable String filter, int room) {
      Target target = target(setup);
      Programme programme = programmes.forBlock(setup, date, mine);
      blocks++;
      Moment start = now;
      Block block =
          new Block(
              200_000_000 + blocks * 7 + (int) (date.toEpochDay() % 7),
              target.name().replace(' ', '_') + "_" + (1 + mine.below(9)),
              target,
              start,
              mine.chance(0.4) ? 1_200_000 + blocks / 4 : 0);
      String base = instrument.shortName();
      if (!instrument.radio() && setup.field() < 90) {
        Template acquisition =
            new Template(base + "_" + setup.mode() + "_acq", "Acquisition", now, 1, 1);
        take(
            frame(setup, filter, "ACQUISITION", "OBJECT", "IMAGE", target.name())
                .at(target.at())
                .lasting(5),
            programme,
            block,
            acquisition,
            1,
            room);
      }
      List<Exposure> science = new ArrayList<>();
      int count = setup.exposures();
      Template observation =
          new Template(
              base + "_" + setup.mode() + "_obs",
              setup.imaging() ? "Imaging with jitter" : "Observation with offsets",
              now,
              2,
              count);
      String category =
          setup.pattern().kind() == ProductPattern.Kind.NONE
                  && instrument.telescope().equals("ESO-PARANAL")
              ? "TECHNICAL"
              : "SCIENCE";
      for (int i = 1; i <= count; i++) {
        boolean sky = setup.technique().contains("NODDING") && i % 3 == 0;
        Coordinates at =
            target
                .at()
                .offset(mine.normal(0, setup.field() / 60), mine.normal(0, setup.field() / 60));
        Exposure exposure =
            take(
                frame(
                        setup,
                        filter,
                        category,
                        sky ? "SKY" : "OBJECT",
                        setup.technique(),
                        target.name())
                    .at(at.rounded())
                    .lasting(setup.exposure()),
                programme,
                block,
                observation,
                i,
                room);
        if (exposure != null && category.equals("SCIENCE")) {
          science.add(exposure);
        }
      }
      now = now.plusSeconds(mine.between(120, 1500));
      return science;
    }

    private List<Exposure> calibrate(Setup setup, @Nullable String filter, int room) {
      List<Exposure> made = new ArrayList<>();
      if (instrument.radio() || setup.field() > 90) {
        return made;
      }
      boolean spectroscopy = !setup.imaging();
      calibrate(made, setup, filter, instrument.infrared() ? "DARK" : "BIAS", 3, room);
      calibrate(made, setup, filter, spectroscopy ? "FLAT,LAMP" : "FLAT,SKY", 3, room);
      if (spectroscopy) {
        calibrate(made, setup, filter, "WAVE", 2, room);
      }
      calibrate(made, setup, filter, "STD", 1, room);
      return made;
    }

    private void calibrate(
        List<Exposure> made,
        Setup setup,
        @Nullable String filter,
        String type,
        int count,
        int room) {
      blocks++;
      String kind = type.replace(',', '_');
      Block block =
          new Block(
              200_000_000 + blocks * 7 + (int) (date.toEpochDay() % 7),
              "Calibration_" + kind,
              null,
              now,
              0);
      Template template =
          new Template(
              instrument.shortName() + "_" + setup.mode() + "_cal_" + kind.toLowerCase(Locale.ROOT),
              "Calibration " + kind,
              now,
              1,
              count);
      Target standard = mine.pick(targets.of(List.of("standard")));
      for (int i = 1; i <= count; i++) {
        Frame frame = frame(setup, filter, "CALIB", type, setup.technique(), type);
        frame =
            switch (type) {
              case "BIAS" -> frame.lasting(0);
              case "DARK" -> frame.lasting(setup.exposure());
              case "STD" ->
                  frame.named("STD").at(standard.at()).lasting(Math.min(60, setup.exposure()));
              default -> frame.lasting(Math.min(30, setup.exposure()));
            };
        Exposure exposure =
            take(frame, programmes.forCalibration(instrument), block, template, i, room);
        if (exposure != null) {
          made.add(exposure);
        }
      }
    }

    private Target target(Setup setup) {
      if (setup.targets().contains("zenith")) {
        Coordinates zenith =
            new Coordinates(instrument.site().siderealTime(now), instrument.site().latitude());
        return new Target("ZENITH", zenith.rounded(), "zenith");
      }
      List<Target> choices = targets.of(setup.targets());
      Target best = mine.pick(choices);
      double highest = instrument.site().altitude(best.at(), now);
      for (int attempt = 0; attempt < 40 && highest < LOWEST_ALTITUDE; attempt++) {
        Target candidate = mine.pick(choices);
        double altitude = instrument.site().altitude(candidate.at(), now);
        if (altitude > highest) {
          best = candidate;
          highest = altitude;
        }
      }
      return best;
    }

    private Frame frame(
        Setup setup,
        @Nullable String filter,
        String category,
        String type,
        String technique,
        String object) {
      return new Frame(setup, filter, category, type, technique, object, null, 0);
    }

    private @Nullable Exposure take(
        Frame frame, Programme programme, Block block, Template template, int number, int room) {
      if (taken.size() >= room) {
        return null;
      }
      String kind = frame.category().equals("SCIENCE") ? "OBS" : frame.category().substring(0, 3);
      String stem =
          String.format(
              Locale.ROOT, "%s_%s%03d", instrument.shortName(), kind, date.getDayOfYear());
      int count = fileCounts.merge(stem, 1, Integer::sum);
      Exposure exposure =
          new Exposure(
              frame.setup(),
              frame.filter(),
              now,
              Rounded.to(frame.seconds(), 4),
              frame.category(),
              frame.type(),
              frame.technique(),
              frame.object(),
              frame.pointing(),
              programme,
              block,
              template,
              number,
              date,
              String.format(Locale.ROOT, "%s_%04d.fits", stem, count));
      taken.add(exposure);
      now = now.plusSeconds(frame.seconds() + OVERHEAD_SECONDS + mine.between(0, 30));
      return exposure;
    }
  }

  private record Frame(
      Setup setup,
      @Nullable String filter,
      String category,
      String type,
      String technique,
      String object,
      @Nullable Coordinates pointing,
      double seconds) {

    Frame at(Coordinates where) {
      return new Frame(setup, filter, category, type, technique, object, where, seconds);
    }

    Frame lasting(double time) {
      return new Frame(setup, filter, category, type, technique, object, pointing, time);
    }

    Frame named(String name) {
      return new Frame(setup, filter, category, type, technique, name, pointing, seconds);
    }
  }
}
