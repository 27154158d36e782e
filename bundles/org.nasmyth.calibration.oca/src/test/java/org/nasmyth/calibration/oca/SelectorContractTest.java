// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.testkit.CalibrationSelectorContract;

@DisplayName("A selector by OCA rules")
class SelectorContractTest extends CalibrationSelectorContract {

  private static final String OTHER = "OTHER.2020-01-01T00:00:00";

  private @TempDir Path home;
  private final List<Product> frames = new ArrayList<>();
  private Observatory observatory;

  @BeforeEach
  void observe() {
    observatory = new Observatory(home).rules("FORS2.oca", Observatory.resource("FORS2.oca"));
    Map<String, ?> setup = Map.of("filter", "R", "clock", "low");
    for (int night = 10; night < 13; night++) {
      for (int i = 0; i < 2; i++) {
        String id = "FORS2.2020-01-%dT03:0%d:00".formatted(night, i);
        observatory.take(id, "SCIENCE", "OBJECT", setup);
        frames.add(Observatory.product(id, Product.Kind.RAW, null));
      }
      observatory.take("FORS2.2020-01-%dT05:00:00".formatted(night), "CALIB", "STD", setup);
      take(night, "BIAS", "MASTER_BIAS", 11);
      take(night, "FLAT,SKY", "MASTER_SKY_FLAT_IMG", 12);
    }
    for (String table : List.of("FLX_STD_IMG", "PHOT_TABLE")) {
      observatory.master(
          "M." + table, table, Map.of("instrument", "FORS2", "filter", "R", "mjd_obs", 58000.0));
    }
    observatory.take(OTHER, "SCIENCE", "OBJECT", Map.of());
  }

  private void take(int night, String type, String made, int hour) {
    for (int i = 0; i < 3; i++) {
      String id = "FORS2.2020-01-%dT%d:0%d:00".formatted(night, hour, i);
      observatory
          .take(id, "CALIB", type, Map.of("filter", "R", "clock", "low", "tpl_start", type + night))
          .made("M." + made + "." + night, made, id);
    }
  }

  @AfterEach
  void close() {
    observatory.close();
  }

  @Override
  protected CalibrationSelector selector() throws Exception {
    return observatory.open();
  }

  @Override
  protected List<Product> frames() {
    return frames;
  }

  @Override
  protected Product other() {
    return Observatory.product(OTHER, Product.Kind.RAW, null);
  }

  @Override
  protected RelatedProducts archive() {
    return observatory.everything();
  }
}
