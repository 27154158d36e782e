// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.files.RawFiles.Made;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.reduce.Master;
import org.nasmyth.sample.reduce.Product;
import org.nasmyth.sample.reduce.ProductFile;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Rounded;

/** The files of one product, in the forms of ESO's science data products. */
final class ProductFiles {

  private static final double SPEED_OF_LIGHT = 299_792_458;
  private static final int SOURCES = 400;

  private final Product product;
  private final Draw draw;
  private final List<FieldGrid> grids;

  ProductFiles(Product product, Draw draw) {
    this.product = product;
    this.draw = draw;
    Product.Space space = product.space();
    this.grids =
        space.pixel() > 0
            ? FieldGrid.of(space.centre(), space.region(), space.pixel() / 3600)
            : List.of();
  }

  /** All of them, the science file first. */
  List<Made> all() {
    List<Made> made = new ArrayList<>();
    for (ProductFile file : product.files()) {
      made.add(one(file));
    }
    return made;
  }

  private Made one(ProductFile file) {
    Draw mine = draw.split(file.archiveId());
    return switch (file.extension()) {
      case "PNG" -> made(file, ".png", "image/png", picture(mine));
      case "TXT" -> made(file, ".txt", "text/plain", readme());
      case "TAR" ->
          made(
              file,
              ".tar",
              "application/x-tar",
              TarFile.of(
                  "orders.fits",
                  Hdu.file(List.of(flat(true, mine, new Cards()))),
                  product.published().millis() / 1000));
      default -> fits(file, mine);
    };
  }

  private static Made made(ProductFile file, String ending, String type, byte[] bytes) {
    return new Made(file.archiveId(), file.archiveId() + ending, type, bytes);
  }

  private Made fits(ProductFile file, Draw mine) {
    boolean compressed = product.space().region().startsWith("UNION") || isTile();
    boolean image = file.category().contains("IMAGE") || file.category().contains("WEIGHT");
    List<Hdu> hdus =
        switch (file.category()) {
          case "SCIENCE.CUBE.IFS" -> cube(mine);
          case "SCIENCE.CUBE" -> radioCube(mine);
          case "SCIENCE.SPECTRUM" -> spectrum(mine);
          case "SCIENCE.SRCTBL", "SCIENCE.CATALOGTILE" -> sources(mine);
          case "SCIENCE.VISIBILITY" -> visibilities(mine);
          case "ANCILLARY.CCF" -> List.of(correlation(mine));
          default -> compressed && image ? compressed(file, mine) : List.of(plain(file, mine));
        };
    return compressed && image
        ? made(file, ".fits.fz", "application/x-fits-hcompress", Hdu.file(hdus))
        : made(file, ".fits", "application/fits", Hdu.file(hdus));
  }

  private boolean isTile() {
    return product.origin().instrument().equals("VIRCAM") && product.type().equals("image");
  }

  private Cards head(String category) {
    Product.Origin origin = product.origin();
    Coordinates at = product.space().centre();
    Cards cards =
        new Cards()
            .text("ORIGIN", "ESO-SIMULATED", "Simulated, no observatory's data")
            .text("TELESCOP", origin.telescope(), "Telescope")
            .text("INSTRUME", origin.instrument(), "Instrument")
            .text("FILTER", origin.filter(), "Filter")
            .text("OBJECT", cut(origin.target()), "Target")
            .real("RA", at.longitude(), "[deg] Centre")
            .real("DEC", at.latitude(), "[deg] Centre")
            .real("EXPTIME", product.time().exposure(), "[s] Total integration time")
            .real("TEXPTIME", product.time().exposure(), "[s] Total integration time")
            .real("MJD-OBS", product.time().start().mjd(), "Start of the observations")
            .real("MJD-END", product.time().end().mjd(), "End of the observations")
            .text("DATE-OBS", product.time().start().iso(), "Start of the observations")
            .text("DATE", product.published().isoSeconds(), "When this file was made")
            .text("PROG_ID", origin.programme(), "Programme")
            .text("OBID1", origin.observation(), "Observation")
            .flag("M_EPOCH", origin.blocks() > 1, "Several epochs")
            .flag("SINGLEXP", origin.sources().size() == 1, "One exposure")
            .whole("NCOMBINE", Math.max(1, origin.sources().size()), "Frames combined")
            .text("PRODCATG", category, "Data product category")
            .text("PROCSOFT", "nasmyth-sample", "Simulation software")
            .text("OBSTECH", origin.technique(), "Technique of observation")
            .text("PRODLVL", String.valueOf(product.quality().level()), "Processing level")
            .text("FLUXCAL", origin.external() ? "ABSOLUTE" : "UNCALIBRATED", "Calibration")
            .text("REFERENC", "", "No publication")
            .real("SPEC_RES", product.spectrum().resolvingPower(), "Resolving power")
            .real("WAVELMIN", product.spectrum().band().min(), "[nm] Shortest wavelength")
            .real("WAVELMAX", product.spectrum().band().max(), "[nm] Longest wavelength")
            .text("ARCFILE", product.dpId() + ".fits", "Archive file name");
    Double limit = product.quality().limit();
    if (limit != null) {
      cards.real("ABMAGLIM", limit, "Limiting magnitude (AB)");
    }
    Double ratio = product.quality().signalToNoise();
    if (ratio != null) {
      cards.real("SNR", ratio, "Median signal-to-noise ratio");
    }
    int number = 1;
    for (ProductFile file : product.files().subList(1, product.files().size())) {
      cards.text("ASSON" + number, cut(file.name()), "Ancillary file");
      cards.text("ASSOC" + number, file.category(), "Its category");
      number++;
    }
    number = 1;
    for (Exposure raw : product.origin().sources()) {
      cards.text("PROV" + number++, raw.dpId() + ".fits", "Made from");
    }
    for (Master master : product.masters()) {
      cards.text("PROV" + number++, master.id() + ".fits", "Made from");
    }
    pipeline(cards);
    return cards.comment("COMMENT", " Simulated by the sample archive of Nasmyth.");
  }

  /** What ESO's pipelines note of the first frame and of themselves. */
  private void pipeline(Cards cards) {
    List<Exposure> sources = product.origin().sources();
    if (sources.isEmpty()) {
      return;
    }
    Exposure first = sources.get(0);
    cards
        .text("ESO OBS PROG ID", first.programme().id(), "Programme")
        .whole("ESO OBS ID", first.block().id(), "Observation block")
        .text("ESO OBS NAME", cut(first.block().name()), "Observation block")
        .text("ESO OBS TARG NAME", cut(first.object()), "Target")
        .text("ESO TPL ID", cut(first.template().id()), "Template")
        .text("ESO INS MODE", first.setup().mode(), "Instrument mode")
        .text("ESO PRO TYPE", "REDUCED", "Type")
        .text("ESO PRO TECH", product.origin().technique(), "Technique of observation")
        .flag("ESO PRO SCIENCE", true, "Science product")
        .whole("ESO PRO DATANCOM", sources.size(), "Number of frames combined")
        .text("ESO PRO REC1 ID", "simulated", "Pipeline recipe");
    for (int i = 0; i < sources.size(); i++) {
      cards.text("ESO PRO REC1 RAW" + (i + 1) + " NAME", sources.get(i).dpId() + ".fits", "");
    }
    for (int i = 0; i < product.masters().size(); i++) {
      String number = "ESO PRO REC1 CAL" + (i + 1);
      cards.text(number + " NAME", product.masters().get(i).id() + ".fits", "");
      cards.text(number + " CATG", product.masters().get(i).category(), "");
    }
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) : text;
  }

  private FieldGrid grid() {
    return grids.isEmpty()
        ? new FieldGrid(product.space().centre(), 0, 0, 0, 1.0 / 3600, 32, 32)
        : grids.get(0);
  }

  private Hdu flat(boolean primary, Draw mine, Cards cards) {
    FieldGrid grid = grid();
    float[] values = Pixels.field(mine, grid.width(), grid.height(), 100, 8, 60);
    return Hdu.image(
        primary,
        -32,
        new int[] {grid.width(), grid.height()},
        cards.all(grid.cards("TAN")),
        Pixels.floats(values));
  }

  private Hdu plain(ProductFile file, Draw mine) {
    String projection = product.origin().instrument().equals("ALMA") ? "SIN" : "TAN";
    FieldGrid grid = grid();
    Cards cards =
        head(file.category())
            .text("BUNIT", file.category().startsWith("SCIENCE") ? "adu" : null, "Unit")
            .all(grid.cards(projection));
    float[] values = Pixels.field(mine, grid.width(), grid.height(), 100, 8, 60);
    return Hdu.image(
        true, -32, new int[] {grid.width(), grid.height()}, cards, Pixels.floats(values));
  }

  /** A tile or a mosaic of chips, compressed, as VISTA and OmegaCAM deliver them. */
  private List<Hdu> compressed(ProductFile file, Draw mine) {
    boolean confidence = !file.category().startsWith("SCIENCE");
    String projection = isTile() ? "ZPN" : "TPV";
    List<Hdu> hdus = new ArrayList<>(List.of(Hdu.empty(head(file.category()))));
    int number = 1;
    for (FieldGrid grid : grids) {
      float[] values =
          confidence
              ? Pixels.field(mine, grid.width(), grid.height(), 100, 1, 0)
              : Pixels.field(mine, grid.width(), grid.height(), 1500, 20, 25);
      Cards cards =
          new Cards()
              .text("EXTNAME", grids.size() == 1 ? "TILE" : "DET1.CHIP" + number, "Name")
              .text("ESO DET CHIP NAME", "SIM-" + number, "Chip")
              .all(grid.cards(projection));
      if (isTile()) {
        hdus.add(RiceImage.of(Pixels.ints(values), grid.width(), grid.height(), cards));
      } else {
        cards.real("BZERO", 32768, "Unsigned numbers").real("BSCALE", 1, "");
        hdus.add(RiceImage.of(Pixels.shorts(values, 32768), grid.width(), grid.height(), cards));
      }
      number++;
    }
    return hdus;
  }

  /** DATA, STAT and DQ on one grid, wavelengths in air, as MUSE's pipeline writes them. */
  private List<Hdu> cube(Draw mine) {
    FieldGrid grid = grid();
    int planes = product.spectrum().elements();
    double low = product.spectrum().band().min() * 10;
    double step = (product.spectrum().band().max() * 10 - low) / planes;
    float[] image = Pixels.field(mine, grid.width(), grid.height(), 40, 0, 12);
    float[] data = new float[image.length * planes];
    float[] variance = new float[data.length];
    byte[] quality = new byte[4 * data.length];
    for (int plane = 0; plane < planes; plane++) {
      double line = 1 + 0.5 * StrictMath.sin(plane / 7.0);
      for (int i = 0; i < image.length; i++) {
        int at = plane * image.length + i;
        long bits = mine.bits();
        data[at] = (float) (image[i] * line + 4 * Pixels.rough(bits));
        variance[at] = 16;
        quality[4 * at + 3] = (byte) ((bits & 0x3ff) == 0 ? 1 : 0);
      }
    }
    int[] axes = {grid.width(), grid.height(), planes};
    List<Hdu> hdus = new ArrayList<>(List.of(Hdu.empty(head("SCIENCE.CUBE.IFS"))));
    hdus.add(
        Hdu.image(
            false,
            -32,
            axes,
            spectral(grid, low, step, "DATA", "DATA")
                .text("ERRDATA", "STAT", "Variances")
                .text("QUALDATA", "DQ", "Quality"),
            Pixels.floats(data)));
    hdus.add(
        Hdu.image(
            false,
            -32,
            axes,
            spectral(grid, low, step, "STAT", "ERROR")
                .text("HDUCLAS3", "MSE", "Variances")
                .text("SCIDATA", "DATA", "The data"),
            Pixels.floats(variance)));
    hdus.add(
        Hdu.image(
            false,
            32,
            axes,
            spectral(grid, low, step, "DQ", "QUALITY")
                .text("HDUCLAS3", "FLAG32BIT", "Bits")
                .text("SCIDATA", "DATA", "The data"),
            quality));
    return hdus;
  }

  private static Cards spectral(FieldGrid grid, double low, double step, String name, String kind) {
    return new Cards()
        .text("EXTNAME", name, "Name")
        .text("HDUCLASS", "ESO", "Conventions")
        .text("HDUDOC", "DICD", "Conventions")
        .text("HDUCLAS1", "IMAGE", "An image")
        .text("HDUCLAS2", kind, "What it holds")
        .text("BUNIT", name.equals("DATA") ? "10**(-20)*erg/s/cm**2/Angstrom" : null, "Unit")
        .all(grid.cards("TAN"))
        .text("CTYPE3", "AWAV", "Wavelength in air")
        .text("CUNIT3", "Angstrom", "Unit of axis 3")
        .real("CRPIX3", 1, "Reference pixel")
        .real("CRVAL3", Rounded.to(low + step / 2, 6), "Wavelength there")
        .real("CD3_3", step, "Step")
        .real("CD1_3", 0, "")
        .real("CD2_3", 0, "")
        .real("CD3_1", 0, "")
        .real("CD3_2", 0, "")
        .text("SPECSYS", "BARYCENT", "Frame of wavelengths");
  }

  /** Four axes: the sky, frequency, polarization. */
  private List<Hdu> radioCube(Draw mine) {
    FieldGrid grid = grid();
    int planes = product.spectrum().elements();
    double high = SPEED_OF_LIGHT / (product.spectrum().band().min() * 1e-9);
    double low = SPEED_OF_LIGHT / (product.spectrum().band().max() * 1e-9);
    double step = (high - low) / planes;
    float[] image = Pixels.field(mine, grid.width(), grid.height(), 0, 0.002, 4);
    float[] data = new float[image.length * planes];
    for (int at = 0; at < data.length; at++) {
      data[at] = (float) (image[at % image.length] + 0.001 * Pixels.rough(mine.bits()));
    }
    Cards cards =
        head("SCIENCE.CUBE")
            .text("BUNIT", "Jy/beam", "Unit")
            .real("BMAJ", product.space().resolution() / 3600, "[deg] Beam")
            .real("BMIN", product.space().resolution() / 3600 * 0.8, "[deg] Beam")
            .real("BPA", 30, "[deg] Beam")
            .all(grid.cards("SIN"))
            .text("CTYPE3", "FREQ", "Frequency")
            .text("CUNIT3", "Hz", "Unit of axis 3")
            .real("CRPIX3", 1, "Reference pixel")
            .real("CRVAL3", low + step / 2, "Frequency there")
            .real("CD3_3", step, "Step")
            .text("CTYPE4", "STOKES", "Polarization")
            .real("CRPIX4", 1, "Reference pixel")
            .real("CRVAL4", 1, "I")
            .real("CD4_4", 1, "Step")
            .real("RESTFRQ", (low + high) / 2, "[Hz] Rest frequency")
            .text("SPECSYS", "BARYCENT", "Frame of frequencies");
    return List.of(
        Hdu.image(
            true,
            -32,
            new int[] {grid.width(), grid.height(), planes, 1},
            cards,
            Pixels.floats(data)));
  }

  /** One row whose cells are arrays: ESO's form of one-dimensional spectra. */
  private List<Hdu> spectrum(Draw mine) {
    int elements = product.spectrum().elements();
    double low = product.spectrum().band().min();
    double high = product.spectrum().band().max();
    double ratio = Objects.requireNonNullElse(product.quality().signalToNoise(), 20.0);
    double[] wave = new double[elements];
    double[] flux = new double[elements];
    double[] error = new double[elements];
    double[] quality = new double[elements];
    for (int i = 0; i < elements; i++) {
      wave[i] = Rounded.to(low + (high - low) * i / (elements - 1), 6);
      double shape = 1 + 0.3 * StrictMath.sin(9.0 * i / elements);
      error[i] = 1e-16 * shape / ratio;
      flux[i] = 1e-16 * shape + error[i] * Pixels.rough(mine.bits());
      quality[i] = mine.bits() % 500 == 0 ? 1 : 0;
    }
    for (int n = 0; n < 12; n++) {
      int at = mine.below(elements);
      double depth = mine.between(0.1, 0.8);
      for (int i = Math.max(0, at - 9); i < Math.min(elements, at + 10); i++) {
        flux[i] *= 1 - depth * StrictMath.exp(-0.1 * (i - at) * (i - at));
      }
    }
    Cards cards =
        new Cards()
            .text("EXTNAME", "SPECTRUM", "Name")
            .text("VOCLASS", "SPECTRUM V2.0", "Data model")
            .text("VOPUB", "ESO-SIMULATED", "Publisher")
            .text("TITLE", cut("SIMULATED " + product.origin().target()), "Title")
            .real("RA", product.space().centre().longitude(), "[deg] Target")
            .real("DEC", product.space().centre().latitude(), "[deg] Target")
            .real("APERTURE", Rounded.to(product.space().field(), 8), "[deg] Aperture")
            .real("TELAPSE", product.time().exposure(), "[s] Elapsed")
            .real("TMID", product.time().start().mjd(), "[d] Middle")
            .real("SPEC_VAL", (low + high) / 2, "[nm] Middle of the range")
            .real("SPEC_BW", high - low, "[nm] Width of the range")
            .whole("NELEM", elements, "Length of the arrays")
            .real("TDMIN1", wave[0], "First wavelength")
            .real("TDMAX1", wave[elements - 1], "Last wavelength");
    Hdu table =
        new TableColumns()
            .add("WAVE", 'D', "nm", "em.wl;obs.atmos", wave)
            .add("FLUX", 'E', "erg.cm**(-2).s**(-1).angstrom**(-1)", "phot.flux.density", flux)
            .add(
                "ERR",
                'E',
                "erg.cm**(-2).s**(-1).angstrom**(-1)",
                "stat.error;phot.flux.density",
                error)
            .add("QUAL", 'J', null, "meta.code.qual", quality)
            .oneRow(cards);
    return List.of(Hdu.empty(head("SCIENCE.SPECTRUM").text("SPECSYS", "BARYCENT", "Frame")), table);
  }

  private List<Hdu> sources(Draw mine) {
    Coordinates centre = product.space().centre();
    double half = product.space().field() / 2.83;
    double[] number = new double[SOURCES];
    double[] ra = new double[SOURCES];
    double[] dec = new double[SOURCES];
    double[] magnitude = new double[SOURCES];
    double[] error = new double[SOURCES];
    double[] kind = new double[SOURCES];
    for (int i = 0; i < SOURCES; i++) {
      Coordinates at =
          centre.offset(mine.between(-half, half), mine.between(-half, half)).rounded();
      number[i] = i + 1;
      ra[i] = at.longitude();
      dec[i] = at.latitude();
      magnitude[i] = mine.between(12, 22);
      error[i] = 0.002 + StrictMath.exp(magnitude[i] - 24);
      kind[i] = mine.chance(0.7) ? -1 : 1;
    }
    Hdu table =
        new TableColumns()
            .add("SOURCE_ID", 'J', null, "meta.id;meta.main", number)
            .add("RA2000", 'D', "deg", "pos.eq.ra;meta.main", ra)
            .add("DEC2000", 'D', "deg", "pos.eq.dec;meta.main", dec)
            .add("MAG", 'E', "mag", "phot.mag", magnitude)
            .add("MAG_ERR", 'E', "mag", "stat.error;phot.mag", error)
            .add("CLASS", 'I', null, "src.class", kind)
            .rows(new Cards().text("EXTNAME", "SOURCES", "Name"));
    return List.of(Hdu.empty(head(product.science().category())), table);
  }

  private List<Hdu> visibilities(Draw mine) {
    int rows = 240;
    double[][] columns = new double[5][rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = product.time().start().mjd() + i / 86_400.0;
      columns[1][i] = mine.between(-120, 120);
      columns[2][i] = mine.between(-120, 120);
      columns[3][i] = mine.between(0, 1);
      columns[4][i] = 0.02;
    }
    Hdu table =
        new TableColumns()
            .add("MJD", 'D', "d", null, columns[0])
            .add("UCOORD", 'D', "m", null, columns[1])
            .add("VCOORD", 'D', "m", null, columns[2])
            .add("VIS2DATA", 'D', null, null, columns[3])
            .add("VIS2ERR", 'D', null, null, columns[4])
            .rows(new Cards().text("EXTNAME", "OI_VIS2", "Name").whole("OI_REVN", 2, "Revision"));
    return List.of(Hdu.empty(head("SCIENCE.VISIBILITY")), table);
  }

  private Hdu correlation(Draw mine) {
    float[] values = Pixels.field(mine, 401, 1, 1, 0.01, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] -= (float) (0.4 * StrictMath.exp(-(i - 200) * (i - 200) / 300.0));
    }
    Cards cards =
        head("ANCILLARY.CCF")
            .text("CTYPE1", "VELO", "Velocity")
            .text("CUNIT1", "km/s", "Unit of axis 1")
            .real("CRPIX1", 201, "Reference pixel")
            .real("CRVAL1", 0, "Velocity there")
            .real("CDELT1", 0.25, "Step");
    return Hdu.image(true, -32, new int[] {401}, cards, Pixels.floats(values));
  }

  private byte[] picture(Draw mine) {
    boolean spectrum = product.type().equals("spectrum");
    float[] values = Pixels.field(mine, 256, 256, 100, 8, spectrum ? 0 : 50);
    if (spectrum) {
      trace(values, mine);
    }
    return Picture.of(values, 256, 256, 80, 400);
  }

  /** What a spectrograph's detector sees of a star: its light drawn out, with lines. */
  private static void trace(float[] values, Draw mine) {
    float[] light = new float[256];
    Arrays.fill(light, 250);
    for (int n = 0; n < 9; n++) {
      int at = mine.below(light.length);
      light[at] *= (float) mine.between(0.1, 0.8);
    }
    for (int i = 0; i < values.length; i++) {
      double across = (i / 256 - 128) / 9.0;
      values[i] += (float) (light[i % 256] * StrictMath.exp(-across * across));
    }
  }

  private byte[] readme() {
    return String.format(
            Locale.ROOT,
            "Simulated data release %s%n%nTarget %s, programme %s.%nNothing here was observed.%n",
            product.origin().collection(),
            product.origin().target(),
            product.origin().programme())
        .replace("\r\n", "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
