// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/** VOTable in TABLEDATA, which people can read. */
@Component(service = ResultFormat.class)
public final class TableDataFormat extends VoTableFormat {

  /** Makes the format. */
  public TableDataFormat() {
    super(Serialization.TABLEDATA);
  }

  @Override
  public List<String> aliases() {
    return List.of("votable/td", "votable/tabledata");
  }
}
