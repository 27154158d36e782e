// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results;

import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.exchange.Lease;

/**
 * A format that a request uses until it closes this.
 *
 * @param lease the hold on the format
 * @param contentType the Content-Type header of the answer: the media type that the client asked
 *     for if it asked for one, otherwise the format's own
 */
public record ChosenFormat(Lease<ResultFormat> lease, String contentType) implements AutoCloseable {

  /** The format. */
  public ResultFormat format() {
    return lease.part();
  }

  @Override
  public void close() {
    lease.close();
  }
}
