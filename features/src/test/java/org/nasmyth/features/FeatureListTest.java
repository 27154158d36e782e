// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureListTest {
  @TempDir Path folder;

  @Test
  void readsFeaturesWithTheirPartsInOrder() throws IOException {
    FeatureList list =
        read(
            """
            # a comment
            feature base
              level 1
              karaf scr
              resident g:a
                native in.so_linux linux/in.so

            feature face
              level 3
              needs base
              http
              bundle g:b
            """);

    assertThat(list.features())
        .containsExactly(
            new Feature(
                "base",
                1,
                false,
                false,
                List.of(),
                List.of("scr"),
                List.of(
                    new Part(
                        Part.Kind.RESIDENT,
                        "g",
                        "a",
                        List.of(new Part.Native("in.so_linux", "linux/in.so"))))),
            new Feature(
                "face",
                3,
                true,
                false,
                List.of("base"),
                List.of(),
                List.of(new Part(Part.Kind.BUNDLE, "g", "b", List.of()))));
  }

  @Test
  void namesFileAndLineOfAMistake() {
    assertThatThrownBy(() -> read("feature a\n  bundel g:a\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nasmyth.features, line 2: unknown word 'bundel'");
  }

  @Test
  void refusesAJarThatIsListedTwice() {
    assertThatThrownBy(() -> read("feature a\nbundle g:a\nfeature b\nbundle g:a\n"))
        .hasMessageContaining("line 4: g:a is there twice");
  }

  @Test
  void refusesANeedThatIsNotListedAbove() {
    assertThatThrownBy(() -> read("feature a\nneeds b\n"))
        .hasMessageContaining("line 2: feature b does not stand above this one");
  }

  @Test
  void writesKarafFeaturesWithoutTheBundlesThatKarafHasItself() throws IOException {
    FeatureList list =
        read("feature base\nkaraf scr\nbundle g:a\nfeature face\nneeds base\nbundle g:b\n");
    Path xml = folder.resolve("features.xml");

    new KarafFeatures("1.0", part -> "2.0").write(list, xml);

    assertThat(xml)
        .content()
        .contains("<feature>scr</feature>", "<feature>nasmyth-base</feature>", "mvn:g/b/2.0")
        .doesNotContain("mvn:g/a/");
  }

  private FeatureList read(String text) throws IOException {
    Path file = folder.resolve("nasmyth.features");
    Files.writeString(file, text);
    return FeatureList.read(file);
  }
}
