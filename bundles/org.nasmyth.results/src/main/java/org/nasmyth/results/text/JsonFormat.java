// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;
import org.osgi.service.component.annotations.Component;

/**
 * JSON in the shape of ESO's services: {@code {"metadata":[{"name":…},…],"data":[[…],…]}}. Only if
 * a result was cut off or failed there is a third member, {@code
 * "info":[{"name":"QUERY_STATUS","value":…,"text":…}]}.
 */
@Component(service = ResultFormat.class)
public final class JsonFormat implements ResultFormat {

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public List<String> aliases() {
    return List.of("json");
  }

  @Override
  public String fileExtension() {
    return "json";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream stream) throws IOException {
    ByteOutput out = new ByteOutput(stream);
    out.ascii("{\"metadata\":[");
    String separator = "\n";
    for (Field field : description.fields()) {
      out.ascii(separator);
      describe(field, out);
      separator = ",\n";
    }
    out.ascii("],\n\"data\":[");
    return new Rows(new RowCells(description.fields(), JsonStyle.JSON), out);
  }

  private static void describe(Field field, ByteOutput out) throws IOException {
    out.ascii("{\"name\":");
    JsonStyle.JSON.text(field.name(), out);
    member("description", field.description(), out);
    member("datatype", field.type().datatype().votableName(), out);
    member("arraysize", field.type().arraysize(), out);
    member("xtype", field.type().xtype(), out);
    member("unit", field.unit(), out);
    member("ucd", field.ucd(), out);
    member("utype", field.utype(), out);
    out.ascii('}');
  }

  private static void member(String name, @Nullable String value, ByteOutput out)
      throws IOException {
    if (value != null) {
      out.ascii(",\"");
      out.ascii(name);
      out.ascii("\":");
      JsonStyle.JSON.text(value, out);
    }
  }

  private static final class Rows implements ResultWriter {
    private final RowCells cells;
    private final ByteOutput out;
    private String separator = "\n";

    Rows(RowCells cells, ByteOutput out) {
      this.cells = cells;
      this.out = out;
    }

    @Override
    public void write(RowBatch batch) throws IOException {
      cells.turnTo(batch);
      for (int row = 0; row < batch.rows(); row++) {
        out.ascii(separator);
        separator = ",\n";
        out.ascii('[');
        cells.writeRow(row, ',', out);
        out.ascii(']');
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void end(Ending ending) throws IOException {
      out.ascii(']');
      if (ending instanceof Ending.Overflow overflow) {
        info("OVERFLOW", overflow.message());
      } else if (ending instanceof Ending.Failed failed) {
        info("ERROR", failed.message());
      }
      out.ascii("}\n");
      out.flush();
    }

    private void info(String status, String text) throws IOException {
      out.ascii(",\n\"info\":[{\"name\":\"QUERY_STATUS\",\"value\":\"");
      out.ascii(status);
      out.ascii("\",\"text\":");
      JsonStyle.JSON.text(text, out);
      out.ascii("}]");
    }
  }
}
