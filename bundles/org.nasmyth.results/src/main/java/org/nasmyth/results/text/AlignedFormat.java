// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.osgi.service.component.annotations.Component;

/** Text in aligned columns, for a person to read in a terminal. */
@Component(service = ResultFormat.class)
public final class AlignedFormat implements ResultFormat {

  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public List<String> aliases() {
    return List.of("text", "txt", "ascii");
  }

  @Override
  public String fileExtension() {
    return "txt";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out) throws IOException {
    return new AlignedRows(description.fields(), new ByteOutput(out));
  }
}
