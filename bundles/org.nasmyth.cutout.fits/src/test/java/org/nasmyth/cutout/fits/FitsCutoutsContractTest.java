// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.products.Product;
import org.nasmyth.sphere.Circle;
import org.nasmyth.testkit.CutoutContract;

/** The engine keeps the contract. */
class FitsCutoutsContractTest extends CutoutContract {

  @Override
  protected CutoutEngine engine() {
    return new FitsCutouts(false);
  }

  @Override
  protected Product product() {
    return Pieces.product("image", "image.fits");
  }

  @Override
  protected byte[] file() {
    return new FitsBytes()
        .image(-32, new long[] {200, 150}, FitsBytes.tan(10, 20, 100, 75, 1e-3))
        .bytes();
  }

  @Override
  protected CutoutRequest some() {
    return Pieces.region(new Circle(10, 20, 0.02));
  }

  @Override
  protected CutoutRequest nothing() {
    return Pieces.region(new Circle(30, 20, 0.02));
  }
}
