// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nasmyth.it.exchange.Clients.Question;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SodaClient;
import org.nasmyth.it.server.SodaClient.Dataset;

/** Engines are exchanged while they cut. */
class EngineExchangeIT {

  private static final String EXAMPLE = "org.nasmyth.example.cutout";
  private static final String MARK = "rows by an example";
  private static final int EXCHANGES = 30;

  /** What the example's engine cuts rather than the distribution's. */
  private static final String SIMPLE_IMAGE =
      "o.dataproduct_type = 'image' AND f.file_path LIKE '%.fits' AND o.dp_id IN"
          + " (SELECT p.archive_id FROM phase3v2.product_files AS p WHERE p.eso_category ="
          + " 'SCIENCE.IMAGE')";

  private static final String CUBE = "o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'";

  /** A cut-out that is asked for again and again. */
  private record Cut(SodaClient soda, List<String> parameters) implements Question {

    @Override
    public Answer ask() throws IOException {
      return soda.cut(parameters.toArray(String[]::new));
    }

    @Override
    public boolean isRight(Answer answer) {
      return answer.status() == 200
          && answer.header("Content-Length").equals(Optional.of("" + answer.body().length))
          && new String(answer.body(), 0, 9, ISO_8859_1).equals("SIMPLE  =");
    }

    @Override
    public String toString() {
      return String.join(" ", parameters);
    }
  }

  @Test
  void no_cutout_fails_while_engines_are_exchanged() throws IOException {
    try (RunningServer server = Distribution.unpacked().start("engines", Jdk.current())) {
      SodaClient soda = SodaClient.of(server);
      Dataset image = soda.dataset(SIMPLE_IMAGE);
      Dataset cube = soda.dataset(CUBE);
      Cut byExample = new Cut(soda, List.of("ID", image.id(), "CIRCLE", image.circle("0.01")));
      Cut byOther = new Cut(soda, List.of("ID", cube.id(), "CIRCLE", cube.circle("0.002")));
      Exchanges exchanges = Exchanges.install(EXAMPLE, MARK, "rows by ", server, byExample);

      exchanges.run(EXCHANGES, List.of(byExample, byExample, byExample, byOther, byOther));

      Files.delete(exchanges.jar());
      exchanges
          .soon("the distribution's engine to cut again")
          .until(() -> !exchanges.told().contains("rows by"));
    }
  }
}
