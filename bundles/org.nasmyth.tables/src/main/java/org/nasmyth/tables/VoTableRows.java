// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.votable.TableContentHandler;
import uk.ac.starlink.votable.TableHandler;
import uk.ac.starlink.votable.VOElementFactory;

/**
 * The first table in a stranger's VOTable document, of any serialisation, read as a stream by a
 * parser that is closed to everything outside of the document.
 */
final class VoTableRows implements OpenTable {

  private final Path file;
  private final StarTable description;

  /**
   * Finds the table.
   *
   * @throws IOException if the document is broken before it, or has none
   */
  VoTableRows(Path file) throws IOException {
    this.file = file;
    Finder finder = new Finder();
    parse(finder);
    if (finder.found == null) {
      throw new IOException("the document has no TABLE with DATA");
    }
    description = finder.found;
  }

  @Override
  public StarTable description() {
    return description;
  }

  @Override
  public boolean textual() {
    return false;
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  @SuppressWarnings("unchecked") // What the use throws is all that this kind of end carries.
  public <X extends Exception> void forEachRow(RowUse<X> use)
      throws IOException, X, TableReadException, InterruptedException {
    Rows<X> rows = new Rows<>(use);
    try {
      parse(rows);
    } catch (IOException e) {
      if (rows.failure == null) {
        throw e;
      }
    }
    Exception failure = rows.failure;
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure != null) {
      throw (X) failure;
    }
  }

  private void parse(Handler handler) throws IOException {
    TableContentHandler content = new TableContentHandler(VOElementFactory.isStrictByDefault());
    // A document that names another file or address by href is not followed there.
    content.setReadHrefTables(false);
    content.setTableHandler(handler);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      new VoTableXml(content).parse(new InputSource(in));
    } catch (SAXException e) {
      if (!handler.ended) {
        throw explained(e);
      }
    } catch (IOException e) {
      if (!handler.ended) {
        throw e;
      }
    }
  }

  private static IOException explained(SAXException e) {
    String text = String.valueOf(e.getMessage());
    return e instanceof SAXParseException place && place.getLineNumber() > 0
        ? new IOException(
            "line " + place.getLineNumber() + ", column " + place.getColumnNumber() + ": " + text,
            e)
        : new IOException(text, e);
  }

  /** What hears of the tables of a document; it may end the reading early. */
  private abstract static class Handler implements TableHandler {
    /** Whether it has had enough; what the parser throws afterwards means nothing. */
    volatile boolean ended;

    final SAXException enough() {
      ended = true;
      return new SAXException("read far enough");
    }
  }

  private static final class Finder extends Handler {
    private @Nullable StarTable found;

    @Override
    public void startTable(StarTable table) throws SAXException {
      found = table;
      throw enough();
    }

    @Override
    public void rowData(Object[] row) {}

    @Override
    public void endTable() {}
  }

  private static final class Rows<X extends Exception> extends Handler {
    private final RowUse<X> use;
    private volatile @Nullable Exception failure;

    Rows(RowUse<X> use) {
      this.use = use;
    }

    @Override
    public void startTable(StarTable table) {}

    @Override
    @SuppressWarnings("IllegalCatch")
    public void rowData(Object[] row) throws SAXException {
      boolean well = false;
      try {
        use.row(row);
        well = true;
      } catch (Exception e) { // Of type X or unchecked; thrown again when the parser has let go.
        failure = e;
      } finally {
        ended = ended || !well;
      }
      if (failure != null) {
        throw enough();
      }
    }

    @Override
    public void endTable() throws SAXException {
      throw enough();
    }
  }
}
