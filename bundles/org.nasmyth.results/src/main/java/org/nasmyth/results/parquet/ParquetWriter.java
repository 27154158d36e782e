// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.binary.Declaration;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.votable.VoTableFrame;

/** Writes one Parquet file, group of rows by group of rows. */
final class ParquetWriter implements ResultWriter {

  private static final byte[] MAGIC = "PAR1".getBytes(UTF_8);
  private static final int GROUP_BYTES = 8 * 1024 * 1024;
  private static final int ALL_PAGES_BYTES = 4 * 1024 * 1024;
  private static final int LARGEST_PAGE = 256 * 1024;
  private static final int SMALLEST_PAGE = 8 * 1024;

  private static final String CONTENT = "IVOA.VOTable-Parquet.content";
  private static final String VERSION = "IVOA.VOTable-Parquet.version";

  /** A group of rows in the file. */
  private record Group(long offset, long rows, List<ColumnChunk.Metadata> columns) {}

  private record Note(String key, String value) {}

  private final ResultDescription description;
  private final OutputStream out;
  private final PageCompressor compressor = new PageCompressor();
  private final List<ColumnChunk> chunks;
  private final List<Group> groups = new ArrayList<>();
  private long written;
  private long groupRows;

  ParquetWriter(ResultDescription description, OutputStream out) {
    this.description = description;
    this.out = out;
    int columns = Math.max(1, description.fields().size());
    int pageBytes = Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, ALL_PAGES_BYTES / columns));
    chunks =
        description.fields().stream()
            .map(field -> new ColumnChunk(field, pageBytes, compressor))
            .toList();
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    long held = 0;
    for (int i = 0; i < chunks.size(); i++) {
      chunks.get(i).add(batch.column(i), batch.rows());
      held += chunks.get(i).held();
    }
    groupRows += batch.rows();
    if (held >= GROUP_BYTES) {
      endGroup();
    }
  }

  @Override
  public void end(Ending ending) throws IOException {
    if (groupRows > 0) {
      endGroup();
    }
    beginFile();
    LittleEndian footer = new LittleEndian();
    Thrift.write(footer, file -> describe(ending, file));
    int length = footer.size();
    footer.put(length);
    footer.put(MAGIC, MAGIC.length);
    write(footer);
    out.flush();
  }

  @Override
  public void close() {
    compressor.close();
  }

  private void endGroup() throws IOException {
    beginFile();
    long offset = written;
    List<ColumnChunk.Metadata> columns = new ArrayList<>();
    for (ColumnChunk chunk : chunks) {
      columns.add(chunk.end());
      write(chunk.bytes());
      chunk.bytes().clear();
    }
    groups.add(new Group(offset, groupRows, columns));
    groupRows = 0;
  }

  private void beginFile() throws IOException {
    if (written == 0) {
      out.write(MAGIC);
      written = MAGIC.length;
    }
  }

  private void write(LittleEndian bytes) throws IOException {
    out.write(bytes.array(), 0, bytes.size());
    written += bytes.size();
  }

  private void describe(Ending ending, Thrift file) {
    List<Note> notes = List.of(new Note(VERSION, "1.0"), new Note(CONTENT, header(ending)));
    file.integer(1, 1)
        .structs(2, schema(), Consumer::accept)
        .integer(3, groups.stream().mapToLong(Group::rows).sum())
        .structs(4, groups, ParquetWriter::describe)
        .structs(5, notes, (note, thrift) -> thrift.text(1, note.key).text(2, note.value))
        .text(6, "Nasmyth");
  }

  /** The nodes of the schema: a root, then each column's. */
  private List<Consumer<Thrift>> schema() {
    List<Field> fields = description.fields();
    List<Consumer<Thrift>> nodes = new ArrayList<>();
    nodes.add(root -> root.text(4, "schema").integer(5, fields.size()));
    for (Field field : fields) {
      for (int node = 0; node < ColumnType.nodes(field.type()); node++) {
        int place = node;
        nodes.add(thrift -> ColumnType.write(field, place, thrift));
      }
    }
    return nodes;
  }

  private static void describe(Group group, Thrift thrift) {
    List<Consumer<Thrift>> columns = new ArrayList<>();
    long offset = group.offset;
    for (ColumnChunk.Metadata column : group.columns) {
      long begin = offset;
      columns.add(chunk -> column.write(begin, chunk));
      offset += column.compressed();
    }
    thrift
        .structs(1, columns, Consumer::accept)
        .integer(2, group.columns.stream().mapToLong(ColumnChunk.Metadata::uncompressed).sum())
        .integer(3, group.rows);
  }

  /** The VOTable without data that says what the columns mean and how the query ended. */
  private String header(Ending ending) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteOutput xml = new ByteOutput(bytes);
    VoTableFrame frame = new VoTableFrame(description, Declaration::of, xml);
    try {
      frame.begin();
      frame.end(ending);
      xml.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail like a stream.", e);
    }
    return bytes.toString(UTF_8);
  }
}
