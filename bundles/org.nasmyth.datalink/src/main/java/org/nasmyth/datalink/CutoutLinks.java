// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkContributor;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.links.ServiceDescriptor;
import org.nasmyth.api.links.ServiceDescriptor.Input;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.products.CutoutEngines;
import org.nasmyth.products.FileNames;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Region;

/** The link to the service that cuts pieces out of a product, where an engine can cut it. */
record CutoutLinks(CutoutEngines engines) implements LinkContributor {

  private static final String SODA = "ivo://ivoa.net/std/SODA#sync-1.0";

  /** Degrees; the box around a larger circle would not be smaller than half the sky. */
  private static final double LARGEST_BOXED = 40;

  @Override
  public Map<String, List<Link>> links(LinkRequest request) {
    Map<String, List<Link>> links = new HashMap<>();
    try (CutoutEngines.Survey survey = engines.survey()) {
      for (Product product : request.products()) {
        Set<CutoutAxis> axes = survey.axes(product);
        if (!axes.isEmpty()) {
          links.put(product.id(), List.of(link(product, axes, request)));
        }
      }
    }
    return links;
  }

  private static Link link(Product product, Set<CutoutAxis> axes, LinkRequest request) {
    return new Link(
        Link.Place.CUTOUT,
        new Link.Target.Service(
            new ServiceDescriptor(
                product.id() + "_soda",
                SODA,
                request.baseUrl() + "/dataPortal/soda/sync",
                "Cutout of #this",
                inputs(request.identifier(product), product.coverage(), axes))),
        "#cutout",
        null,
        "Cutout of #this (SODA-sync)",
        FileNames.FITS,
        OptionalLong.empty(),
        null,
        product,
        null,
        null);
  }

  private static List<Input> inputs(String identifier, Coverage coverage, Set<CutoutAxis> axes) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(
        Input.fixed(
            field("ID", ValueType.STRING, null, "meta.id;meta.dataset", "The dataset"),
            identifier));
    if (axes.contains(CutoutAxis.SKY)) {
      sky(coverage, inputs);
    }
    if (axes.contains(CutoutAxis.BAND)) {
      inputs.add(
          interval(
              field(
                  "BAND",
                  new ValueType(Datatype.DOUBLE, "2", "interval"),
                  "m",
                  "em.wl;stat.interval",
                  "Vacuum wavelengths to keep"),
              coverage.band()));
    }
    if (axes.contains(CutoutAxis.TIME)) {
      inputs.add(
          interval(
              field(
                  "TIME",
                  new ValueType(Datatype.DOUBLE, "2", "interval"),
                  "d",
                  "time.interval;obs.exposure",
                  "Time to keep, modified Julian dates"),
              coverage.time()));
    }
    if (axes.contains(CutoutAxis.POLARIZATION)) {
      inputs.add(
          new Input(
              field(
                  "POL",
                  ValueType.STRING,
                  null,
                  "meta.code;phys.polarization",
                  "Polarization states to keep"),
              null,
              null,
              null,
              coverage.polarizations()));
    }
    if (axes.contains(CutoutAxis.PIXEL)) {
      inputs.add(
          free("SUB", "instr.pixel", "Pixels to keep: [extension][first:last,…], counted from 1"));
      inputs.add(flag("COMPRESSED", "Whether images that are compressed in tiles stay compressed"));
    }
    inputs.add(free("PREFIX", "meta.id", "A label for the name of the file"));
    return inputs;
  }

  /**
   * The shapes. Each tells of one that holds the data, from which clients take what makes sense
   * (SODA 1.0, section 4.3).
   */
  private static void sky(Coverage coverage, List<Input> inputs) {
    Region region = coverage.region();
    inputs.add(
        new Input(
            field("CIRCLE", ValueType.CIRCLE, "deg", "pos.outline;obs", "A circle on the sky"),
            null,
            null,
            region == null ? null : DaliShape.write(region.boundingCap()),
            List.of()));
    Polygon outline = region == null ? null : outline(region);
    inputs.add(
        new Input(
            field("POLYGON", ValueType.POLYGON, "deg", "pos.outline;obs", "A polygon on the sky"),
            null,
            null,
            outline == null ? null : DaliShape.write(outline),
            List.of()));
    inputs.add(free("POS", "pos.outline;obs", "CIRCLE, RANGE or POLYGON"));
    inputs.add(flag("MASK", "true to blank pixels outside the shape; usually they are kept"));
  }

  /** A polygon that holds a region; null where it would be no smaller than half the sky. */
  private static @Nullable Polygon outline(Region region) {
    if (region instanceof Polygon polygon) {
      return polygon;
    }
    Circle around = region.boundingCap();
    return around.radius() > 0 && around.radius() < LARGEST_BOXED
        ? Polygon.box(around.centre(), 2 * around.radius(), 2 * around.radius())
        : null;
  }

  private static Input free(String name, String ucd, String description) {
    return new Input(
        field(name, ValueType.STRING, null, ucd, description), null, null, null, List.of());
  }

  private static Input flag(String name, String description) {
    return new Input(
        field(name, ValueType.STRING, null, "meta.code", description),
        null,
        null,
        null,
        List.of("true", "false"));
  }

  private static Input interval(Field field, @Nullable Interval domain) {
    return new Input(
        field,
        null,
        domain == null || Double.isInfinite(domain.low()) ? null : String.valueOf(domain.low()),
        domain == null || Double.isInfinite(domain.high()) ? null : String.valueOf(domain.high()),
        List.of());
  }

  private static Field field(
      String name, ValueType type, @Nullable String unit, String ucd, String description) {
    return new Field(name, type, unit, ucd, null, description);
  }
}
