// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Rights;
import org.nasmyth.database.duckdb.internal.DuckDbConfiguration;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import org.nasmyth.example.calibration.NearestBiases;
import org.nasmyth.testkit.CalibrationSelectorContract;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;

/** The example selector keeps the contract, too. */
class ExampleCalibrationsIT extends CalibrationSelectorContract {

  private static final double NIGHT = 59000.0;

  private final Map<String, Product> products = new LinkedHashMap<>();
  private final List<List<Object>> rows = new ArrayList<>();
  private TestArchive<DuckDbDatabase> database;
  private CalibrationSelector selector;

  @BeforeEach
  void load() throws Exception {
    for (int i = 0; i < 3; i++) {
      add("FORS2.science." + i, "FORS2", "OBJECT", NIGHT + 0.01 * i);
    }
    for (int i = 0; i < 8; i++) {
      add("FORS2.bias." + i, "FORS2", "BIAS", NIGHT + 0.3 + 0.001 * i);
      add("FORS2.later." + i, "FORS2", "BIAS", NIGHT + 1.3 + 0.001 * i);
      add("MUSE.bias." + i, "MUSE", "BIAS", NIGHT + 0.2 + 0.001 * i);
    }
    database =
        new TestArchive<>(
            new DuckDbDatabase(
                Defaults.of(DuckDbConfiguration.class, Map.of("name", "obs", "threads", 1))));
    database.load(
        Table.of(
            new TableName("dbo", "raw"),
            null,
            List.of(
                column("dp_id", ValueType.STRING),
                column("instrument", ValueType.STRING),
                column("dp_type", ValueType.STRING),
                column("mjd_obs", ValueType.DOUBLE))),
        rows);
    selector = new NearestBiases(database.database());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static Column column(String name, ValueType type) {
    return Column.of(new Field(name, type, null, null, null, null));
  }

  private void add(String id, String instrument, String type, double time) {
    products.put(id, frame(id, new Interval(time, time), instrument));
    rows.add(List.of(id, instrument, type, time));
  }

  private static Product frame(String id, @Nullable Interval time, String instrument) {
    return new Product(
        id,
        Product.Kind.RAW,
        null,
        null,
        new DataFile(id, null, null, null, OptionalLong.empty(), null),
        new Coverage(null, null, time, List.of(), 0),
        new Rights(null, null, null, instrument),
        null,
        null,
        List.of());
  }

  @Override
  protected CalibrationSelector selector() {
    return selector;
  }

  @Override
  protected List<Product> frames() {
    return products.values().stream()
        .filter(product -> product.id().contains("science"))
        .collect(Collectors.toList());
  }

  @Override
  protected Product other() {
    return frame("FORS2.when", null, "FORS2");
  }

  @Override
  protected RelatedProducts archive() {
    return new RelatedProducts(products, Map.of());
  }
}
