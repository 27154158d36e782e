// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableDefinition.PositionColumns;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.ForeignKey.ColumnPair;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.metadata.TableName;

/**
 * One table of the sample archive. Safe for any thread: a row depends on its number alone.
 *
 * @param definition name, columns, keys
 * @param rows how many rows it has
 * @param row makes the row of a number from 0
 */
public record SampleTable(
    TableDefinition definition, int rows, IntFunction<List<@Nullable Object>> row) {

  /** How the description of every table of the sample begins. */
  public static final String LABEL = "Simulated. ";

  static <T> SampleTable of(
      TableName name,
      String schemaDescription,
      String description,
      Sheet sheet,
      int rows,
      IntFunction<T> things,
      ColumnSource<T> source) {
    Table table = Table.of(name, LABEL + description, sheet.columns());
    return new SampleTable(
        new TableDefinition(table, LABEL + schemaDescription, null, List.of()),
        rows,
        number -> sheet.row(things.apply(number), source));
  }

  /** The same table with its position columns named. */
  SampleTable positioned(String longitude, String latitude) {
    return with(
        new TableDefinition(
            definition.table(),
            definition.schemaDescription(),
            new PositionColumns(longitude, latitude),
            definition.keys()));
  }

  /** The same table with a way to join it to another, which must be made before it. */
  SampleTable keyed(String column, TableName target, String targetColumn) {
    TableName from = name();
    ForeignKey key =
        new ForeignKey(
            from.table() + "_" + column + "_" + target.table(),
            from,
            target,
            null,
            LABEL + "Each " + column + " is a " + targetColumn + " of " + target + ".",
            List.of(new ColumnPair(column, targetColumn)));
    return with(
        new TableDefinition(
            definition.table(),
            definition.schemaDescription(),
            definition.position(),
            Stream.concat(definition.keys().stream(), Stream.of(key)).toList()));
  }

  /** The same table with facts beyond the standard. */
  SampleTable described(List<Attribute> attributes) {
    Table table = definition.table();
    return with(
        new TableDefinition(
            new Table(
                table.name(),
                table.kind(),
                table.utype(),
                table.description(),
                table.columns(),
                attributes),
            definition.schemaDescription(),
            definition.position(),
            definition.keys()));
  }

  /** The same table with a utype. */
  SampleTable withUtype(String utype) {
    Table table = definition.table();
    return with(
        new TableDefinition(
            new Table(
                table.name(),
                table.kind(),
                utype,
                table.description(),
                table.columns(),
                table.attributes()),
            definition.schemaDescription(),
            definition.position(),
            definition.keys()));
  }

  /** Its full name. */
  public TableName name() {
    return definition.table().name();
  }

  private SampleTable with(TableDefinition changed) {
    return new SampleTable(changed, rows, row);
  }
}
