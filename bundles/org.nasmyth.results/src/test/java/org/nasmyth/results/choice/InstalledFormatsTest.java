// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.results.ChosenFormat;
import org.nasmyth.results.UnknownFormatException;
import org.nasmyth.results.html.HtmlFormat;
import org.nasmyth.results.text.CsvFormat;
import org.nasmyth.results.text.HeaderlessCsvFormat;
import org.nasmyth.results.text.JsonFormat;
import org.nasmyth.results.text.TsvFormat;
import org.nasmyth.results.votable.Binary2Format;
import org.nasmyth.results.votable.BinaryFormat;
import org.nasmyth.results.votable.TableDataFormat;

/** How RESPONSEFORMAT, FORMAT and Accept lead to a format. */
class InstalledFormatsTest {

  private final InstalledFormats formats =
      new InstalledFormats(new Exchange<>(Duration.ofSeconds(5), Duration.ofSeconds(5)));

  @BeforeEach
  void install() {
    List.of(
            new JsonFormat(),
            new CsvFormat(),
            new HeaderlessCsvFormat(),
            new TsvFormat(),
            new TableDataFormat(),
            new BinaryFormat(),
            new Binary2Format())
        .forEach(format -> formats.addFormat(format, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "votable | application/x-votable+xml;serialization=BINARY2",
        "VOTable | application/x-votable+xml;serialization=BINARY2",
        "text/xml | text/xml;charset=UTF-8",
        "application/x-votable+xml | application/x-votable+xml",
        "application/x-votable xml | application/x-votable+xml",
        "votable/td | application/x-votable+xml;serialization=TABLEDATA",
        "votable/base64 | application/x-votable+xml;serialization=BINARY",
        "application/x-votable+xml; serialization=\"tabledata\""
            + " | application/x-votable+xml;serialization=TABLEDATA",
        "csv | text/csv;header=present;charset=UTF-8",
        "text/csv | text/csv;charset=UTF-8",
        "text/csv; header=absent | text/csv;header=absent;charset=UTF-8",
        "TEXT/CSV;charset=utf-8 | text/csv;charset=UTF-8",
        "text/csv;HEADER=Present ; charset=UTF-8 | text/csv;header=present;charset=UTF-8",
        "tsv | text/tab-separated-values;charset=UTF-8",
        "json | application/json",
        "application/json | application/json"
      })
  void nameLeadsToFormat(String requested, String contentType) throws UnknownFormatException {
    try (ChosenFormat chosen = formats.choose(requested, "application/json")) {
      assertThat(chosen.contentType()).isEqualTo(contentType);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | application/json",
        "text/html,application/xhtml+xml,*/*;q=0.8 |"
            + " application/x-votable+xml;serialization=BINARY2",
        "text/csv;q=0.5, application/json;q=0.9 | application/json",
        "application/json;q=0 | application/x-votable+xml;serialization=BINARY2",
        "*/* | application/x-votable+xml;serialization=BINARY2",
        "image/png | application/x-votable+xml;serialization=BINARY2",
        "application/*, text/csv;q=0.5 | application/x-votable+xml;serialization=BINARY2",
        "text/csv, */* | text/csv;charset=UTF-8",
        "text/csv;q=0.5, */* | application/x-votable+xml;serialization=BINARY2",
        "*/*, application/x-votable+xml;serialization=binary2;q=0, application/x-votable+xml;q=0,"
            + " text/xml;q=0 | application/json",
        "application/json;q=x | application/x-votable+xml;serialization=BINARY2"
      })
  void acceptLeadsToFormatWhereNothingIsRequested(String accept, String contentType)
      throws UnknownFormatException {
    try (ChosenFormat chosen = formats.choose("", accept)) {
      assertThat(chosen.contentType()).isEqualTo(contentType);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | text/html;charset=UTF-8",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 |"
            + " text/html;charset=UTF-8",
        "text/html, image/gif, image/jpeg, */*; q=0.2 |"
            + " application/x-votable+xml;serialization=BINARY2",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2 |"
            + " application/x-votable+xml;serialization=BINARY2",
        "*/* | application/x-votable+xml;serialization=BINARY2"
      })
  void browserGetsAPageAndAProgramDoesNot(String accept, String contentType)
      throws UnknownFormatException {
    formats.addFormat(new HtmlFormat(), Map.of());

    try (ChosenFormat chosen = formats.choose(null, accept)) {
      assertThat(chosen.contentType()).isEqualTo(contentType);
    }
  }

  @Test
  void unknownNameIsAnsweredWithWhatThereIs() {
    assertThatThrownBy(() -> formats.choose("vtable", null))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessage(
            "The format 'vtable' is not offered. Did you mean 'votable'? Offered are: votable,"
                + " json, votable/b, votable/td, text/csv;header=absent, csv, tsv.");
  }

  @Test
  void defaultIsListedFirst() {
    assertThat(formats.formats().get(0)).isInstanceOf(Binary2Format.class);
    assertThat(formats.formats()).hasSize(7);
  }

  @Test
  void formatThatIsJustBeingExchangedIsWaitedFor() throws Exception {
    ResultFormat old =
        formats.formats().stream().filter(JsonFormat.class::isInstance).findFirst().get();
    formats.removeFormat(old, () -> false);

    CompletableFuture<String> request =
        CompletableFuture.supplyAsync(
            () -> {
              try (ChosenFormat chosen = formats.choose("json", null)) {
                return chosen.contentType();
              } catch (UnknownFormatException e) {
                return e.getMessage();
              }
            });
    formats.addFormat(new JsonFormat(), Map.of());

    assertThat(request.get(60, TimeUnit.SECONDS)).isEqualTo("application/json");
  }

  @Test
  void formatOfHigherRankIsUsed() throws UnknownFormatException {
    ResultFormat better = new CsvFormat();
    formats.addFormat(better, Map.of("service.ranking", 1));

    try (ChosenFormat chosen = formats.choose("csv", null)) {
      assertThat(chosen.format()).isSameAs(better);
    }
  }
}
