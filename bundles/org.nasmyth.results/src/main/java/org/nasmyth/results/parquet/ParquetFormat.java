// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import java.io.OutputStream;
import java.util.List;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.osgi.service.component.annotations.Component;

/**
 * Apache Parquet with the columns' meaning as a VOTable header among its notes (IVOA Note "Parquet
 * in the VO" 1.0). Timestamps and regions are texts, as in VOTable.
 */
@Component(service = ResultFormat.class)
public final class ParquetFormat implements ResultFormat {

  @Override
  public String mediaType() {
    return "application/vnd.apache.parquet";
  }

  @Override
  public List<String> aliases() {
    return List.of("parquet", "voparquet", "application/x-parquet", "application/parquet");
  }

  @Override
  public String fileExtension() {
    return "parquet";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out) {
    return new ParquetWriter(description, out);
  }
}
