// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/** Tab-separated values with a header line. */
@Component(service = ResultFormat.class)
public final class TsvFormat extends SeparatedFormat {

  /** Makes the format. */
  public TsvFormat() {
    super(SeparatedStyle.TSV, true);
  }

  @Override
  public String mediaType() {
    return "text/tab-separated-values";
  }

  @Override
  public List<String> aliases() {
    return List.of("tsv");
  }

  @Override
  public String fileExtension() {
    return "tsv";
  }
}
