// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  @TempDir Path etc;

  @Test
  void aTildeDividesFactoryAndInstance() throws Exception {
    ConfigurationFile file = read("org.example.tap~my-obs.json", "{\"a\": \"b\"}");

    assertThat(file.pid()).isEqualTo("org.example.tap");
    assertThat(file.name()).contains("my-obs");
    assertThat(file.properties()).containsEntry("a", "b");
  }

  @Test
  void withoutATildeThereIsOneInstanceEvenIfThePidHasAHyphen() throws Exception {
    ConfigurationFile file = read("org.example-two.http.json", "{}");

    assertThat(file.pid()).isEqualTo("org.example-two.http");
    assertThat(file.name()).isEmpty();
  }

  @Test
  void keysMayNameTheirTypeAndCommentsAreAllowed() throws Exception {
    ConfigurationFile file =
        read("a.json", "/* why */ {\"n:Integer\": \"3\", \"l\": [\"x\", \"y\"]}");

    assertThat(file.properties()).containsEntry("n", 3);
    assertThat(file.properties().get("l")).isEqualTo(new String[] {"x", "y"});
  }

  @Test
  void aMissingCommaIsToldWithLineAndColumn() {
    assertThatThrownBy(() -> read("a.json", "{\"a\": 1\n \"b\": 2}"))
        .isInstanceOf(BrokenConfigurationException.class)
        .hasMessage(
            etc.resolve("a.json") + ", line 2, column 4: unexpected STRING; expected one of COMMA");
  }

  @Test
  void anEmptyFileIsBroken() {
    assertThatThrownBy(() -> read("a.json", ""))
        .isInstanceOf(BrokenConfigurationException.class)
        .hasMessageContaining("a.json, line 1")
        .hasMessageContaining("the file ends too early");
  }

  @Test
  void aValueThatIsNotOfItsTypeIsToldByItsKey() {
    assertThatThrownBy(() -> read("a.json", "{\"port:Integer\": \"many\"}"))
        .isInstanceOf(BrokenConfigurationException.class)
        .hasMessageContaining("a.json: ")
        .hasMessageContaining("port");
  }

  @Test
  void bytesThatAreNotUtf8AreToldAsSuch() throws IOException {
    Path file = etc.resolve("a.json");
    Files.write(file, "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(BrokenConfigurationException.class)
        .hasMessageEndingWith("not text in UTF-8");
  }

  @Test
  void aMissingFileIsToldByName() {
    assertThatThrownBy(() -> ConfigurationFile.read(etc.resolve("none.json")))
        .isInstanceOf(BrokenConfigurationException.class)
        .hasMessage(etc.resolve("none.json") + ": no such file");
  }

  private ConfigurationFile read(String name, String text)
      throws IOException, BrokenConfigurationException {
    Path file = etc.resolve(name);
    Files.writeString(file, text);
    return ConfigurationFile.read(file);
  }
}
