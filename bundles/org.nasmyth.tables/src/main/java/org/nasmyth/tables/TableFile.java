// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nasmyth.tables.parquet.ParquetTable;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.table.TableFormatException;
import uk.ac.starlink.table.TableSequence;
import uk.ac.starlink.table.formats.CsvTableBuilder;
import uk.ac.starlink.table.formats.RowEvaluator;
import uk.ac.starlink.table.formats.RowEvaluatorTableBuilder;
import uk.ac.starlink.util.Compression;
import uk.ac.starlink.util.DataSource;
import uk.ac.starlink.util.FileDataSource;

/** A file with a table. Immutable; the file is not to change while it is read. */
public final class TableFile {

  /** Large tables go to temporary files rather than to the heap. */
  private static final StoragePolicy STORAGE = StoragePolicy.ADAPTIVE;

  private static final int HEAD = 64 * 1024;
  private static final String ECSV_BEGIN = "# %ECSV";

  private final Path path;
  private final String position;
  private final String name;
  private final String shownName;
  private final boolean foreign;

  private TableFile(Path path, String position, String name, boolean foreign) {
    this.path = path;
    this.position = position;
    this.name = name;
    this.shownName = foreign ? name : "File " + name;
    this.foreign = foreign;
  }

  /**
   * A file of an operator's: of any format that STIL reads, compressed or not.
   *
   * @param position which of its tables, in STIL's terms (a number or an extension's name); empty
   *     for the first
   */
  public static TableFile own(Path path, String position) {
    return new TableFile(
        path, position, position.isEmpty() ? path.toString() : path + "#" + position, false);
  }

  /**
   * A file of a user's whom nobody knows: its first table, as VOTable, FITS, ECSV, Parquet, CSV or
   * TSV, told by its content alone. It cannot make the reader look at anything else, and is not
   * compressed as a whole.
   *
   * @param shownName what to call it in messages, which never name the path
   */
  public static TableFile foreign(Path path, String shownName) {
    return new TableFile(path, "", shownName, true);
  }

  /** What to call it in messages. */
  String shownName() {
    return shownName;
  }

  /** Whether a person who reads a report of the import knows the file itself. */
  boolean isForeign() {
    return foreign;
  }

  /**
   * Opens the table. In textual files every value is a String.
   *
   * @throws TableReadException if there is no such file, or no table in it
   */
  OpenTable open() throws TableReadException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new TableReadException(
          "There is no readable file " + name + "; check the name and its permissions.", null);
    }
    Kind kind = Kind.OTHER;
    try {
      kind = kind();
      return open(kind);
    } catch (TableFormatException e) {
      throw unrecognised(kind, e);
    } catch (IOException e) {
      throw new TableReadException(shownName + " cannot be read: " + clean(e), e);
    } catch (RuntimeException e) {
      // STIL's readers meet some broken files so; what they say then is of no use to a person.
      throw new TableReadException(
          shownName + " holds no whole table: it is empty, cut short or broken.", e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    }
  }

  /** A value is larger than the memory; the one that asked for it is the one who is refused. */
  TableReadException tooLarge(OutOfMemoryError e) {
    return new TableReadException(
        shownName + " has a value, or tells of one, that is larger than the server's memory.", e);
  }

  /** What a file is, by its name or its first bytes. */
  private enum Kind {
    PARQUET,
    VOTABLE,
    FITS,
    ECSV,
    CSV,
    TSV,
    OTHER
  }

  private Kind kind() throws IOException {
    if (ParquetTable.isParquet(path)) {
      return Kind.PARQUET;
    }
    String head = head();
    if (!foreign) {
      return kindByName(head);
    }
    if (head.stripLeading().startsWith("<")) {
      return Kind.VOTABLE;
    }
    if (head.startsWith("SIMPLE  =")) {
      return Kind.FITS;
    }
    if (head.startsWith(ECSV_BEGIN)) {
      return Kind.ECSV;
    }
    if (head.isBlank() || head.indexOf('\0') >= 0) {
      return Kind.OTHER;
    }
    String line = head.lines().findFirst().orElse("");
    return line.indexOf('\t') >= 0 && line.indexOf(',') < 0 ? Kind.TSV : Kind.CSV;
  }

  private Kind kindByName(String head) {
    String fileName = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String bare = fileName.replaceFirst("\\.(gz|bz2|z)$", "");
    if (bare.endsWith(".csv")) {
      return Kind.CSV;
    }
    if (bare.endsWith(".tsv")) {
      return Kind.TSV;
    }
    return head.startsWith(ECSV_BEGIN) ? Kind.ECSV : Kind.OTHER;
  }

  /** The first bytes, one character each, without a byte order mark. */
  private String head() throws IOException {
    try (InputStream in = foreign ? Files.newInputStream(path) : source().getInputStream()) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      return head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
    }
  }

  private DataSource source() throws IOException {
    DataSource source = new FileDataSource(path.toFile());
    if (foreign) {
      source.setCompression(Compression.NONE);
    }
    if (!position.isEmpty()) {
      source.setPosition(position);
    }
    return source;
  }

  private OpenTable open(Kind kind) throws IOException {
    return switch (kind) {
      case PARQUET -> new StarRows(new ParquetTable(path), false);
      case VOTABLE -> new VoTableRows(path);
      case FITS -> new StarRows(built(new FitsTableBuilder()), false);
      case ECSV ->
          new StarRows(
              new Utf8Table(foreign ? built(new EcsvTableBuilder()) : recognised()), false);
      case CSV -> new StarRows(built(texts(',')), true);
      case TSV -> new StarRows(built(texts('\t')), true);
      case OTHER -> {
        if (foreign) {
          throw new TableFormatException("");
        }
        yield new StarRows(recognised(), false);
      }
    };
  }

  private StarTable recognised() throws IOException {
    StarTableFactory factory = new StarTableFactory();
    factory.setStoragePolicy(STORAGE);
    return factory.makeStarTable(source());
  }

  private StarTable built(TableBuilder builder) throws IOException {
    return builder.makeStarTable(source(), false, STORAGE);
  }

  private static RowEvaluatorTableBuilder texts(char delimiter) {
    CsvTableBuilder builder = new CsvTableBuilder();
    builder.setDelimiter(delimiter);
    builder.setHasHeader(true);
    builder.setDecoders(
        List.of(RowEvaluator.STRING_DECODER).toArray(new RowEvaluator.Decoder<?>[0]));
    return builder;
  }

  private TableReadException unrecognised(Kind kind, TableFormatException e) {
    boolean textual = kind == Kind.CSV || kind == Kind.TSV;
    if (textual && !foreign) {
      return new TableReadException(
          shownName + " is not what its name says, CSV or TSV: " + clean(e), e);
    }
    String known =
        foreign
            ? "VOTable, FITS, ECSV, Parquet, CSV and TSV, also compressed by gzip. "
            : "VOTable, FITS, ECSV, Parquet and others that tell themselves, and CSV by its name"
                + " (.csv, .csv.gz). ";
    return new TableReadException(
        "No table was recognised in " + name + ". Known are "
            + known
            + clean(e),
        e);
  }

  /** How many tables the file holds, as far as that can be told at once; at least 1. */
  int tables() {
    int count = 0;
    try {
      if (!position.isEmpty() || kind() != Kind.OTHER) {
        return 1;
      }
      TableSequence tables = new StarTableFactory().makeStarTables(source());
      while (tables.nextTable() != null) {
        count++;
      }
    } catch (IOException e) {
      // The count is only for a remark; what is wrong with the file, opening it has told already.
      return Math.max(1, count);
    }
    return Math.max(1, count);
  }

  /** The first line of what is wrong, without the path of a file that is not the reader's. */
  String clean(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse("");
    return foreign ? line.replace(path.toString(), shownName) : line;
  }
}
