// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Band;
import org.nasmyth.sample.observe.Equipment;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Setup;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Footprint;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;
import org.nasmyth.sample.sky.Site;

/**
 * What a raw frame has to say in dbo.raw and in the tables of schema ist.
 *
 * @param exposure the frame
 * @param galactic its pointing; null where it has none
 * @param ecliptic its pointing; null where it has none
 * @param altitude degrees
 * @param imageBand the spectral range of an image; null for all others
 * @param weather seeing, pressure and the like of the moment
 * @param links the archive's addresses
 * @param sizes the sizes of files
 * @param together whether the row is for dbo.raw, where types of programme are numbers
 */
record ExposureValues(
    Exposure exposure,
    @Nullable Coordinates galactic,
    @Nullable Coordinates ecliptic,
    double altitude,
    @Nullable Band imageBand,
    Weather weather,
    Links links,
    FileTables sizes,
    boolean together) {

  private record Weather(
      double seeing,
      double later,
      double pressure,
      double humidity,
      double temperature,
      int windDirection,
      double windSpeed,
      int moon,
      int tenthOfMilli) {

    static Weather of(Draw mine, Site site) {
      double seeing = Math.max(0.3, mine.normal(0.85, 0.25));
      return new Weather(
          Rounded.to(seeing, 2),
          Rounded.to(Math.max(0.3, seeing + mine.normal(0, 0.08)), 2),
          Rounded.to(site.pressure() + mine.normal(0, 1.5), 2),
          Rounded.to(mine.between(2, 45), 0),
          Rounded.to(mine.normal(11, 3), 2),
          mine.below(360),
          Rounded.to(mine.between(0, 15), 2),
          mine.below(101),
          mine.below(5));
    }
  }

  static ExposureValues of(
      Exposure exposure,
      Equipment equipment,
      Links links,
      FileTables sizes,
      Draw draw,
      boolean together) {
    Coordinates at = exposure.pointing();
    Site site = exposure.instrument().site();
    boolean image =
        exposure.setup().imaging() && exposure.category().equals("SCIENCE") && at != null;
    return new ExposureValues(
        exposure,
        at == null ? null : at.toGalactic().rounded(),
        at == null ? null : at.toEcliptic().rounded(),
        at == null ? 90 : site.altitude(at, exposure.start()),
        image ? equipment.band(exposure.setup(), exposure.filter()) : null,
        Weather.of(draw.split(exposure.start().millis()).split(exposure.instrument().name()), site),
        links,
        sizes,
        together);
  }

  @Nullable Object value(String column) {
    Exposure e = exposure;
    return switch (column) {
      case "access_estsize" -> sizes.kilobytes(e.dpId(), size());
      case "access_url" -> links.file(e.dpId());
      case "datalink_url" -> links.datalink(e.dpId());
      case "date_obs" -> e.start().iso() + weather.tenthOfMilli();
      case "dec" -> latitude(e.pointing());
      case "dec_pnt" -> rounded(latitude(e.pointing()));
      case "ra" -> longitude(e.pointing());
      case "ra_pnt" -> rounded(longitude(e.pointing()));
      case "gal_lat" -> latitude(galactic);
      case "gal_lon" -> longitude(galactic);
      case "ecl_lat" -> latitude(ecliptic);
      case "ecl_lon" -> longitude(ecliptic);
      case "s_region" -> e.pointing() == null ? null : Footprint.position(e.pointing());
      case "dp_cat" -> e.category();
      case "dp_id" -> e.dpId();
      case "dp_tech" -> e.technique();
      case "dp_type" -> e.type();
      case "exp_start" -> e.start().iso() + "Z";
      case "exposure", "exptime" -> e.seconds();
      case "instrument" -> e.instrument().name();
      case "last_mod_date" -> e.end().plusSeconds(10_800).iso() + "Z";
      case "mjd_obs" -> e.start().mjd();
      case "object" -> e.object();
      case "obs_mode" -> e.programme().visitor() ? "v" : "s";
      case "observing_mode" -> e.programme().visitor() ? "VISITOR" : "SERVICE";
      case "origfile" -> e.fileName();
      case "period" -> e.programme().period();
      case "pi_coi" -> e.programme().piCoi();
      case "prog_id" -> e.programme().id();
      case "prog_title" -> e.programme().title();
      case "prog_type" ->
          together ? (Object) e.programme().type().number() : e.programme().type().word();
      case "release_date" -> e.release().iso() + "Z";
      case "telescope" -> e.instrument().telescope();
      default -> column.startsWith("tel_") ? telescope(column) : details(column);
    };
  }

  private @Nullable Object telescope(String column) {
    boolean pointed = exposure.pointing() != null;
    return switch (column) {
      case "tel_airm_start" -> pointed ? airmass(altitude) : null;
      case "tel_airm_end" -> pointed ? airmass(altitudeAtEnd()) : null;
      case "tel_alt" -> Rounded.to(altitude, 3);
      case "tel_az" -> pointed ? azimuth() : 0;
      case "tel_ambi_fwhm_start" -> weather.seeing();
      case "tel_ambi_fwhm_end" -> weather.later();
      case "tel_ambi_pres_start" -> weather.pressure();
      case "tel_ambi_pres_end" -> Rounded.to(weather.pressure() + 0.03, 2);
      case "tel_ambi_rhum" -> weather.humidity();
      case "tel_ambi_temp" -> weather.temperature();
      case "tel_ambi_winddir" -> weather.windDirection();
      case "tel_ambi_windsp" -> weather.windSpeed();
      default -> throw unknown(column);
    };
  }

  private @Nullable Object details(String column) {
    Exposure e = exposure;
    Setup setup = e.setup();
    return switch (column) {
      case "det_chip1id" -> "SIMCHIP-1";
      case "det_chop_ncycles" -> e.technique().contains("CHOP") ? 20 : null;
      case "det_dit" -> setup.instrument().infrared() ? setup.integration() : null;
      case "det_ndit" -> setup.instrument().infrared() ? setup.integrations() : null;
      case "det_expid" -> (int) (e.start().millis() / 60_000 % 30_000);
      case "det_binx", "det_biny" -> 1;
      case "det_read_curname" -> "SCI1.0";
      case "det_ncorrs_name" -> "DoubleCorr";
      case "filter_path" -> e.filter();
      case "ins_filt1_name" -> e.filter();
      case "ins_filt2_name" -> "OPEN";
      case "ins_opti1_name" -> "CLEAR";
      case "ins_opti2_name" -> setup.mode().contains("AO-N") ? "WFM_AO_N" : "WFM_NOAO_N";
      case "grat_path" -> setup.grating();
      case "gris_path" -> setup.grism();
      case "slit_path" -> setup.slit();
      case "ins_mode" -> setup.mode();
      case "lambda_max" -> imageBand == null ? null : imageBand.max();
      case "lambda_min" -> imageBand == null ? null : imageBand.min();
      case "ob_id" -> e.block().id();
      case "ob_name" -> e.block().name();
      case "ob_start" -> e.block().start().isoSeconds();
      case "ob_targ_name" -> e.block().target() == null ? null : e.object();
      case "target" -> e.block().target() == null ? null : e.object();
      case "ob_tplno", "tpl_seqno" -> e.template().sequence();
      case "ob_container_id" -> e.block().container() == 0 ? null : e.block().container();
      case "ob_container_type" -> e.block().container() == 0 ? null : "G";
      case "ob_container_parent_id", "ob_container_parent_type" -> null;
      case "tpl_expno" -> e.number();
      case "tpl_id" -> e.template().id();
      case "tpl_name" -> e.template().name();
      case "tpl_nexp" -> e.template().exposures();
      case "tpl_start" -> e.template().start().isoSeconds();
      case "dimm_fwhm_avg" -> weather.seeing();
      case "dimm_fwhm_rms" -> Rounded.to(weather.seeing() / 12, 3);
      case "ag_fwhmx_avg" -> Rounded.to(weather.seeing() * 0.95, 2);
      case "ag_fwhmy_avg" -> Rounded.to(weather.seeing() * 0.93, 2);
      case "moon_illu" -> weather.moon();
      case "night_flag" -> e.category().equals("CALIB") && !e.type().equals("STD") ? "D" : "N";
      case "lst" -> Rounded.to(e.instrument().site().siderealTime(e.start()) * 240, 3);
      case "utc" -> Math.floorMod(e.start().millis(), 86_400_000L) / 1000.0;
      default -> radio(column);
    };
  }

  private @Nullable Object radio(String column) {
    Exposure e = exposure;
    double frequency = e.block().id() % 2 == 0 ? 345.796 : 230.538;
    return switch (column) {
      case "bwid" -> 4.0;
      case "channels" -> 8192;
      case "febe" -> "HET345-XFFTS2";
      case "freq", "skyfreq" ->
          column.equals("freq") ? (Object) frequency : (Object) (frequency * 1e9);
      case "freqres" -> 488_281.25;
      case "line" -> frequency > 300 ? "CO(3-2)" : "CO(2-1)";
      case "npols" -> 1;
      case "nsubs" -> 10;
      case "observer_initials" -> "SIM";
      case "project_id" ->
          "E-" + e.programme().id().replace("(", "").replace(")", "") + "-" + e.night().getYear();
      case "restfreq" -> frequency * 1e9;
      case "scangeom" -> e.setup().mode().equals("OTF") ? "LINE" : "SINGLE";
      case "scanmode" -> e.setup().mode().equals("OTF") ? "OTF" : "SAMPLE";
      case "scannum" -> (int) (e.start().millis() / 60_000 % 60_000);
      case "scantype" -> e.setup().mode().equals("OTF") ? "MAP" : "ONOFF";
      case "wobcycle" -> 0.5;
      case "wobthrow" -> 0.0167;
      case "wobused" -> e.setup().mode().equals("OTF") ? "F" : "T";
      default -> throw unknown(column);
    };
  }

  private long size() {
    long base =
        switch (exposure.instrument().name().toLowerCase(Locale.ROOT)) {
          case "muse" -> 700_000;
          case "omegacam" -> 560_000;
          case "vircam" -> 270_000;
          case "hawki" -> 67_000;
          default -> 17_000;
        };
    return base + exposure.start().millis() % 997;
  }

  private double altitudeAtEnd() {
    Moment end = exposure.end();
    Coordinates at = exposure.pointing();
    return at == null ? 90 : exposure.instrument().site().altitude(at, end);
  }

  private double azimuth() {
    Coordinates at = exposure.pointing();
    return at == null
        ? 0
        : Rounded.to(exposure.instrument().site().azimuth(at, exposure.start()), 3);
  }

  private static double airmass(double altitude) {
    double sine = StrictMath.sin(StrictMath.toRadians(Math.max(altitude, 10)));
    return Rounded.to(1 / sine, 3);
  }

  private static @Nullable Double longitude(@Nullable Coordinates at) {
    return at == null ? null : at.longitude();
  }

  private static @Nullable Double latitude(@Nullable Coordinates at) {
    return at == null ? null : at.latitude();
  }

  private static @Nullable Double rounded(@Nullable Double degrees) {
    return degrees == null ? null : Rounded.to(degrees, 5);
  }

  private static IllegalArgumentException unknown(String column) {
    return new IllegalArgumentException("A raw frame has nothing to say in column " + column);
  }
}
