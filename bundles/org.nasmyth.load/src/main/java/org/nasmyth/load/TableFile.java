// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nasmyth.load.parquet.ParquetTable;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableFormatException;
import uk.ac.starlink.table.TableSequence;
import uk.ac.starlink.table.formats.CsvTableBuilder;
import uk.ac.starlink.table.formats.RowEvaluator;
import uk.ac.starlink.table.formats.RowEvaluatorTableBuilder;
import uk.ac.starlink.util.DataSource;
import uk.ac.starlink.util.FileDataSource;

/**
 * A file with a table.
 *
 * @param path where it is
 * @param position which of its tables, in STIL's terms (a number or an extension's name); empty for
 *     the first
 */
record TableFile(Path path, String position) {

  /** Whether its columns' types are not stated but have to be guessed from texts. */
  boolean textual() {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String bare = name.replaceFirst("\\.(gz|bz2|z)$", "");
    return bare.endsWith(".csv") || bare.endsWith(".tsv");
  }

  /** A file's name with the position, for messages. */
  String shownName() {
    return position.isEmpty() ? path.toString() : path + "#" + position;
  }

  /**
   * Opens the table. In textual files every value is a String.
   *
   * @throws LoadException if there is no such file, or no table in it
   */
  StarTable open() throws LoadException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new LoadException(
          "There is no readable file " + path + "; check the name and its permissions.", null);
    }
    try {
      if (ParquetTable.isParquet(path)) {
        return new ParquetTable(path);
      }
      DataSource source = new FileDataSource(path.toFile());
      if (!position.isEmpty()) {
        source.setPosition(position);
      }
      // Large tables go to temporary files rather than to the heap.
      StoragePolicy storage = StoragePolicy.ADAPTIVE;
      if (textual()) {
        return texts().makeStarTable(source, false, storage);
      }
      StarTableFactory factory = new StarTableFactory();
      factory.setStoragePolicy(storage);
      StarTable table = factory.makeStarTable(source);
      return isEcsv(source) ? new Utf8Table(table) : table;
    } catch (TableFormatException e) {
      if (textual()) {
        throw new LoadException(
            "File " + shownName() + " is not what its name says, CSV or TSV: " + firstLine(e), e);
      }
      throw new LoadException(
          "No table was recognised in "
              + shownName()
              + ". Known are VOTable, FITS, ECSV, Parquet and others that tell themselves, and CSV"
              + " by its name (.csv, .csv.gz). "
              + firstLine(e),
          e);
    } catch (IOException e) {
      throw new LoadException("File " + shownName() + " cannot be read: " + firstLine(e), e);
    } catch (RuntimeException e) {
      // STIL's readers meet some broken files so; what they say then is of no use to a person.
      throw new LoadException(
          "File " + shownName() + " holds no whole table: it is empty, cut short or broken.", e);
    }
  }

  /** How many tables the file holds, as far as that can be told at once; at least 1. */
  int tables() {
    if (textual() || !position.isEmpty() || ParquetTable.isParquet(path)) {
      return 1;
    }
    StarTableFactory factory = new StarTableFactory();
    int count = 0;
    try {
      TableSequence tables = factory.makeStarTables(new FileDataSource(path.toFile()));
      while (tables.nextTable() != null) {
        count++;
      }
    } catch (IOException e) {
      // The count is only for a remark; what is wrong with the file, opening it has told already.
      return Math.max(1, count);
    }
    return Math.max(1, count);
  }

  private static boolean isEcsv(DataSource source) throws IOException {
    return new String(source.getIntro(), StandardCharsets.ISO_8859_1).startsWith("# %ECSV");
  }

  private RowEvaluatorTableBuilder texts() {
    boolean tabs = path.getFileName().toString().toLowerCase(Locale.ROOT).contains(".tsv");
    CsvTableBuilder builder = new CsvTableBuilder();
    builder.setDelimiter(tabs ? '\t' : ',');
    builder.setHasHeader(true);
    builder.setDecoders(
        List.of(RowEvaluator.STRING_DECODER).toArray(new RowEvaluator.Decoder<?>[0]));
    return builder;
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
