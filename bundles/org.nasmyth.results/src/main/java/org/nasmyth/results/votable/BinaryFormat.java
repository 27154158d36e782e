// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/** VOTable in BINARY, for readers that do not know BINARY2. */
@Component(service = ResultFormat.class)
public final class BinaryFormat extends VoTableFormat {

  /** Makes the format. */
  public BinaryFormat() {
    super(Serialization.BINARY);
  }

  @Override
  public List<String> aliases() {
    return List.of("votable/b", "votable/binary", "votable/base64");
  }
}
