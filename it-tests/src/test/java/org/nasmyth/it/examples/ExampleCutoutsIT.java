// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.examples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.example.cutout.Rows;
import org.nasmyth.sphere.Circle;
import org.nasmyth.testkit.CutoutContract;

/** The example engine keeps the contract, too. */
class ExampleCutoutsIT extends CutoutContract {

  private static final int BLOCK = 2880;
  private static final List<String> CARDS =
      List.of(
          "SIMPLE  =                    T",
          "BITPIX  =                    8",
          "NAXIS   =                    2",
          "NAXIS1  =                  100",
          "NAXIS2  =                   90",
          "CTYPE1  = 'RA---TAN'",
          "CTYPE2  = 'DEC--TAN'",
          "CRVAL1  =                 10.0",
          "CRVAL2  =                 20.0",
          "CRPIX1  =                 50.0",
          "CRPIX2  =                 45.0",
          "CD1_1   =               -0.001",
          "CD1_2   =                  0.0",
          "CD2_1   =                  0.0",
          "CD2_2   =                0.001",
          "END");

  @Override
  protected CutoutEngine engine() {
    return new Rows();
  }

  @Override
  protected Product product() {
    return new Product(
        "ADP.example",
        Product.Kind.PRODUCT,
        "image",
        null,
        new DataFile("image.fits", null, null, null, OptionalLong.empty(), "SCIENCE.IMAGE"),
        Coverage.UNKNOWN,
        Rights.UNKNOWN,
        null,
        null,
        List.of());
  }

  @Override
  protected byte[] file() {
    StringBuilder header = new StringBuilder();
    CARDS.forEach(card -> header.append("%-80s".formatted(card)));
    byte[] file = new byte[5 * BLOCK];
    Arrays.fill(file, 0, BLOCK, (byte) ' ');
    byte[] cards = header.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(cards, 0, file, 0, cards.length);
    for (int i = 0; i < 9000; i++) {
      file[BLOCK + i] = (byte) (i % 251);
    }
    return file;
  }

  private static CutoutRequest circle(double ra) {
    return new CutoutRequest(
        new Circle(ra, 20, 0.01), null, null, null, List.of(), List.of(), false, List.of());
  }

  @Override
  protected CutoutRequest some() {
    return circle(10);
  }

  @Override
  protected CutoutRequest nothing() {
    return circle(30);
  }
}
