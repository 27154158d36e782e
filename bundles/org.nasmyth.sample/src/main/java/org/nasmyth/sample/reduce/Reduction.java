// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Band;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Observed;
import org.nasmyth.sample.observe.Observed.ScienceRun;
import org.nasmyth.sample.observe.ProductPattern;
import org.nasmyth.sample.observe.Setup;
import org.nasmyth.sample.observe.Target;
import org.nasmyth.sample.observe.Targets;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Footprint;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;

/**
 * Reduces observations: raw frames to master calibrations, science runs with those masters to
 * products, and each product's files. What a product says of time, place, filter and programme is
 * what its raw frames say. Fills up with products of ALMA, whose raw data such an archive does not
 * hold, to a given number.
 */
public final class Reduction {

  private static final Set<String> EXTERNAL =
      Set.of(
          "VVV",
          "VHS",
          "VIKING",
          "VMC",
          "VIDEO",
          "KIDS",
          "VPHASplus",
          "VST-ATLAS",
          "PESSTO",
          "GAIAESO",
          "VANDELS",
          "XQ-100",
          "GOODS_ISAAC",
          "SINFONI-GC",
          "ERIS-NIX",
          "AMBER");

  /** Of a tile's pawprints, those that are published each for itself. */
  private static final int PAWPRINTS = 2;

  private final Draw draw;
  private final Observed observed;
  private final Identifiers identifiers = new Identifiers();
  private final Map<String, Master> masterOfFrame = new HashMap<>();
  private final List<Master> masters = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();

  /** Prepares to reduce what was observed. */
  public Reduction(Draw draw, Observed observed) {
    this.draw = draw;
    this.observed = observed;
  }

  /**
   * Reduces everything. To be called once.
   *
   * @param wanted how many products there are to be
   */
  public Reduced reduce(int wanted) {
    Map<String, List<ScienceRun>> stacks = new LinkedHashMap<>();
    for (ScienceRun run : observed.runs()) {
      Setup setup = run.first().setup();
      ProductPattern pattern = setup.pattern();
      if (pattern.kind() == ProductPattern.Kind.NONE) {
        continue;
      }
      if (pattern.scheme().equals("stack")) {
        stacks.computeIfAbsent(run.first().object(), target -> new ArrayList<>()).add(run);
      } else {
        reduce(run, draw.split(run.first().block().id()));
      }
    }
    stacks.forEach((target, runs) -> stack(runs, draw.split(target)));
    Alma alma = new Alma(draw.split("alma"), identifiers, new Targets(draw.split("fields")));
    while (products.size() < wanted) {
      products.add(alma.next());
    }
    return new Reduced(List.copyOf(products.subList(0, wanted)), List.copyOf(masters));
  }

  private void reduce(ScienceRun run, Draw mine) {
    Setup setup = run.first().setup();
    ProductPattern pattern = setup.pattern();
    List<Master> used = masters(run);
    Job job = new Job(run.science(), used, 1, mine);
    switch (pattern.scheme()) {
      case "each" -> {
        for (Exposure exposure : run.science()) {
          spectrum(new Job(List.of(exposure), used, 1, mine), centre(exposure), null, "");
        }
      }
      case "arms" -> {
        for (String arm : pattern.arms()) {
          spectrum(job, job.centre(), arm, "_" + arm.toLowerCase(Locale.ROOT));
        }
      }
      case "many" -> many(job, pattern);
      case "tile" -> tile(job);
      case "union32" -> image(job, "tile", 8, 4, "");
      case "plain" -> image(job, "tile", 1, 1, "");
      default -> single(job, pattern.kind());
    }
  }

  private void single(Job job, ProductPattern.Kind kind) {
    switch (kind) {
      case CUBES -> cube(job, job.centre(), "");
      case VISIBILITY -> visibility(job);
      default -> spectrum(job, job.centre(), null, "");
    }
  }

  private void many(Job job, ProductPattern pattern) {
    double spread = pattern.kind() == ProductPattern.Kind.CUBES ? 0.05 : 0.1;
    for (int i = 1; i <= pattern.count(); i++) {
      Coordinates at =
          job.centre().offset(job.mine.normal(0, spread), job.mine.normal(0, spread)).rounded();
      String tag = String.format(Locale.ROOT, "_%03d", i);
      if (pattern.kind() == ProductPattern.Kind.CUBES) {
        cube(job, at, tag);
      } else {
        spectrum(job, at, null, tag);
      }
    }
  }

  private void stack(List<ScienceRun> runs, Draw mine) {
    for (int from = 0; from < runs.size(); from += 4) {
      List<ScienceRun> group = runs.subList(from, Math.min(from + 4, runs.size()));
      List<Exposure> science = group.stream().flatMap(run -> run.science().stream()).toList();
      List<Master> used = group.stream().flatMap(run -> masters(run).stream()).distinct().toList();
      Job job = new Job(science, used, group.size(), mine.split(from));
      cube(job, job.centre(), "");
    }
  }

  private void tile(Job job) {
    image(job, "tile", 1, 1, "_st_tl");
    for (int i = 1; i <= PAWPRINTS; i++) {
      image(job, "pawprint", 4, 4, "_st_" + i);
    }
    if (job.mine.chance(0.2)) {
      table(job, "catalogtile", "_cat_tile");
    }
  }

  private void image(Job job, String subtype, int columns, int rows, String tag) {
    Setup setup = job.setup();
    double side = setup.field();
    double angle = columns > 1 ? 0 : Math.rint(job.mine.between(-20, 20));
    Coordinates centre = job.centre();
    String region =
        columns > 1
            ? Footprint.mosaic(centre, columns, rows, side, 0.93, angle)
            : Footprint.square(centre, side, angle);
    int pixels = setup.pixel() > 0 ? (int) (side * 3600 / setup.pixel()) : 0;
    double seeing = Rounded.to(job.mine.between(0.6, 1.4), 3);
    double limit = 17.5 + 1.25 * StrictMath.log10(1 + job.exposure()) + job.mine.between(0, 1.5);
    boolean adaptive = setup.field() < 0.02;
    Product.Space space =
        new Product.Space(
            centre,
            region,
            Rounded.to(side * 1.41421356, 8),
            setup.pixel(),
            pixels,
            adaptive ? Rounded.to(seeing / 12, 4) : seeing);
    Product.Quality quality =
        new Product.Quality(
            columns > 1 ? 2 : 3,
            Rounded.to(limit, 3),
            null,
            adaptive ? Rounded.to(job.mine.between(0.2, 0.8), 2) : null);
    long size = Math.max(400, (long) pixels * pixels / 400);
    ProductFile science = job.with("SCIENCE.IMAGE", tag + ".fits", "FITS", size);
    List<ProductFile> files = new ArrayList<>(List.of(science));
    files.add(job.with("ANCILLARY.WEIGHTMAP", tag + ".weight.fits", "FITS", size));
    files.add(job.with("ANCILLARY.PREVIEW", tag + ".png", "PNG", 350));
    if (job.external()) {
      files.add(job.with("ANCILLARY.README", tag + ".txt", "TXT", 12));
    }
    add(job, "image", subtype, space, job.imagingBand(), quality, files);
    table(job, "srctbl", tag + "_cat");
  }

  private void table(Job job, String subtype, String tag) {
    Setup setup = job.setup();
    Product.Space space =
        new Product.Space(
            job.centre(),
            Footprint.square(job.centre(), setup.field(), 0),
            Rounded.to(setup.field() * 1.41421356, 8),
            0,
            0,
            Rounded.to(job.mine.between(0.6, 1.4), 3));
    Product.Quality quality =
        new Product.Quality(
            subtype.equals("srctbl") ? 2 : 3, Rounded.to(job.mine.between(17, 21), 3), null, null);
    List<ProductFile> files =
        List.of(
            job.with(
                subtype.equals("srctbl") ? "SCIENCE.SRCTBL" : "SCIENCE.CATALOGTILE",
                tag + ".fits",
                "FITS",
                (long) job.mine.between(2_000, 60_000)));
    add(job, "measurements", subtype, space, job.imagingBand(), quality, files);
  }

  private void cube(Job job, Coordinates centre, String tag) {
    Setup setup = job.setup();
    int pixels = setup.pixel() > 0 ? (int) (setup.field() * 3600 / setup.pixel()) : 0;
    Product.Space space =
        new Product.Space(
            centre,
            Footprint.square(centre, setup.field(), Math.rint(job.mine.between(0, 90))),
            Rounded.to(setup.field() * 1.41421356, 8),
            setup.pixel(),
            pixels,
            Rounded.to(job.mine.between(0.5, 1.3), 3));
    Band band = job.band(null);
    int elements = setup.instrument().radio() ? 8192 : 2000 + job.mine.below(1700);
    Product.Quality quality =
        new Product.Quality(
            job.blocks > 1 ? 3 : 2,
            setup.instrument().radio() ? null : Rounded.to(job.mine.between(19, 25), 3),
            null,
            null);
    long size = Math.max(900, (long) pixels * pixels * elements / 128);
    boolean radio = setup.instrument().radio();
    ProductFile science =
        job.with(radio ? "SCIENCE.CUBE" : "SCIENCE.CUBE.IFS", tag + ".fits", "FITS", size);
    List<ProductFile> files = new ArrayList<>(List.of(science));
    files.add(job.with("ANCILLARY.IMAGE.WHITELIGHT", tag + "_white.fits", "FITS", 1200));
    files.add(job.with("ANCILLARY.PREVIEW", tag + ".png", "PNG", 300));
    add(
        job,
        "cube",
        null,
        space,
        new Product.Spectrum(band, setup.resolvingPower(), elements),
        quality,
        files);
  }

  private void spectrum(Job job, Coordinates centre, @Nullable String arm, String tag) {
    Setup setup = job.setup();
    Product.Space space =
        new Product.Space(
            centre,
            Footprint.position(centre),
            setup.field(),
            0,
            0,
            Rounded.to(job.mine.between(0.6, 1.5), 3));
    double ratio = Rounded.to(StrictMath.exp(job.mine.normal(3.2, 0.8)), 2);
    int elements = 2_000 + job.mine.below(60_000);
    List<ProductFile> files = new ArrayList<>();
    files.add(job.with("SCIENCE.SPECTRUM", tag + ".fits", "FITS", 60 + elements / 40));
    if (setup.technique().startsWith("ECHELLE") && setup.pattern().scheme().equals("each")) {
      files.add(job.with("ANCILLARY.2DECHELLE.TAR", tag + ".tar", "TAR", 9_000));
      files.add(job.with("ANCILLARY.CCF", tag + "_ccf.fits", "FITS", 40));
    } else {
      files.add(job.with("ANCILLARY.PREVIEW", tag + ".png", "PNG", 120));
    }
    add(
        job,
        "spectrum",
        null,
        space,
        new Product.Spectrum(job.band(arm), setup.resolvingPower(), elements),
        new Product.Quality(2, null, ratio, null),
        files);
  }

  private void visibility(Job job) {
    Product.Space space =
        new Product.Space(
            job.centre(),
            Footprint.position(job.centre()),
            job.setup().field(),
            0,
            0,
            Rounded.to(job.mine.between(0.002, 0.01), 5));
    List<ProductFile> files =
        List.of(job.with("SCIENCE.VISIBILITY", ".fits", "FITS", 3_000 + job.mine.below(9_000)));
    add(
        job,
        "visibility",
        null,
        space,
        new Product.Spectrum(job.band(null), job.setup().resolvingPower(), 6 + job.mine.below(200)),
        new Product.Quality(2, null, null, null),
        files);
  }

  private void add(
      Job job,
      String type,
      @Nullable String subtype,
      Product.Space space,
      Product.Spectrum spectrum,
      Product.Quality quality,
      List<ProductFile> files) {
    products.add(
        new Product(
            type,
            subtype,
            job.origin(),
            space,
            spectrum,
            job.time(),
            quality,
            job.release(),
            job.ingested.plusDays(1),
            files,
            job.used));
  }

  private List<Master> masters(ScienceRun run) {
    Map<String, List<Exposure>> byType = new LinkedHashMap<>();
    for (Exposure frame : run.calibrations()) {
      byType.computeIfAbsent(frame.type(), type -> new ArrayList<>()).add(frame);
    }
    List<Master> used = new ArrayList<>();
    byType.forEach((type, frames) -> used.add(master(type, frames)));
    return used;
  }

  private Master master(String type, List<Exposure> frames) {
    Exposure first = frames.get(0);
    return masterOfFrame.computeIfAbsent(
        first.dpId(),
        frame -> {
          String kind =
              switch (type) {
                case "FLAT,LAMP", "FLAT,SKY" -> "FLAT";
                case "STD" -> "RESPONSE";
                default -> type;
              };
          Moment made = first.start().plusSeconds(7200);
          Master master =
              new Master(
                  identifiers.master(first.instrument().name(), made),
                  identifiers.internal(),
                  "CALIB.MASTER." + kind,
                  made,
                  frames);
          masters.add(master);
          return master;
        });
  }

  private static Coordinates centre(Exposure exposure) {
    Target target = exposure.block().target();
    Coordinates pointing = exposure.pointing();
    if (pointing != null) {
      return pointing;
    }
    if (target == null) {
      throw new IllegalStateException("A science exposure points nowhere: " + exposure.dpId());
    }
    return target.at();
  }

  /** The raw frames of one or more products, and what follows from them. */
  private final class Job {
    final List<Exposure> raws;
    final List<Master> used;
    final int blocks;
    final Draw mine;
    final Moment ingested;

    Job(List<Exposure> raws, List<Master> used, int blocks, Draw mine) {
      this.raws = raws.stream().sorted(Comparator.comparing(Exposure::start)).toList();
      this.used = List.copyOf(used);
      this.blocks = blocks;
      this.mine = mine;
      Moment last = last().end();
      Moment planned =
          external()
              ? last.plusDays(180 + mine.below(400)).plusSeconds(mine.below(80_000))
              : last.plusDays(1 + mine.below(5)).plusSeconds(mine.below(80_000));
      this.ingested =
          planned.compareTo(Moment.ARCHIVE_EPOCH.plusDays(-2)) < 0
              ? planned
              : last.plusDays(1).plusSeconds(mine.below(80_000));
    }

    Exposure first() {
      return raws.get(0);
    }

    Exposure last() {
      return raws.get(raws.size() - 1);
    }

    Setup setup() {
      return first().setup();
    }

    boolean external() {
      return EXTERNAL.contains(setup().collection());
    }

    Coordinates centre() {
      Target target = first().block().target();
      return target == null ? Reduction.centre(first()) : target.at();
    }

    double exposure() {
      return Rounded.to(raws.stream().mapToDouble(Exposure::seconds).sum(), 4);
    }

    Product.Time time() {
      return new Product.Time(first().start(), last().end(), exposure());
    }

    Moment release() {
      Moment release = external() ? ingested : first().release();
      for (Exposure raw : raws) {
        release = release.latest(raw.release());
      }
      return release;
    }

    Band band(@Nullable String arm) {
      Band band =
          switch (arm == null ? "" : arm) {
            case "UVB" -> new Band(299, 556);
            case "VIS" -> new Band(534, 1020);
            case "NIR" -> new Band(994, 2479);
            case "BLUE" -> new Band(326, 454);
            case "RED" -> new Band(476, 684);
            default -> observed.equipment().band(setup(), first().filter());
          };
      if (band == null) {
        throw new IllegalStateException("No spectral range is known for " + setup());
      }
      return band;
    }

    Product.Spectrum imagingBand() {
      Band band = band(null);
      double power = (band.min() + band.max()) / 2 / (band.max() - band.min());
      return new Product.Spectrum(band, Rounded.to(power, 4), 1);
    }

    ProductFile with(String category, String tail, String extension, long size) {
      String stem = first().fileName().replace(".fits", "");
      return new ProductFile(
          identifiers.product(ingested),
          identifiers.internal(),
          category,
          setup().instrument().shortName().toLowerCase(Locale.ROOT).charAt(0)
              + first().night().toString().replace("-", "")
              + "_"
              + stem
              + tail,
          extension,
          size);
    }

    Product.Origin origin() {
      return new Product.Origin(
          setup().collection(),
          setup().instrument().telescope(),
          setup().instrument().name(),
          first().filter(),
          setup().technique(),
          first().programme().id(),
          String.valueOf(first().block().id()),
          first().object(),
          creator(),
          external(),
          blocks,
          raws);
    }

    private String creator() {
      String leader = first().programme().people().get(0);
      return "SIMULATED, " + leader.replace("SIMULATED ", "");
    }
  }
}
