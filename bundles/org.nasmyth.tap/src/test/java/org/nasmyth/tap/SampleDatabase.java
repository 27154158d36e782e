// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import java.util.Set;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;

/** A database that knows what it holds. */
final class SampleDatabase implements TapDatabase {

  private static final TableName OBSCORE = new TableName("ivoa", "ObsCore");
  private static final TableName FILES = new TableName("phase3v2", "product_files");

  private final Catalogue catalogue =
      new Catalogue(
          List.of(
              new Schema(
                  "ivoa",
                  null,
                  "Standard <tables>",
                  List.of(
                      Table.of(
                          OBSCORE,
                          "Observations",
                          List.of(
                              Column.of(
                                      new Field(
                                          "s_ra",
                                          ValueType.DOUBLE,
                                          "deg",
                                          "pos.eq.ra",
                                          null,
                                          "Right ascension"))
                                  .asIndexed()
                                  .asPrincipal()
                                  .asStandard(),
                              Column.of(Field.of("dp_id", ValueType.STRING)),
                              Column.of(Field.of("s_region", ValueType.REGION)),
                              Column.of(Field.of("2MASS id", ValueType.STRING)),
                              Column.of(Field.of("Level", ValueType.INT)))))),
              new Schema(
                  "phase3v2",
                  null,
                  null,
                  List.of(
                      Table.of(
                          FILES,
                          null,
                          List.of(Column.of(Field.of("product_id", ValueType.STRING))))))),
          List.of(
              new ForeignKey(
                  "files",
                  FILES,
                  OBSCORE,
                  null,
                  "the product of a file",
                  List.of(new ForeignKey.ColumnPair("product_id", "dp_id")))));

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public String dialect() {
    return "sample";
  }

  @Override
  public AdqlFeatures features() {
    return new AdqlFeatures(
        Set.of(AdqlFeatures.Geometry.POINT, AdqlFeatures.Geometry.CONTAINS),
        Set.of(
            AdqlFeatures.Optional.UNION,
            AdqlFeatures.Optional.LOWER,
            AdqlFeatures.Optional.UPPER,
            AdqlFeatures.Optional.OFFSET));
  }

  @Override
  public boolean supports(AdqlFunction function) {
    return true;
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation)
      throws DatabaseException {
    throw new DatabaseException(DatabaseException.Kind.UNSUPPORTED, "nothing to run", null);
  }

  @Override
  public void ping() {}
}
