// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;

/**
 * Lets addresses in the tables lead to where the archive is served now. Those that begin with the
 * address that the tables were written for begin with the present one in results; columns of
 * addresses are known by their UCD, {@code meta.ref.url}. Conditions of queries compare what is
 * stored.
 *
 * @param stored what addresses in the tables begin with; empty to leave them as they are
 * @param present what they begin with in results
 */
record Readdressing(String stored, String present) {

  /** Leaves all as it is. */
  static final Readdressing NONE = new Readdressing("", "");

  private static final String ADDRESS = "meta.ref.url";

  /** Refuses one without the other. */
  Readdressing {
    if (stored.isEmpty() != present.isEmpty()) {
      throw new IllegalArgumentException(
          "storedAddress and presentAddress: give both or none of them");
    }
  }

  /** A format that writes results with the present addresses. */
  ResultFormat in(ResultFormat format) {
    return stored.equals(present) ? format : new Format(format);
  }

  private String of(String address) {
    boolean ours =
        address.startsWith(stored)
            && (address.length() == stored.length()
                || "/?#".indexOf(address.charAt(stored.length())) >= 0);
    return ours ? present + address.substring(stored.length()) : address;
  }

  private static BitSet addresses(List<Field> fields) {
    BitSet found = new BitSet();
    for (int i = 0; i < fields.size(); i++) {
      String ucd = fields.get(i).ucd();
      if (ucd != null
          && fields.get(i).type().isString()
          && ucd.toLowerCase(Locale.ROOT).startsWith(ADDRESS)) {
        found.set(i);
      }
    }
    return found;
  }

  private final class Format implements ResultFormat {

    private final ResultFormat format;

    Format(ResultFormat format) {
      this.format = format;
    }

    @Override
    public String mediaType() {
      return format.mediaType();
    }

    @Override
    public List<String> aliases() {
      return format.aliases();
    }

    @Override
    public String fileExtension() {
      return format.fileExtension();
    }

    @Override
    public ResultWriter begin(ResultDescription description, OutputStream out) throws IOException {
      ResultWriter writer = format.begin(description, out);
      BitSet addresses = addresses(description.fields());
      return addresses.isEmpty() ? writer : new Writer(writer, addresses);
    }
  }

  private final class Writer implements ResultWriter {

    private final ResultWriter writer;
    private final BitSet addresses;

    Writer(ResultWriter writer, BitSet addresses) {
      this.writer = writer;
      this.addresses = addresses;
    }

    @Override
    public void write(RowBatch batch) throws IOException {
      writer.write(new Batch(batch, addresses));
    }

    @Override
    public void flush() throws IOException {
      writer.flush();
    }

    @Override
    public void end(Ending ending) throws IOException {
      writer.end(ending);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private final class Batch implements RowBatch {

    private final RowBatch batch;
    private final BitSet addresses;

    Batch(RowBatch batch, BitSet addresses) {
      this.batch = batch;
      this.addresses = addresses;
    }

    @Override
    public int rows() {
      return batch.rows();
    }

    @Override
    public ColumnVector column(int index) {
      ColumnVector column = batch.column(index);
      return addresses.get(index) ? new Addresses(column) : column;
    }
  }

  private final class Addresses implements ColumnVector {

    private final ColumnVector column;

    Addresses(ColumnVector column) {
      this.column = column;
    }

    @Override
    public boolean isNull(int row) {
      return column.isNull(row);
    }

    @Override
    public boolean hasNoNulls() {
      return column.hasNoNulls();
    }

    @Override
    public String getString(int row) {
      return of(column.getString(row));
    }

    @Override
    public @Nullable Object get(int row) {
      return column.isNull(row) ? null : getString(row);
    }
  }
}
