// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/** CSV with a header line. */
@Component(service = ResultFormat.class)
public final class CsvFormat extends SeparatedFormat {

  /** Makes the format. */
  public CsvFormat() {
    super(SeparatedStyle.CSV, true);
  }

  @Override
  public String mediaType() {
    return "text/csv;header=present";
  }

  @Override
  public List<String> aliases() {
    return List.of("csv", "text/csv");
  }

  @Override
  public String fileExtension() {
    return "csv";
  }
}
