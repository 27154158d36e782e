// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableDefinition.PositionColumns;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.StcText;
import org.nasmyth.tables.PositionFinder.Found;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.StarTable;

/**
 * Loads files of the same columns into one table. Reads them twice: first to find out what is not
 * stated (types of texts, regions, positions), then to load. For one use, by one thread.
 */
public final class TableImport {

  /** The parameter that STIL makes of a table's DESCRIPTION in VOTable. */
  private static final String DESCRIPTION = "Description";

  private static final int ROWS_BETWEEN_REPORTS = 2_000;

  /** The largest array of a fixed size that a stranger's table may have in each row. */
  private static final long MOST_ELEMENTS = 1_000_000;

  private final List<TableFile> files;
  private final ImportRules rules;
  private final ImportProgress progress;
  private final List<OpenTable> tables = new ArrayList<>();
  private long rows;

  /** An import of files that have the same columns. */
  public TableImport(List<TableFile> files, ImportRules rules, ImportProgress progress) {
    this.files = List.copyOf(files);
    this.rules = rules;
    this.progress = progress;
  }

  /** Where a table is to go. */
  @FunctionalInterface
  public interface Target {
    /** Begins to load it. */
    TableLoad begin(TableDefinition definition) throws DatabaseException;
  }

  /**
   * What was loaded.
   *
   * @param rows how many rows
   * @param columns how many columns
   * @param remarks what was found out rather than stated, a line each
   */
  public record Report(long rows, int columns, List<String> remarks) {}

  /**
   * Loads the files.
   *
   * @param name what to call the table
   * @throws TableReadException if a file is not what it should be, or larger than the rules allow
   * @throws DatabaseException if the target refuses
   * @throws InterruptedException if the caller gave up; nothing has changed then
   */
  public Report into(TableName name, Target target)
      throws TableReadException, DatabaseException, InterruptedException {
    for (TableFile file : files) {
      tables.add(file.open());
    }
    checkSameColumns();
    List<String> remarks = new ArrayList<>();
    Survey survey = survey();
    List<Field> fields = fields(survey.conversions, remarks);
    PositionColumns position = position(fields, survey, remarks);
    remarkOtherTables(remarks);
    List<Column> columns = new ArrayList<>();
    for (Field field : fields) {
      Column column = Column.of(field).asPrincipal();
      boolean indexed =
          position != null
              && (field.name().equals(position.longitude())
                  || field.name().equals(position.latitude()));
      columns.add(indexed ? column.asIndexed() : column);
    }
    TableDefinition definition =
        new TableDefinition(Table.of(name, description(), columns), null, position, List.of());
    try (TableLoad load = target.begin(definition)) {
      append(load, survey.conversions);
      long committed = load.commit();
      return new Report(committed, columns.size(), List.copyOf(remarks));
    }
  }

  private void checkSameColumns() throws TableReadException {
    StarTable first = tables.get(0).description();
    for (int t = 0; t < tables.size(); t++) {
      StarTable table = tables.get(t).description();
      String shown = files.get(t).shownName();
      checkSize(files.get(t), table);
      if (table.getColumnCount() != first.getColumnCount()) {
        throw new TableReadException(
            "%s has %d columns, but %s has %d; load files of different columns into different tables."
                .formatted(
                    shown,
                    table.getColumnCount(),
                    files.get(0).shownName(),
                    first.getColumnCount()),
            null);
      }
      for (int c = 0; c < first.getColumnCount(); c++) {
        ColumnInfo own = table.getColumnInfo(c);
        ColumnInfo other = first.getColumnInfo(c);
        boolean same =
            nameOf(own).equalsIgnoreCase(nameOf(other))
                && own.getContentClass() == other.getContentClass();
        if (!same) {
          throw new TableReadException(
              "Column %d of %s is %s of type %s, but that of %s is %s of type %s; load them into different tables."
                  .formatted(
                      c + 1,
                      shown,
                      nameOf(own),
                      own.getContentClass().getSimpleName(),
                      files.get(0).shownName(),
                      nameOf(other),
                      other.getContentClass().getSimpleName()),
              null);
        }
      }
    }
  }

  private void checkSize(TableFile file, StarTable table) throws TableReadException {
    int columns = table.getColumnCount();
    if (columns == 0) {
      throw new TableReadException(file.shownName() + " has a table without columns.", null);
    }
    if (columns > rules.mostColumns()) {
      throw new TableReadException(
          "%s has %d columns; at most %d are taken."
              .formatted(file.shownName(), columns, rules.mostColumns()),
          null);
    }
    for (int c = 0; c < columns && file.isForeign(); c++) {
      long elements = 1;
      int[] shape = table.getColumnInfo(c).getShape();
      for (int length : shape == null ? new int[0] : shape) {
        elements = elements * Math.min(Math.max(1, length), MOST_ELEMENTS + 1);
        if (elements > MOST_ELEMENTS) {
          throw new TableReadException(
              "%s: column %s has arrays of more than %d elements."
                  .formatted(file.shownName(), nameOf(table.getColumnInfo(c)), MOST_ELEMENTS),
              null);
        }
      }
    }
  }

  /** What a first reading has found out. */
  private record Survey(List<Conversion> conversions, List<Extent> extents) {}

  private Survey survey() throws TableReadException, InterruptedException {
    StarTable first = tables.get(0).description();
    int count = first.getColumnCount();
    boolean textual = tables.stream().anyMatch(OpenTable::textual);
    List<Conversion> stated = new ArrayList<>();
    List<@Nullable TextGuess> guesses = new ArrayList<>();
    List<RegionGuess> regions = new ArrayList<>();
    BitSet beyondAscii = new BitSet(count);
    for (int c = 0; c < count; c++) {
      Conversion conversion = StatedType.of(first.getColumnInfo(c));
      stated.add(conversion);
      guesses.add(textual ? new TextGuess() : null);
      regions.add(new RegionGuess(conversion.type()));
    }
    List<Extent> extents = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      extents.add(new Extent());
    }
    forEachRow(
        "reading",
        (file, row, cells) -> {
          if (++rows > rules.mostRows()) {
            throw new TableReadException(
                "%s has more than %d rows, the most that are taken; send it in parts."
                    .formatted(file.shownName(), rules.mostRows()),
                null);
          }
          for (int c = 0; c < count; c++) {
            Object value = stated.get(c).convert().value(cells[c]);
            if (value instanceof String text) {
              regions.get(c).see(text);
              if (!beyondAscii.get(c) && !isAscii(text)) {
                beyondAscii.set(c);
              }
              TextGuess guess = guesses.get(c);
              if (guess != null) {
                guess.see(text);
              }
            }
            if (value != null) {
              extents.get(c).see(numberOf(value));
            }
          }
        });
    List<Conversion> conversions = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      TextGuess guess = guesses.get(c);
      Conversion conversion = guess == null ? stated.get(c) : guess.conversion();
      Conversion refined = regions.get(c).refine(conversion);
      conversions.add(beyondAscii.get(c) ? unicode(refined) : refined);
    }
    return new Survey(conversions, extents);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** VOTable's char is one byte wide in its binary forms, whatever the file said. */
  private static Conversion unicode(Conversion conversion) {
    ValueType type = conversion.type();
    return type.datatype() == Datatype.CHAR
        ? conversion.as(
            new ValueType(Datatype.UNICODE_CHAR, type.arraysize(), type.xtype()),
            conversion.guessed())
        : conversion;
  }

  private static double numberOf(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text && !text.isEmpty() && text.length() < 32) {
      char first = text.charAt(0);
      if (Character.isDigit(first) || first == '-' || first == '+' || first == '.') {
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          return Double.NaN;
        }
      }
    }
    return Double.NaN;
  }

  private List<Field> fields(List<Conversion> conversions, List<String> remarks) {
    StarTable table = tables.get(0).description();
    List<String> given = new ArrayList<>();
    for (int c = 0; c < conversions.size(); c++) {
      given.add(nameOf(table.getColumnInfo(c)));
    }
    List<String> names = ColumnNames.safe(given);
    List<Field> fields = new ArrayList<>();
    for (int c = 0; c < conversions.size(); c++) {
      ColumnInfo info = table.getColumnInfo(c);
      Conversion conversion = conversions.get(c);
      String name = names.get(c);
      if (!name.equals(given.get(c))) {
        remarks.add("column " + (c + 1) + " '" + given.get(c) + "' is called " + name);
      }
      if (conversion.guessed() != null) {
        remarks.add("column " + name + ": " + conversion.guessed());
      }
      fields.add(
          new Field(
              name,
              conversion.type(),
              StatedType.blankToNull(info.getUnitString()),
              StatedType.blankToNull(info.getUCD()),
              StatedType.blankToNull(info.getUtype()),
              oneLine(info.getDescription())));
    }
    return fields;
  }

  private @Nullable PositionColumns position(
      List<Field> fields, Survey survey, List<String> remarks) {
    for (Found found : PositionFinder.candidates(fields)) {
      int longitude = found.longitude();
      int latitude = found.latitude();
      String ra = fields.get(longitude).name();
      String dec = fields.get(latitude).name();
      boolean within =
          survey.extents.get(longitude).within(-180, 360)
              && survey.extents.get(latitude).within(-90, 90);
      if (!within) {
        remarks.add(
            "%s and %s look like a position by their %s, but their values are no degrees; not used"
                .formatted(ra, dec, found.by()));
        continue;
      }
      if (rules.describesPositions()) {
        fields.set(longitude, positional(fields.get(longitude), "pos.eq.ra;meta.main"));
        fields.set(latitude, positional(fields.get(latitude), "pos.eq.dec;meta.main"));
      }
      remarks.add("position: " + ra + ", " + dec + " (found by " + found.by() + ")");
      return new PositionColumns(ra, dec);
    }
    remarks.add("position: none found");
    return null;
  }

  private static Field positional(Field field, String ucd) {
    Field named = field.ucd() == null ? field.withUcd(ucd) : field;
    return named.unit() == null ? named.withUnit("deg") : named;
  }

  private void append(TableLoad load, List<Conversion> conversions)
      throws TableReadException, DatabaseException, InterruptedException {
    forEachRow(
        "loading",
        (file, row, cells) -> {
          List<@Nullable Object> values = new ArrayList<>(cells.length);
          for (int c = 0; c < cells.length; c++) {
            values.add(conversions.get(c).convert().value(cells[c]));
          }
          try {
            load.append(values);
          } catch (DatabaseException e) {
            if (file.isForeign()) {
              throw e;
            }
            throw new DatabaseException(
                e.kind(), file.shownName() + ", row " + row + ": " + e.getMessage(), e);
          }
        });
  }

  /** What is done with each row of each file. */
  private interface RowUse<X extends Exception> {
    void row(TableFile file, long row, Object[] cells) throws X, TableReadException;
  }

  /** Where reading is. */
  private static final class Place {
    private long done;
    private long row;
  }

  private <X extends Exception> void forEachRow(String doing, RowUse<X> use)
      throws TableReadException, InterruptedException, X {
    Place place = new Place();
    for (int t = 0; t < tables.size(); t++) {
      TableFile file = files.get(t);
      place.row = 0;
      try {
        tables
            .get(t)
            .<X>forEachRow(
                cells -> {
                  place.row++;
                  use.row(file, place.row, cells);
                  if (place.done++ % ROWS_BETWEEN_REPORTS == 0) {
                    report(doing, place.done);
                  }
                });
      } catch (IOException | RuntimeException e) {
        throw new TableReadException(
            "%s, row %d: %s".formatted(file.shownName(), place.row + 1, file.clean(e)), e);
      } catch (OutOfMemoryError e) {
        throw file.tooLarge(e);
      }
    }
    report(doing, place.done);
  }

  private void report(String doing, long done) throws InterruptedException {
    if (progress.cancelled()) {
      throw new InterruptedException("The load was given up; nothing has changed.");
    }
    long known = 0;
    for (OpenTable table : tables) {
      long count = table.description().getRowCount();
      known = count < 0 || known < 0 ? ImportProgress.UNKNOWN : known + count;
    }
    progress.progress(doing, done, doing.equals("reading") ? known : rows);
  }

  private void remarkOtherTables(List<String> remarks) {
    for (int t = 0; t < files.size(); t++) {
      TableFile file = files.get(t);
      remarks.addAll(tables.get(t).remarks());
      int count = file.isForeign() ? 1 : file.tables();
      if (count > 1) {
        remarks.add(
            "%s holds %d tables; only the first was loaded (write FILE#2 for the second)"
                .formatted(file.shownName(), count));
      }
    }
  }

  private @Nullable String description() {
    StarTable table = tables.get(0).description();
    DescribedValue stated = table.getParameterByName(DESCRIPTION);
    if (stated != null && stated.getValue() instanceof String text && !text.isBlank()) {
      return oneLine(text);
    }
    String name = oneLine(table.getName());
    // Where a file does not name its table, STIL gives the file's own path.
    return name == null || name.contains("/") || name.contains("\\") ? null : name;
  }

  private static String nameOf(ColumnInfo info) {
    return info.getName() == null ? "" : info.getName();
  }

  private static @Nullable String oneLine(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip().replaceAll("\\s+", " ");
  }

  /** The smallest and the largest number of a column. */
  private static final class Extent {
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    void see(double number) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }

    /** Whether all values were numbers between two bounds. */
    boolean within(double least, double most) {
      return low >= least && high <= most;
    }
  }

  /** Tells whether all texts of a column are regions. */
  private static final class RegionGuess {
    private final boolean possible;
    private boolean all = true;
    private boolean some;

    RegionGuess(ValueType type) {
      this.possible = type.isString() && type.xtype() == null;
    }

    void see(String text) {
      if (possible && all) {
        some = true;
        all = isRegion(text);
      }
    }

    Conversion refine(Conversion conversion) {
      return possible && all && some && conversion.type().isString()
          ? conversion.as(ValueType.REGION, "regions")
          : conversion;
    }

    private static boolean isRegion(String text) {
      String word = text.stripLeading();
      if (word.length() < 6 || !Character.isLetter(word.charAt(0)) || word.indexOf(' ') < 0) {
        return false;
      }
      try {
        StcText.parse(text);
        return true;
      } catch (InvalidRegionException e) {
        return false;
      }
    }
  }
}
