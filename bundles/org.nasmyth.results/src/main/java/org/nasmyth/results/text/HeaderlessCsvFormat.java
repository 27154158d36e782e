// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/** CSV without a header line. */
@Component(service = ResultFormat.class)
public final class HeaderlessCsvFormat extends SeparatedFormat {

  /** Makes the format. */
  public HeaderlessCsvFormat() {
    super(SeparatedStyle.CSV, false);
  }

  @Override
  public String mediaType() {
    return "text/csv;header=absent";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public String fileExtension() {
    return "csv";
  }
}
