// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Setup;
import org.nasmyth.sample.reduce.Master;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Rounded;

/** Raw frames, the logs of their nights, and master calibrations. */
final class RawFiles {

  private static final int ZERO = 32768;

  /** Older instruments, whose frames are kept as compress packs them. */
  private static final Set<String> PACKED =
      Set.of(
          "AMBER", "CRIRES", "EFOSC", "FORS1", "FORS2", "GIRAFFE", "ISAAC", "NACO", "SINFONI",
          "UVES");

  private RawFiles() {}

  /** A file that was made. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; made, written and forgotten.
  record Made(String id, String name, String contentType, byte[] bytes) {}

  static Made frame(Exposure exposure, Draw draw) {
    Cards head = head(exposure);
    int chips =
        switch (exposure.instrument().name()) {
          case "OMEGACAM" -> 32;
          case "VIRCAM" -> 16;
          case "MUSE", "VIMOS" -> 4;
          default -> 0;
        };
    boolean infrared = exposure.instrument().infrared();
    double level = level(exposure);
    List<Hdu> hdus = new ArrayList<>();
    if (chips == 0) {
      float[] sky = Pixels.field(draw, 64, 64, level, 12, objects(exposure, 6));
      Cards zero = new Cards().real("BZERO", ZERO, "Unsigned numbers").real("BSCALE", 1, "");
      hdus.add(
          Hdu.image(
              true,
              16,
              new int[] {64, 64},
              zero.all(head),
              Pixels.bytes(Pixels.shorts(sky, ZERO))));
      byte[] file = Hdu.file(hdus);
      boolean packed = PACKED.contains(exposure.instrument().name());
      return new Made(
          exposure.dpId(),
          exposure.dpId() + (packed ? ".fits.Z" : ".fits"),
          "application/fits",
          packed ? LzwFile.of(file) : file);
    }
    hdus.add(Hdu.empty(head));
    int side = chips > 4 ? 32 : 64;
    for (int chip = 1; chip <= chips; chip++) {
      float[] sky = Pixels.field(draw, side, side, level, 9, objects(exposure, 2));
      Cards cards =
          new Cards()
              .text("EXTNAME", chips == 4 ? "CHAN0" + chip : "CHIP" + chip, "Name of the chip")
              .real("BZERO", ZERO, "Unsigned numbers")
              .real("BSCALE", 1, "")
              .text("ESO DET CHIP1 ID", "SIM-" + chip, "Detector chip identification")
              .whole("ESO DET CHIP1 NO", chip, "Number of the chip");
      hdus.add(
          infrared
              ? RiceImage.of(Pixels.ints(sky), side, side, cards)
              : RiceImage.of(Pixels.shorts(sky, ZERO), side, side, cards));
    }
    return new Made(
        exposure.dpId(),
        exposure.dpId() + ".fits.fz",
        "application/x-fits-hcompress",
        Hdu.file(hdus));
  }

  private static int objects(Exposure exposure, int most) {
    return exposure.category().equals("SCIENCE") || exposure.type().equals("STD") ? most : 0;
  }

  private static double level(Exposure exposure) {
    return switch (exposure.type()) {
      case "BIAS", "DARK" -> 200;
      case "FLAT,LAMP", "FLAT,SKY" -> 21_000;
      default -> 420;
    };
  }

  private static Cards head(Exposure e) {
    Setup setup = e.setup();
    Coordinates at = e.pointing();
    Cards cards =
        new Cards()
            .text("ORIGIN", "ESO-SIMULATED", "Simulated, no observatory's data")
            .text("TELESCOP", e.instrument().telescope(), "Telescope")
            .text("INSTRUME", e.instrument().name(), "Instrument")
            .text("OBJECT", cut(e.object()), "Target")
            .real("RA", at == null ? Double.NaN : at.longitude(), "[deg] Pointing")
            .real("DEC", at == null ? Double.NaN : at.latitude(), "[deg] Pointing")
            .real("EQUINOX", 2000, "Standard equinox")
            .text("RADECSYS", "FK5", "Reference frame")
            .real("EXPTIME", e.seconds(), "[s] Integration time")
            .real("MJD-OBS", e.start().mjd(), "Start of the observation")
            .text("DATE-OBS", e.start().iso(), "Start of the observation")
            .text("DATE", e.end().isoSeconds(), "When this file was written")
            .real(
                "UTC",
                Rounded.to(Math.floorMod(e.start().millis(), 86_400_000L) / 1000.0, 3),
                "[s] Start of the observation")
            .real(
                "LST",
                Rounded.to(e.instrument().site().siderealTime(e.start()) * 240, 3),
                "[s] Local sidereal time at the start")
            .text("PI-COI", cut(e.programme().piCoi()), "Invented people")
            .text("OBSERVER", e.programme().visitor() ? "VISITOR" : "SERVICE", "Observing mode")
            .text("ORIGFILE", e.fileName(), "Original file name")
            .text("ARCFILE", e.dpId() + ".fits", "Archive file name")
            .text("ESO OBS PROG ID", e.programme().id(), "Programme")
            .whole("ESO OBS ID", e.block().id(), "Observation block")
            .text("ESO OBS NAME", cut(e.block().name()), "Observation block")
            .text("ESO OBS START", e.block().start().isoSeconds(), "Start of the block")
            .text("ESO OBS TARG NAME", cut(e.object()), "Target")
            .text("ESO TPL ID", cut(e.template().id()), "Template")
            .text("ESO TPL START", e.template().start().isoSeconds(), "Start of the template")
            .whole("ESO TPL EXPNO", e.number(), "Number within the template")
            .whole("ESO TPL NEXP", e.template().exposures(), "Exposures of the template")
            .text("ESO DPR CATG", e.category(), "Observation category")
            .text("ESO DPR TYPE", e.type(), "Observation type")
            .text("ESO DPR TECH", e.technique(), "Observation technique")
            .text("ESO INS MODE", setup.mode(), "Instrument mode")
            .text("ESO INS FILT1 NAME", e.filter(), "Filter")
            .text("ESO INS GRAT1 NAME", setup.grating(), "Grating")
            .text("ESO INS GRIS1 NAME", setup.grism(), "Grism")
            .text("ESO INS SLIT1 NAME", setup.slit(), "Slit")
            .real("ESO DET DIT", setup.integration(), "[s] One integration")
            .whole("ESO DET NDIT", setup.integrations(), "Integrations")
            .whole("ESO DET BINX", 1, "Binning of axis 1")
            .whole("ESO DET BINY", 1, "Binning of axis 2");
    if (at != null) {
      double altitude = e.instrument().site().altitude(at, e.start());
      cards
          .real("ESO TEL ALT", Rounded.to(altitude, 3), "[deg] Altitude at the start")
          .real(
              "ESO TEL AIRM START",
              Rounded.to(1 / StrictMath.sin(StrictMath.toRadians(Math.max(10, altitude))), 3),
              "Airmass at the start");
    }
    return cards.comment("COMMENT", " Simulated by the sample archive of Nasmyth.");
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }

  /** The log of a frame's night. */
  static Made log(Exposure e) {
    String text =
        String.format(
            Locale.ROOT,
            """
            SIMULATED NIGHT LOG
            Telescope   %s
            Instrument  %s
            Night       %s

            Frame       %s
            Block       %d %s
            Template    %s, exposure %d of %d
            Start       %s
            Exposure    %.4f s

            Nothing happened that night, because the night did not happen.
            """,
            e.instrument().telescope(),
            e.instrument().name(),
            e.night(),
            e.dpId(),
            e.block().id(),
            e.block().name(),
            e.template().id(),
            e.number(),
            e.template().exposures(),
            e.start().iso(),
            e.seconds());
    String id = e.dpId() + ".NL";
    return new Made(id, id + ".txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  static Made master(Master master, Draw draw) {
    Exposure first = master.sources().get(0);
    Cards cards =
        new Cards()
            .text("ORIGIN", "ESO-SIMULATED", "Simulated, no observatory's data")
            .text("TELESCOP", first.instrument().telescope(), "Telescope")
            .text("INSTRUME", first.instrument().name(), "Instrument")
            .text("DATE", master.made().isoSeconds(), "When this file was made")
            .text("PRODCATG", "ANCILLARY", "Master calibration")
            .text("ARCFILE", master.id() + ".fits", "Archive file name")
            .text("ESO PRO CATG", master.category().replace("CALIB.", ""), "Category")
            .text("ESO PRO TYPE", "REDUCED", "Type")
            .whole("ESO PRO DATANCOM", master.sources().size(), "Number of frames combined");
    for (int i = 0; i < master.sources().size(); i++) {
      cards.text("PROV" + (i + 1), master.sources().get(i).dpId() + ".fits", "");
      cards.text("ESO PRO REC1 RAW" + (i + 1) + " NAME", master.sources().get(i).dpId(), "");
    }
    float[] values = Pixels.field(draw, 64, 64, 1000, 3, 0);
    return new Made(
        master.id(),
        master.id() + ".fits",
        "application/fits",
        Hdu.file(List.of(Hdu.image(true, -32, new int[] {64, 64}, cards, Pixels.floats(values)))));
  }
}
