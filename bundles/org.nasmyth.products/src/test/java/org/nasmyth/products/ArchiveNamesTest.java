// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.products.ArchiveNames.RequestedId;

@DisplayName("Identifiers of datasets")
class ArchiveNamesTest {

  private static final String ID = "ADP.2018-06-21T20:32:57.736";
  private final ArchiveNames names = new ArchiveNames("eso.org", null);

  @ParameterizedTest
  @DisplayName("are understood in every form that clients write")
  @ValueSource(
      strings = {
        ID,
        "  " + ID + " ",
        "ADP.2018-06-21T20%3A32%3A57.736",
        "ivo://eso.org/ID?" + ID,
        "IVO://ESO.ORG/ID?" + ID,
        "ivo://eso.org/ID%3F" + ID,
        "ivo://eso.org/ID%3fADP.2018-06-21T20%3A32%3a57.736"
      })
  void forms(String text) {
    assertThat(names.read(text)).extracting(RequestedId::id).containsExactly(ID);
  }

  @Test
  @DisplayName("come in lists divided by commas, of which each has the form of the first")
  void lists() {
    assertThat(names.read("ivo://eso.org/ID?a,b, c,,ivo://eso.org/ID?d"))
        .extracting(RequestedId::id)
        .containsExactly("a", "b", "c", "d");
    assertThat(names.read("a,b")).extracting(RequestedId::asGiven).containsExactly("a", "b");
  }

  @ParameterizedTest
  @DisplayName("of others, and such as cannot be, are told from unknown ones by a reason")
  @ValueSource(
      strings = {
        "ivo://cadc.nrc.ca/ID?x",
        "ivo://eso.org/ID",
        "ivo://eso.org/ID?",
        "ivo://?x",
        "",
        ",",
        "a b",
        "a\nb",
        "a%0ab",
        "ä"
      })
  void faults(String text) {
    List<RequestedId> read = names.read(text);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).id()).isNull();
    assertThat(read.get(0).fault()).isNotBlank();
  }

  @Test
  @DisplayName("are refused when they are longer than any is")
  void tooLong() {
    assertThat(names.read("x".repeat(10_000)).get(0).fault()).contains("10000 characters");
  }

  @Test
  @DisplayName("stand in addresses as ESO's do, with their colons")
  void addresses() {
    ArchiveNames.Addresses addresses = names.addresses("http://here");
    assertThat(addresses.file(ID)).isEqualTo("http://here/dataPortal/file/" + ID);
    assertThat(addresses.links(ID))
        .isEqualTo("http://here/datalink/links?ID=ivo://eso.org/ID?" + ID);
    assertThat(addresses.page("a/b?c")).isEqualTo("http://here/dataset/a%2Fb%3Fc");
    assertThat(new ArchiveNames("eso.org", "https://public").addresses("http://x").page("a"))
        .isEqualTo("https://public/dataset/a");
  }
}
