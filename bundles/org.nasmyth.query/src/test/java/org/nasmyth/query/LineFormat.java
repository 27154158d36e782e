// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;

/** A format of one line per row, with the names in front and the ending behind. */
final class LineFormat implements ResultFormat {

  @Override
  public String mediaType() {
    return "text/x-lines";
  }

  @Override
  public List<String> aliases() {
    return List.of("lines");
  }

  @Override
  public String fileExtension() {
    return "lines";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out) throws IOException {
    line(out, description.fields().stream().map(Field::name).collect(Collectors.joining(" ")));
    return new ResultWriter() {
      @Override
      public void write(RowBatch batch) throws IOException {
        for (int row = 0; row < batch.rows(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < description.fields().size(); column++) {
            values.add(String.valueOf(batch.column(column).get(row)));
          }
          line(out, String.join(" ", values));
        }
      }

      @Override
      public void end(Ending ending) throws IOException {
        line(out, ending.toString());
        out.flush();
      }
    };
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
