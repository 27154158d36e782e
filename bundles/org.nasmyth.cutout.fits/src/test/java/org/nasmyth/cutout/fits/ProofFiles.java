// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that random pieces are cut out of. */
final class ProofFiles {

  private static final long LARGEST = 8 << 20;

  /**
   * A file.
   *
   * @param name for messages
   * @param source its bytes
   */
  record Named(String name, Parsed source) {}

  private ProofFiles() {}

  /** Made ones, the public ones beside the checkout, and those of the property's folder. */
  static List<Named> all() throws IOException {
    List<Named> files = new ArrayList<>(made());
    shared(files);
    String folder = System.getProperty("nasmyth.cuts.files", "");
    if (!folder.isEmpty()) {
      below(Path.of(folder), files);
    }
    return files;
  }

  private static void shared(List<Named> files) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null
        && !Files.exists(folder.resolve("nasmyth"))
        && !Files.exists(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    Path samples =
        folder == null ? Path.of("none") : folder.resolveSibling("shared").resolve("fits-samples");
    if (Files.isDirectory(samples)) {
      below(samples, files);
    } else {
      System.out.println("Skipped: no folder ../shared/fits-samples beside the checkout.");
    }
  }

  private static void below(Path folder, List<Named> files) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.sorted().toList()) {
        String name = file.getFileName().toString();
        if ((name.endsWith(".fits") || name.endsWith(".fits.fz")) && Files.size(file) < LARGEST) {
          files.add(new Named(name, Parsed.of(Files.readAllBytes(file))));
        }
      }
    }
  }

  private static List<Named> made() throws IOException {
    return List.of(
        named("muse-like cube", museLike()),
        named("radio cube of four axes", radioLike()),
        named("sums", withSums()),
        named("around the pole", aroundThePole()),
        named("AIT across 180 degrees", allSky("AIT")),
        named("CAR across 180 degrees", allSky("CAR")),
        named("SIP", sip()),
        named("TPV as SCAMP writes it", tpv()),
        named("small pixels of FK5 without RADESYS", fk5()),
        named("mosaic", mosaic()),
        named("lookup tables", lookups()),
        named("tiles", tiles()));
  }

  private static Named named(String name, FitsBytes file) throws IOException {
    return new Named(name, Parsed.of(file.bytes()));
  }

  private static String[] joined(String[] one, String... more) {
    return Stream.concat(Stream.of(one), Stream.of(more)).toArray(String[]::new);
  }

  private static FitsBytes museLike() {
    String[] cards =
        joined(FitsBytes.tan(150.1, 2.2, 15.5, 14.25, 5.5555e-5), FitsBytes.air(4749.9, 1.25));
    return new FitsBytes()
        .primary("HIERARCH ESO OBS ID = 100 / [odd]", "WAVELMIN= 474.99", "WAVELMAX= 481.1")
        .image(-32, new long[] {31, 28, 50}, joined(cards, "EXTNAME = 'DATA    '"))
        .image(-32, new long[] {31, 28, 50}, joined(cards, "EXTNAME = 'STAT    '"))
        .image(8, new long[] {31, 28, 50}, "EXTNAME = 'DQ      '", "SCIDATA = 'DATA    '");
  }

  private static FitsBytes radioLike() {
    return new FitsBytes()
        .image(
            -32,
            new long[] {24, 20, 12, 2},
            "CTYPE1  = 'RA---SIN'",
            "CTYPE2  = 'DEC--SIN'",
            "CRVAL1  = 83.8103",
            "CRVAL2  = -5.37",
            "CRPIX1  = 13.0",
            "CRPIX2  = 11.0",
            "CDELT1  = -1.0E-5",
            "CDELT2  = 1.0E-5",
            "PC1_2   = 0.25",
            "PC2_1   = -0.25",
            "CTYPE3  = 'FREQ    '",
            "CUNIT3  = 'GHz     '",
            "CRVAL3  = 230.5",
            "CDELT3  = -0.02",
            "CRPIX3  = 1.0",
            "SPECSYS = 'TOPOCENT'",
            "VELOSYS = 26108.0",
            "CTYPE4  = 'STOKES  '",
            "CRVAL4  = 1.0",
            "CDELT4  = 1.0",
            "CRPIX4  = 1.0",
            "RADESYS = 'FK5     '",
            "CRPIX1A = 1.5",
            "CTYPE1A = 'X       '");
  }

  private static FitsBytes withSums() {
    return new FitsBytes()
        .image(
            16,
            new long[] {40, 30},
            joined(
                FitsBytes.tan(10, 80, 20, 15, 1e-3),
                "CHECKSUM= '0000000000000000'",
                "DATASUM = '0       '",
                "LTV1    = 0.0"));
  }

  private static FitsBytes aroundThePole() {
    return new FitsBytes()
        .image(
            32,
            new long[] {60, 60},
            FitsBytes.tan(33, 89.99, 30, 30, 1e-3, "COMMENT an odd  card", "lower   = 3"));
  }

  private static FitsBytes allSky(String projection) {
    return new FitsBytes()
        .image(
            -32,
            new long[] {90, 45},
            "CTYPE1  = 'GLON-" + projection + "'",
            "CTYPE2  = 'GLAT-" + projection + "'",
            "CRVAL1  = 180.0",
            "CRVAL2  = 0.0",
            "CRPIX1  = 45.5",
            "CRPIX2  = 23.0",
            "CDELT1  = -4.0",
            "CDELT2  = 4.0");
  }

  private static FitsBytes sip() {
    return new FitsBytes()
        .image(
            16,
            new long[] {64, 64},
            "CTYPE1  = 'RA---TAN-SIP'",
            "CTYPE2  = 'DEC--TAN-SIP'",
            "CRVAL1  = 202.48",
            "CRVAL2  = 47.18",
            "CRPIX1  = 32.0",
            "CRPIX2  = 32.0",
            "CD1_1   = 3.0E-4",
            "CD1_2   = 1.0E-4",
            "CD2_1   = 1.0E-4",
            "CD2_2   = -3.0E-4",
            "A_ORDER = 2",
            "B_ORDER = 2",
            "A_2_0   = 2.0E-4",
            "B_1_1   = -3.0E-4",
            "AP_ORDER= 0",
            "BP_ORDER= 0");
  }

  private static FitsBytes tpv() {
    return new FitsBytes()
        .image(
            16,
            new long[] {50, 70},
            joined(
                FitsBytes.tan(53.1, -27.8, 25, 35, 6e-4),
                "PV1_0   = 0.0",
                "PV1_1   = 1.0001",
                "PV1_2   = 0.0",
                "PV1_4   = 1.0E-3",
                "PV2_0   = 0.0",
                "PV2_1   = 0.9999",
                "PV2_2   = 0.0",
                "PV2_4   = -2.0E-3"));
  }

  private static FitsBytes fk5() {
    return new FitsBytes()
        .image(
            16,
            new long[] {40, 40},
            "CTYPE1  = 'RA---TAN'",
            "CTYPE2  = 'DEC--TAN'",
            "CRVAL1  = 187.277915",
            "CRVAL2  = 2.052383",
            "CRPIX1  = 20.123456789012345",
            "CRPIX2  = 2.0E1",
            "CDELT1  = -1.0E-6",
            "CDELT2  = 1.0E-6",
            "CROTA2  = 33.0",
            "EQUINOX = 2000.0");
  }

  private static FitsBytes mosaic() {
    FitsBytes file = new FitsBytes().primary("TELESCOP= 'VST'");
    for (int chip = 0; chip < 4; chip++) {
      file.image(
          16,
          new long[] {30, 25},
          FitsBytes.tan(
              20,
              -30,
              15 - 35 * (chip % 2),
              chip < 2 ? 12 : -18,
              1e-3,
              "EXTNAME = 'CHIP" + chip + "'",
              "BLANK   = -32768"));
    }
    return file;
  }

  private static FitsBytes tiles() {
    return new FitsBytes()
        .primary("ORIGIN  = 'ESO'")
        .gzipped(40, 32, FitsBytes.tan(5, 5, 20, 16, 1e-3, "EXTNAME = 'CHIP'"));
  }

  private static FitsBytes lookups() throws IOException {
    ByteBuffer table = ByteBuffer.allocate(4 * 16);
    for (int i = 0; i < 16; i++) {
      table.putFloat((float) Math.sin(i) / 2);
    }
    List<String> cards =
        List.of(
            "XTENSION= 'IMAGE   '",
            FitsBytes.value("BITPIX", -32),
            FitsBytes.value("NAXIS", 2),
            FitsBytes.value("NAXIS1", 4),
            FitsBytes.value("NAXIS2", 4),
            FitsBytes.value("PCOUNT", 0),
            FitsBytes.value("GCOUNT", 1),
            "EXTNAME = 'WCSDVARR'",
            "EXTVER  = 1",
            "CRPIX1  = 1.0",
            "CRPIX2  = 1.0",
            "CRVAL1  = 1.0",
            "CRVAL2  = 1.0",
            "CDELT1  = 16.0",
            "CDELT2  = 16.0");
    return new FitsBytes()
        .primary()
        .image(
            16,
            new long[] {48, 48},
            FitsBytes.tan(
                5,
                5,
                24,
                24,
                1e-3,
                "CPDIS1  = 'LOOKUP'",
                "DP1     = 'EXTVER: 1.0'",
                "DP1     = 'NAXES: 2.0'",
                "DP1     = 'AXIS.1: 1.0'",
                "DP1     = 'AXIS.2: 2.0'"))
        .hdu(cards, table.array());
  }
}
