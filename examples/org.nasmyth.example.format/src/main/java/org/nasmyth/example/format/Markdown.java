// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.example.format;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.osgi.service.component.annotations.Component;

/** A result as a table in Markdown: {@code RESPONSEFORMAT=markdown}. */
@Component
public final class Markdown implements ResultFormat {

  @Override
  public String mediaType() {
    return "text/markdown;charset=UTF-8";
  }

  @Override
  public List<String> aliases() {
    return List.of("markdown", "md", "text/markdown");
  }

  @Override
  public String fileExtension() {
    return "md";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out) throws IOException {
    StringJoiner heads = new StringJoiner(" | ", "| ", " |\n");
    StringJoiner rule = new StringJoiner("|", "|", "|\n");
    for (Field field : description.fields()) {
      heads.add(
          cell(field.unit() == null ? field.name() : field.name() + " [" + field.unit() + "]"));
      rule.add(field.type().isNumeric() ? "---:" : "---");
    }
    print(out, heads + rule.toString());
    return new Writer(description.fields().size(), out);
  }

  private record Writer(int columns, OutputStream out) implements ResultWriter {

    @Override
    public void write(RowBatch batch) throws IOException {
      for (int row = 0; row < batch.rows(); row++) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
        for (int column = 0; column < columns; column++) {
          line.add(cell(batch.column(column).get(row)));
        }
        print(out, line.toString());
      }
    }

    @Override
    public void end(Ending ending) throws IOException {
      if (ending instanceof Ending.Overflow overflow) {
        print(out, "\n*" + overflow.message() + "*\n");
      } else if (ending instanceof Ending.Failed failed) {
        print(out, "\n**The query failed: " + failed.message() + "**\n");
      }
      out.flush();
    }
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value.getClass().isArray()) {
      StringJoiner elements = new StringJoiner(" ");
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(String.valueOf(Array.get(value, i)));
      }
      return elements.toString();
    }
    return value.toString().replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " ");
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
