// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;
import org.nasmyth.sample.sky.Site;

/** The tables of schema asm: weather and seeing of the last year before the epoch. */
public final class AmbientTables {

  private static final String ASM = "Site monitors: weather and seeing.";
  private static final int HOURS = 366 * 24;
  private static final int SEEING_STEP_MINUTES = 30;
  private static final Moment FIRST = Moment.ARCHIVE_EPOCH.plusDays(-366);

  private final Draw draw;

  /** Prepares the tables. */
  public AmbientTables(Draw draw) {
    this.draw = draw;
  }

  /** All tables of the schema. */
  public List<SampleTable> tables() {
    return List.of(
        weather("meteo_paranal", "Weather at Paranal, hour by hour.", Site.PARANAL),
        weather("meteo_lasilla", "Weather at La Silla, hour by hour.", Site.LASILLA),
        seeing());
  }

  private SampleTable weather(String name, String description, Site site) {
    Draw mine = draw.split(name);
    return SampleTable.of(
        new TableName("asm", name),
        ASM,
        description,
        Sheet.read("asm." + name),
        HOURS,
        hour -> new Reading(FIRST.plusSeconds(hour * 3600.0), mine, site),
        Reading::value);
  }

  private SampleTable seeing() {
    Draw mine = draw.split("dimm_paranal");
    return SampleTable.of(
        new TableName("asm", "dimm_paranal"),
        ASM,
        "Seeing at Paranal.",
        Sheet.read("asm.dimm_paranal"),
        HOURS * 60 / SEEING_STEP_MINUTES,
        step -> FIRST.plusSeconds(step * 60.0 * SEEING_STEP_MINUTES),
        (when, column) -> seeing(when, column, mine.split(when.millis())));
  }

  private static @Nullable Object seeing(Moment when, String column, Draw mine) {
    double fwhm = Math.max(0.3, mine.normal(0.85, 0.25));
    return switch (column) {
      case "start_date" -> when.isoSeconds() + "Z";
      case "midpoint_date" -> when.plusSeconds(30).isoSeconds() + "Z";
      case "integration" -> 60;
      case "airmass" -> Rounded.to(mine.between(1, 1.6), 3);
      case "ra" -> Rounded.to(Site.PARANAL.siderealTime(when), 4);
      case "dec" -> -24.6;
      case "fwhm" -> Rounded.to(fwhm, 3);
      case "fwhm_rms" -> Rounded.to(fwhm / 14, 3);
      case "rflx" -> Rounded.to(mine.between(0.8, 1), 3);
      case "rflx_rms" -> Rounded.to(mine.between(0, 0.05), 4);
      case "tau0" -> Rounded.to(0.004 / fwhm, 6);
      case "theta0" -> Rounded.to(2 / fwhm, 3);
      case "valid" -> mine.chance(0.97) ? 1 : 0;
      default -> throw unknown(column);
    };
  }

  private record Reading(Moment when, Draw draw, Site site) {

    @Nullable Object value(String column) {
      return switch (column) {
        case "start_date" -> when.isoSeconds() + "Z";
        case "midpoint_date" -> when.plusSeconds(30).isoSeconds() + "Z";
        case "integration" -> 60;
        case "valid" -> 1;
        default -> statistic(column);
      };
    }

    private @Nullable Object statistic(String column) {
      int cut = column.lastIndexOf('_');
      String suffix = column.substring(cut + 1);
      String quantity =
          switch (suffix) {
            case "inst", "min", "max", "dev" -> column.substring(0, cut);
            default -> column;
          };
      double mean = mean(quantity);
      double scatter = scatter(quantity);
      double reading =
          switch (quantity.equals(column) ? "" : suffix) {
            case "inst" -> mean + 0.3 * scatter;
            case "min" -> mean - scatter;
            case "max" -> mean + scatter;
            case "dev" -> scatter / 3;
            default -> mean;
          };
      if (quantity.startsWith("wind_dir")) {
        return suffix.equals("dev") ? (int) reading : Math.floorMod((int) Math.rint(reading), 360);
      }
      if (quantity.startsWith("rain")) {
        return 0;
      }
      boolean signed =
          quantity.startsWith("temp")
              || quantity.startsWith("wind_speedu")
              || quantity.startsWith("wind_speedv")
              || quantity.startsWith("wind_speedw");
      return Rounded.to(signed ? reading : Math.max(0, reading), 2);
    }

    /** Depends on season and hour, with noise that all statistics of a quantity share. */
    private double mean(String quantity) {
      Draw mine = draw.split(when.millis()).split(quantity);
      double days = when.millis() / 86_400_000.0;
      double season = StrictMath.cos(2 * Math.PI * (days - 15) / 365.25);
      double hour = StrictMath.cos(2 * Math.PI * (days - 0.77));
      if (quantity.startsWith("tempdew")) {
        return mine.normal(-12 + 4 * season, 4);
      }
      if (quantity.startsWith("temp")) {
        return 12 + 3 * season + 2.5 * hour + mine.normal(0, 1);
      }
      if (quantity.startsWith("press_0m")) {
        return site.pressure() + mine.normal(0, 1.2);
      }
      if (quantity.startsWith("presqnh")) {
        return 1010 + mine.normal(0, 2);
      }
      if (quantity.startsWith("rhum")) {
        return Math.max(2, mine.normal(18, 12));
      }
      if (quantity.startsWith("wind_dir")) {
        return mine.normal(340, 40);
      }
      if (quantity.startsWith("wind_speedw")) {
        return mine.normal(0.2, 0.4);
      }
      if (quantity.startsWith("wind_speedu") || quantity.startsWith("wind_speedv")) {
        return mine.normal(1, 4);
      }
      if (quantity.startsWith("wind_speed")) {
        return Math.abs(mine.normal(6.5, 3.5));
      }
      return quantity.startsWith("dust") ? mine.between(1e4, 4e5) : 0;
    }

    private static double scatter(String quantity) {
      if (quantity.startsWith("wind_dir")) {
        return 15;
      }
      if (quantity.startsWith("press") || quantity.startsWith("presqnh")) {
        return 0.1;
      }
      return quantity.startsWith("dust") ? 900 : quantity.startsWith("precip") ? 0 : 0.6;
    }
  }

  private static IllegalArgumentException unknown(String column) {
    return new IllegalArgumentException("The site monitor has no column " + column);
  }
}
