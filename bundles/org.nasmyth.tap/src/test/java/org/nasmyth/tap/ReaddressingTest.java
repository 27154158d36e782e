// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.database.ColumnVector;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.text.CsvFormat;

/** Addresses of an archive that moved. */
class ReaddressingTest {

  private static final Readdressing MOVED =
      new Readdressing("http://old.org:8080", "https://new.org/archive");
  private static final Field LINK =
      Field.of("access_url", ValueType.STRING).withUcd("meta.ref.url;meta.main");
  private static final Field TITLE = Field.of("title", ValueType.STRING);

  @Test
  void addressesOfTheArchiveLeadToWhereItIsServed() throws IOException {
    assertThat(
            written(
                LINK,
                "http://old.org:8080/datalink/links?ID=a",
                "http://old.org:8080",
                "http://elsewhere.org/?from=http://old.org:8080/x",
                "http://old.org:80801/x",
                null))
        .containsExactly(
            "https://new.org/archive/datalink/links?ID=a",
            "https://new.org/archive",
            "http://elsewhere.org/?from=http://old.org:8080/x",
            "http://old.org:80801/x",
            "");
  }

  @Test
  void textThatIsNoAddressStays() throws IOException {
    assertThat(written(TITLE, "http://old.org:8080/x")).containsExactly("http://old.org:8080/x");
  }

  @Test
  void formatIsItselfWhereNothingMoved() {
    ResultFormat csv = new CsvFormat();

    assertThat(Readdressing.NONE.in(csv)).isSameAs(csv);
    assertThat(new Readdressing("http://a.org", "http://a.org").in(csv)).isSameAs(csv);
    assertThat(MOVED.in(csv).mediaType()).isEqualTo(csv.mediaType());
  }

  @Test
  void oneAddressAloneIsRefused() {
    assertThatThrownBy(() -> new Readdressing("http://old.org", ""))
        .hasMessageStartingWith("storedAddress and presentAddress: give both");
  }

  private static List<String> written(Field field, @Nullable String... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultDescription description =
        new ResultDescription(List.of(field), List.of(), "t", null, List.of());
    try (ResultWriter writer = MOVED.in(new CsvFormat()).begin(description, out)) {
      writer.write(new Texts(Arrays.asList(values)));
      writer.end(new Ending.Complete());
    }
    return List.of(out.toString(UTF_8).split("\r?\n", -1)).subList(1, values.length + 1);
  }

  private record Texts(List<@Nullable String> values) implements RowBatch, ColumnVector {

    @Override
    public int rows() {
      return values.size();
    }

    @Override
    public ColumnVector column(int index) {
      return this;
    }

    @Override
    public boolean isNull(int row) {
      return values.get(row) == null;
    }

    @Override
    public String getString(int row) {
      return String.valueOf(values.get(row));
    }

    @Override
    public @Nullable Object get(int row) {
      return values.get(row);
    }
  }
}
