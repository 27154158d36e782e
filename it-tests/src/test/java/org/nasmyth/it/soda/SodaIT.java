// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.soda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.SodaClient;
import org.nasmyth.it.server.SodaClient.Dataset;

/** Cut-outs of the sample archive by the engine of the distribution. */
@ExtendWith(SharedServer.class)
class SodaIT {

  private static final String CUBE = "o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'";
  private static final String IMAGE = "o.dataproduct_type = 'image'";
  private static final String SPECTRUM = "o.dataproduct_type = 'spectrum'";
  private static final String TABLE = "o.dataproduct_type = 'measurements'";
  private static final int FITS_BLOCK = 2880;

  /** What no message may hold. */
  private static final List<String> INSIDE = List.of("Exception", "\tat ", "org.nasmyth", "java.");

  @Test
  void piece_of_every_kind_is_a_fits_file_of_the_announced_length(RunningServer server)
      throws IOException {
    SodaClient soda = SodaClient.of(server);
    for (String kind : List.of(CUBE, IMAGE, TABLE)) {
      Dataset dataset = soda.dataset(kind);
      assertIsFits(soda.cut("ID", dataset.id(), "CIRCLE", dataset.circle("0.01")));
      assertIsFits(soda.cut("ID", dataset.id(), "POS", "CIRCLE " + dataset.circle("0.01")));
    }
    assertIsFits(soda.cut("ID", soda.dataset(SPECTRUM).id(), "BAND", "-Inf +Inf"));
    Dataset cube = soda.dataset(CUBE);
    Answer piece =
        soda.cut("ID", cube.id(), "CIRCLE", cube.circle("0.01"), "BAND", "6.5e-7 6.6e-7");
    assertIsFits(piece);
    assertIsFits(soda.cut("ID", cube.id(), "POS", "RANGE 0 360 -90 90"));
    assertIsFits(soda.cut("ID", cube.id(), "CIRCLE", "0 0 180"));
    assertThat(soda.cut("ID", cube.id(), "CIRCLE", cube.circle("0.01"), "MASK", "true").status())
        .isEqualTo(200);
  }

  private static void assertIsFits(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue("application/fits");
    assertThat(answer.header("Content-Length")).hasValue(String.valueOf(answer.body().length));
    assertThat(answer.header("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"[A-Za-z0-9._+-]+\\.fits\"");
    assertThat(answer.body().length % FITS_BLOCK).isZero();
    assertThat(new String(answer.body(), 0, 30, StandardCharsets.US_ASCII))
        .startsWith("SIMPLE  =                    T");
  }

  @ParameterizedTest(name = "{0} {1}={2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cube     | BAND    | 6500 6600                     | 400 | looks like Ångström. This file covers
          cube     | BAND    | 6500 6600                     | 400 | ask for BAND=6.5E-7 6.6E-7
          cube     | BAND    | 650 660                       | 400 | BAND is in metres
          spectrum | BAND    | 4000 5000                     | 400 | BAND is in metres
          cube     | BAND    | 6.6e-7 6.5e-7                 | 400 | reversed
          cube     | BAND    | NaN 6.5e-7                    | 400 | no number
          cube     | CIRCLE  | 10 20 -1                      | 400 | radius
          cube     | CIRCLE  | 10 20 200                     | 400 | radius
          cube     | CIRCLE  | NaN NaN NaN                   | 400 | no number
          cube     | POLYGON | 0 0 10 10 10 0 0 10           | 400 | crosses itself
          cube     | POLYGON | 0 0 0 0 0 0                   | 400 | different vertices
          cube     | POS     | BOX 10 20 1 1                 | 400 | CIRCLE, RANGE or POLYGON
          cube     | TIME    | 59000 59001                   | 400 | cannot be cut by TIME
          cube     | POL     | V                             | 400 | cannot be cut by POL
          spectrum | CIRCLE  | 10 20 1                       | 400 | cannot be cut by
          table    | TIME    | 59000 59001                   | 400 | no times (no time axis in an image, no column
          image    | BAND    | 1e-6 2e-6                     | 400 | cannot be cut by BAND
          cube     | SUB     | [99][1:2,1:2]                 | 400 | SUB names extension 99
          cube     | SUB     | [NONE,2][1:2,1:2]             | 400 | SUB names extension NONE,2
          image    | COMPRESSED | perhaps                    | 400 | COMPRESSED is true or false
          cube     | CIRCEL  | 10 20 1                       | 400 | CIRCEL is not known
          """)
  void wrong_input_is_answered_with_a_word_of_the_standard_and_a_reason(
      String kind, String name, String value, int status, String words, RunningServer server)
      throws IOException {
    SodaClient soda = SodaClient.of(server);
    String condition =
        switch (kind) {
          case "cube" -> CUBE;
          case "image" -> IMAGE;
          case "table" -> TABLE;
          default -> SPECTRUM;
        };
    Answer answer = soda.cut("ID", soda.dataset(condition).id(), name, value);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertIsError(answer, words);
  }

  private static void assertIsError(Answer answer, String words) {
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.text()).startsWith("UsageError: ").contains(words);
    INSIDE.forEach(inside -> assertThat(answer.text()).doesNotContain(inside));
  }

  @Test
  void extension_is_known_by_its_name(RunningServer server) throws IOException {
    SodaClient soda = SodaClient.of(server);
    Dataset cube = soda.dataset(CUBE);
    Answer byName = soda.cut("ID", cube.id(), "SUB", "[DATA][1:3,1:4,5:5]");
    assertIsFits(byName);
    Answer byNumber = soda.cut("ID", cube.id(), "SUB", "[1][1:3,1:4,5:5]");
    assertThat(byName.body()).hasSameSizeAs(byNumber.body());
  }

  @Test
  void what_lies_elsewhere_has_no_content(RunningServer server) throws IOException {
    SodaClient soda = SodaClient.of(server);
    Dataset cube = soda.dataset(CUBE);
    for (String[] elsewhere :
        new String[][] {
          {"CIRCLE", (Double.parseDouble(cube.ra()) + 90) % 360 + " " + cube.dec() + " 1"},
          {"POS", "RANGE 0 360 89.9 90"},
          {"BAND", "1e-3 2e-3"}
        }) {
      Answer answer = soda.cut("ID", cube.id(), elsewhere[0], elsewhere[1]);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void identifier_that_is_missing_or_not_there_is_told(RunningServer server) throws IOException {
    SodaClient soda = SodaClient.of(server);
    assertIsError(soda.cut("CIRCLE", "10 20 1"), "ID is missing");
    for (String id : List.of("ADP.nobody", "ivo://elsewhere/ID?x", "../../etc/passwd", "%00")) {
      Answer answer = soda.cut("ID", id, "CIRCLE", "10 20 1");
      assertThat(answer.status()).as(id).isEqualTo(404);
      assertIsError(answer, "no file of that identifier");
    }
  }

  @Test
  void list_of_a_thousand_becomes_one_tar_file(RunningServer server) throws IOException {
    SodaClient soda = SodaClient.of(server);
    Dataset image = soda.dataset(IMAGE);
    String line = image.id() + "," + image.circle("0.002") + "\n";
    Answer answer = soda.post("CUTOUTS", "ID,CIRCLE\n" + line.repeat(1000));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue("application/x-tar");
    assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1).split("ustar", -1))
        .hasSize(1001);
    Answer tooMany = soda.post("CUTOUTS", "ID,CIRCLE\n" + line.repeat(1001));
    assertThat(tooMany.status()).isEqualTo(400);
    assertIsError(tooMany, "more than 1000 cut-outs");
  }
}
