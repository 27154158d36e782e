// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;
import org.osgi.service.component.annotations.Component;

/**
 * Enhanced CSV 1.0 (Astropy Proposal for Enhancement 6): CSV below comment lines of YAML with the
 * columns' types, units and descriptions. Arrays are flat. A result that failed ends with a comment
 * line that begins with {@code # QUERY_STATUS=ERROR}, on which some readers stop, rightly then; for
 * their sake one that was cut off is not marked.
 */
@Component(service = ResultFormat.class)
public final class EcsvFormat implements ResultFormat {

  @Override
  public String mediaType() {
    return "text/x-ecsv";
  }

  @Override
  public List<String> aliases() {
    return List.of("ecsv", "text/ecsv", "application/x-ecsv");
  }

  @Override
  public String fileExtension() {
    return "ecsv";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream stream) throws IOException {
    ByteOutput out = new ByteOutput(stream);
    out.ascii("# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n");
    for (Field field : description.fields()) {
      describe(field, out);
    }
    tell(description, out);
    out.ascii("# schema: astropy-2.0\n");
    String separator = "";
    for (Field field : description.fields()) {
      out.ascii(separator);
      EcsvStyle.ECSV.text(field.name(), out);
      separator = ",";
    }
    out.ascii('\n');
    return new Lines(new RowCells(description.fields(), EcsvStyle.ECSV), ',', "\n", out) {
      @Override
      void endLines(Ending ending, ByteOutput lines) throws IOException {
        if (ending instanceof Ending.Failed failed) {
          lines.ascii("# QUERY_STATUS=ERROR: ");
          JsonStyle.JSON.text(failed.message(), lines);
          lines.ascii('\n');
        }
      }
    };
  }

  private static void describe(Field field, ByteOutput out) throws IOException {
    out.ascii("# - {name: ");
    JsonStyle.JSON.text(field.name(), out);
    ValueType type = field.type();
    out.ascii(type.isArray() ? ", datatype: string, subtype: " : ", datatype: ");
    JsonStyle.JSON.text(datatype(type) + (type.isArray() ? shape(type) : ""), out);
    member(", unit: ", field.unit(), out);
    member(", description: ", field.description(), out);
    if (field.ucd() != null || field.utype() != null || type.xtype() != null) {
      out.ascii(", meta: {");
      String separator = member("ucd: ", field.ucd(), out) ? ", " : "";
      boolean second = member(separator + "utype: ", field.utype(), out);
      member((second ? ", " : separator) + "xtype: ", type.xtype(), out);
      out.ascii('}');
    }
    out.ascii("}\n");
  }

  private static void tell(ResultDescription description, ByteOutput out) throws IOException {
    Set<String> told = new HashSet<>();
    for (ResultDescription.Info info : description.infos()) {
      out.ascii(told.isEmpty() ? "# meta:\n" : "");
      if (told.add(info.name())) {
        out.ascii("#   ");
        JsonStyle.JSON.text(info.name(), out);
        member(": ", info.value(), out);
        out.ascii('\n');
      }
    }
  }

  private static boolean member(String key, @Nullable String value, ByteOutput out)
      throws IOException {
    if (value == null) {
      return false;
    }
    out.ascii(key);
    // A JSON string is one of YAML, too.
    JsonStyle.JSON.text(value, out);
    return true;
  }

  private static String datatype(ValueType type) {
    return switch (type.datatype()) {
      case BOOLEAN -> "bool";
      case UNSIGNED_BYTE -> "uint8";
      case SHORT -> "int16";
      case INT -> "int32";
      case LONG -> "int64";
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      case CHAR, UNICODE_CHAR -> "string";
    };
  }

  private static String shape(ValueType type) {
    String size = String.valueOf(type.arraysize());
    return size.matches("\\d+") ? "[" + size + "]" : "[null]";
  }
}
