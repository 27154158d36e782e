// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.util.List;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.service.component.annotations.Component;

/**
 * VOTable in BINARY2, the default of all services: compact, exact, and it can say what is missing.
 */
@Component(service = ResultFormat.class)
public final class Binary2Format extends VoTableFormat {

  /** Makes the format. */
  public Binary2Format() {
    super(Serialization.BINARY2);
  }

  @Override
  public List<String> aliases() {
    return List.of(
        "votable", "application/x-votable+xml", "text/xml", "votable/b2", "votable/binary2");
  }
}
