// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.exchange.Clients.Question;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;

/** Selectors of calibrations are exchanged while they answer. */
class SelectorExchangeIT {

  private static final String EXAMPLE = "org.nasmyth.example.calibration";
  private static final String MARK = "nearest biases by an example";
  private static final int EXCHANGES = 10;
  private static final int FRAMES = 20;

  /**
   * Something that is asked again and again.
   *
   * @param path below the server
   * @param wanted stands in each right answer
   */
  private record Ask(TapService server, String path, String wanted) implements Question {

    @Override
    public Answer ask() throws IOException {
      return server.get(path);
    }

    @Override
    public boolean isRight(Answer answer) {
      return answer.status() == 200 && answer.text().contains(wanted);
    }

    @Override
    public String toString() {
      return path;
    }
  }

  @Test
  void no_association_fails_while_selectors_are_exchanged() throws IOException {
    try (RunningServer server = Distribution.unpacked().start("selectors", Jdk.current())) {
      List<String> frames =
          server
              .tap("tap_obs")
              .csv(
                  "SELECT TOP "
                      + FRAMES
                      + " dp_id FROM dbo.raw WHERE instrument = 'MUSE' AND dp_cat = 'SCIENCE' AND"
                      + " release_date < '2020-01-01' ORDER BY dp_id")
              .text()
              .lines()
              .skip(1)
              .toList();
      String one = "/calselector/v1/associations?dp_id=" + frames.get(0);
      String many =
          frames.stream()
              .collect(Collectors.joining("&dp_id=", "/calselector/v1/associations?dp_id=", ""));
      TapService http = TapService.at(server.base());
      Ask tree = new Ask(http, one, "</association>");
      Ask trees = new Ask(http, many, "nearest biases by ");
      Ask list = new Ask(http, one + "&responseformat=votable", "#calSelector_raw2raw");
      Ask links = new Ask(http, "/datalink/links?ID=" + frames.get(0), "#calSelector_raw2raw");
      Exchanges exchanges = Exchanges.install(EXAMPLE, MARK, "nearest biases by ", server, tree);

      exchanges.run(EXCHANGES, List.of(tree, trees, list, links, tree));

      Files.delete(exchanges.jar());
      exchanges
          .soon("the example to be asked no more")
          .until(() -> !http.get(one).text().contains("nearest biases by"));
    }
  }
}
