// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Band;
import org.nasmyth.sample.observe.Target;
import org.nasmyth.sample.observe.Targets;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Footprint;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;

/** Makes products of ALMA: interferometric cubes and images with circular fields. */
final class Alma {

  private static final double SPEED_OF_LIGHT = 299_792_458;

  private final Draw draw;
  private final Identifiers identifiers;
  private final List<Target> targets;

  Alma(Draw draw, Identifiers identifiers, Targets targets) {
    this.draw = draw;
    this.identifiers = identifiers;
    this.targets = targets.of(List.of("galaxy", "deep", "star", "gc", "cluster"));
  }

  Product next() {
    LocalDate date = LocalDate.of(2012, 1, 1).plusDays(draw.below(5_000));
    Moment start = Moment.of(date, draw.between(0, 86_000));
    double exposure = Rounded.to(draw.between(60, 3_000), 3);
    Moment end = start.plusSeconds(exposure * 1.3);
    Target target = draw.pick(targets);
    Coordinates centre = target.at().offset(draw.normal(0, 0.002), draw.normal(0, 0.002)).rounded();
    double gigahertz = draw.between(86, 690);
    double field = Rounded.to(0.0162 * 100 / gigahertz, 6);
    boolean cube = draw.chance(0.75);
    double width = cube ? 1.875 : 7.5;
    Band band = new Band(metres(gigahertz + width) * 1e9, metres(gigahertz) * 1e9);
    int channels = cube ? 128 << draw.below(6) : 1;
    double resolution = Rounded.to(draw.between(0.03, 3), 4);
    double pixel = Rounded.to(resolution / 5, 4);
    int pixels = (int) Math.min(8_000, field * 3600 * 1.5 / pixel);
    Moment ingested = end.plusDays(120 + draw.below(60)).plusSeconds(draw.below(80_000));
    Moment release = ingested.plusMonths(12);
    String project =
        String.format(
            Locale.ROOT,
            "%d.1.%05d.S",
            date.getYear() - (date.getMonthValue() < 10 ? 1 : 0),
            draw.below(1_800));
    String stem =
        String.format(
            Locale.ROOT, "member.uid___A001_X%x_X%x", draw.below(65_536), draw.below(4_096));
    List<ProductFile> files = new ArrayList<>();
    files.add(
        file(
            ingested,
            cube ? "SCIENCE.CUBE" : "SCIENCE.IMAGE",
            stem + ".pbcor.fits",
            "FITS",
            500 + (long) pixels * pixels * channels / 256));
    files.add(file(ingested, "ANCILLARY.IMAGE.PRIMARYBEAM", stem + ".pb.fits", "FITS", 900));
    return new Product(
        cube ? "cube" : "image",
        cube ? null : "fluxmap",
        new Product.Origin(
            "ALMA",
            "ALMA",
            "ALMA",
            null,
            cube ? "INTERFEROMETRY,CUBE" : "INTERFEROMETRY,CONTINUUM",
            project,
            stem.substring(7),
            target.name(),
            "SIMULATED, ALMA",
            true,
            1,
            List.of()),
        new Product.Space(
            centre, Footprint.circle(centre, field / 2), field, pixel, pixels, resolution),
        new Product.Spectrum(band, Rounded.significant(gigahertz / width * channels, 6), channels),
        new Product.Time(start, end, exposure),
        new Product.Quality(2, null, null, null),
        release,
        ingested.plusDays(1),
        files,
        List.of());
  }

  private ProductFile file(
      Moment ingested, String category, String name, String extension, long size) {
    return new ProductFile(
        identifiers.product(ingested), identifiers.internal(), category, name, extension, size);
  }

  private static double metres(double gigahertz) {
    return SPEED_OF_LIGHT / (gigahertz * 1e9);
  }
}
