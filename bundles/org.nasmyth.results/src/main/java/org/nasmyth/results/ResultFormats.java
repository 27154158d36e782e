// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.results.ResultFormat;
import org.osgi.annotation.versioning.ProviderType;

/** All result formats that are installed at the moment. Safe for any thread. */
@ProviderType
public interface ResultFormats {

  /**
   * Chooses the format of a result (DALI 1.1, section 3.4.3). A format that is just being exchanged
   * is waited for, for a few seconds.
   *
   * @param requested the value of RESPONSEFORMAT or FORMAT: a short name or a media type with
   *     parameters, in any case; null or blank where the client did not say
   * @param accept the request's Accept header, asked only if {@code requested} says nothing; null
   *     where there is none. A header that names nothing known leads to the default, VOTable.
   * @return the format, which stays until this is closed
   * @throws UnknownFormatException if no installed format has the requested name; the message lists
   *     those that are there
   */
  ChosenFormat choose(@Nullable String requested, @Nullable String accept)
      throws UnknownFormatException;

  /** The formats that can be asked for now, the default first. */
  List<ResultFormat> formats();
}
