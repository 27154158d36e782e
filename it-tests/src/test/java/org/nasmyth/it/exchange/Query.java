// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import java.io.IOException;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.TapService;

/**
 * A query.
 *
 * @param adql the query
 * @param format the result's format
 * @param begin how a right answer begins
 * @param lines how many lines it has
 */
record Query(String adql, String format, String begin, int lines) {

  /** As a question to a service. */
  Clients.Question to(TapService service) {
    return new Clients.Question() {
      @Override
      public Answer ask() throws IOException {
        return service.query(adql, format);
      }

      @Override
      public boolean isRight(Answer answer) {
        return answer.status() == 200
            && answer.text().startsWith(begin)
            && answer.text().lines().count() == lines;
      }

      @Override
      public String toString() {
        return Query.this.toString();
      }
    };
  }
}
