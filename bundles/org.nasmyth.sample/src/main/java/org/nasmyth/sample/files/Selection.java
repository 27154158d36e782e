// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Programme;
import org.nasmyth.sample.reduce.Master;
import org.nasmyth.sample.reduce.Product;
import org.nasmyth.sample.reduce.Reduced;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.StcText;

/**
 * What of the archive has files: some products of every kind, and all that they were made from.
 *
 * @param products science products, small enough to be files of a sample
 * @param masters the master calibrations that they used
 * @param frames the raw frames that products and masters were made from
 */
public record Selection(List<Product> products, List<Master> masters, List<Exposure> frames) {

  private static final int OF_EACH_KIND = 3;
  private static final int OF_EACH_PRIVACY = 2;
  private static final int LARGEST_IMAGE = 192;
  private static final int LARGEST_CUBE = 32;
  private static final int LONGEST_CUBE = 120;
  private static final int LARGEST_RADIO = 96;
  private static final int LONGEST_RADIO = 48;
  private static final int CHIP = 56;

  /** Chooses, the same every time. */
  public static Selection of(Reduced reduced) {
    Map<String, Integer> taken = new HashMap<>();
    List<Product> products = new ArrayList<>();
    Set<Master> masters = new LinkedHashSet<>();
    Set<Exposure> frames = new LinkedHashSet<>();
    for (Product product : reduced.products()) {
      if (taken.merge(kind(product), 1, Integer::sum) > most(product)) {
        continue;
      }
      products.add(product);
      masters.addAll(product.masters());
      frames.addAll(product.origin().sources());
    }
    masters.forEach(master -> frames.addAll(master.sources()));
    return new Selection(List.copyOf(products), List.copyOf(masters), List.copyOf(frames));
  }

  /**
   * All products, those that have files as small as their files are.
   *
   * @param selection which have files
   */
  public static Reduced shrunk(Reduced reduced, Selection selection) {
    Set<String> chosen = new HashSet<>();
    selection.products().forEach(product -> chosen.add(product.dpId()));
    return new Reduced(
        reduced.products().stream()
            .map(product -> chosen.contains(product.dpId()) ? shrunk(product) : product)
            .toList(),
        reduced.masters());
  }

  private static String kind(Product product) {
    return privacy(product)
        + " "
        + product.origin().collection()
        + " "
        + product.type()
        + " "
        + product.subtype();
  }

  private static int most(Product product) {
    return privacy(product) == Programme.Privacy.NORMAL ? OF_EACH_KIND : OF_EACH_PRIVACY;
  }

  private static Programme.Privacy privacy(Product product) {
    List<Exposure> sources = product.origin().sources();
    return sources.isEmpty() ? Programme.Privacy.NORMAL : sources.get(0).programme().privacy();
  }

  private static Product shrunk(Product product) {
    Product.Space space = product.space();
    Product.Spectrum spectrum = product.spectrum();
    boolean flat = StcText.parse(space.region()).region() instanceof Position;
    if (flat || product.type().equals("measurements")) {
      return product;
    }
    boolean cube = product.type().equals("cube");
    boolean radio = product.origin().instrument().equals("ALMA");
    int most = radio ? LARGEST_RADIO : cube ? LARGEST_CUBE : LARGEST_IMAGE;
    String subtype = product.subtype() == null ? "" : product.subtype();
    boolean mosaic = space.region().startsWith("UNION");
    int columns = mosaic ? (subtype.equals("pawprint") ? 4 : 8) : 1;
    int pixels = mosaic ? columns * CHIP : Math.max(4, Math.min(space.pixels(), most));
    double side = space.field() / (radio ? 1 : 1.41421356);
    int elements = cube ? Math.min(spectrum.elements(), radio ? LONGEST_RADIO : LONGEST_CUBE) : 1;
    return new Product(
        product.type(),
        product.subtype(),
        product.origin(),
        new Product.Space(
            space.centre(),
            space.region(),
            space.field(),
            Math.rint(side * 3600 / pixels * 1e6) / 1e6,
            pixels,
            space.resolution()),
        new Product.Spectrum(spectrum.band(), spectrum.resolvingPower(), elements),
        product.time(),
        product.quality(),
        product.release(),
        product.published(),
        product.files(),
        product.masters());
  }
}
