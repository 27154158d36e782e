// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;
  private Installation installation;
  private Home home;

  @BeforeEach
  void installation() throws IOException {
    Path etc = folder.resolve("installation/config-samples/demo/etc");
    Files.createDirectories(etc);
    Files.writeString(etc.resolve("org.example~a.json"), "{\"a\": 1}");
    Files.writeString(etc.resolveSibling("first-run"), "sample --x 1\n\n");
    installation = new Installation(folder.resolve("installation"));
    home = Home.of(folder.resolve("home"));
  }

  @Test
  void aNewHomeStartsFromTheSample() throws Exception {
    home.prepare(installation, "demo");

    assertThat(home.etc().resolve("org.example~a.json")).hasContent("{\"a\": 1}");
    assertThat(home.plugins()).isEmptyDirectory();
    assertThat(home.firstRun()).containsExactly("sample --x 1");
  }

  @Test
  void aSampleThatNeedsAnOptionalFeatureGetsItsPlugins() throws Exception {
    Path jars = Files.createDirectories(installation.root().resolve("optional/extra"));
    Files.writeString(jars.resolve("extra.jar"), "jar");
    Files.writeString(installation.root().resolve("config-samples/demo/optional"), "extra\n");

    home.prepare(installation, "demo");

    assertThat(home.plugins().resolve("extra.jar")).hasContent("jar");
    assertThat(home.root().resolve("optional")).doesNotExist();
  }

  @Test
  void aConfiguredHomeKeepsItsConfiguration() throws Exception {
    home.prepare(installation, "demo");
    Files.delete(home.etc().resolve("org.example~a.json"));
    Files.writeString(home.etc().resolve("org.example~b.json"), "{}");

    home.prepare(installation, "demo");

    assertThat(home.etc()).isDirectoryNotContaining("glob:**~a.json");
  }

  @Test
  void aHomeOfOldGetsTheConfigurationOfANewFeature() throws Exception {
    Path sample = installation.configurationSample("demo").resolve("etc");
    home.prepare(installation, "demo");
    Path added = Files.writeString(sample.resolve("org.example.added.json"), "{\"b\": 2}");

    assertThat(home.complete(added, Set.of("org.example"), sample)).isTrue();

    assertThat(home.etc().resolve("org.example.added.json")).hasContent("{\"b\": 2}");
    Files.writeString(home.etc().resolve("org.example.added.json"), "{\"b\": 3}");
    assertThat(home.complete(added, Set.of("org.example"), sample)).isFalse();
    assertThat(home.etc().resolve("org.example.added.json")).hasContent("{\"b\": 3}");
  }

  @Test
  void aHomeThatLacksMoreIsToldWhatToCopy() throws Exception {
    Path sample = installation.configurationSample("demo").resolve("etc");
    home.prepare(installation, "demo");
    Path added = Files.writeString(sample.resolve("org.example.added.json"), "{}");
    Files.writeString(sample.resolve("org.example.needed~x.json"), "{}");
    Files.writeString(sample.resolve("org.nasmyth.database.other~x.json"), "{}");

    assertThatThrownBy(() -> home.complete(added, Set.of("org.example.needed"), sample))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(
            "copy org.example.added.json, org.example.needed~x.json from "
                + sample
                + " to "
                + home.etc());
    assertThat(home.etc().resolve("org.example.added.json")).doesNotExist();
  }

  @Test
  void aNewHomeIsNotCompletedButPrepared() throws Exception {
    Path sample = installation.configurationSample("demo").resolve("etc");

    assertThat(home.complete(sample.resolve("org.example~a.json"), Set.of(), sample)).isFalse();

    assertThat(home.root()).doesNotExist();
  }

  @Test
  void theFirstRunHappensOnce() throws Exception {
    home.prepare(installation, "demo");

    home.firstRunIsDone();

    home.prepare(installation, "demo");
    assertThat(home.firstRun()).isEmpty();
  }

  @Test
  void anUnknownConfigurationIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> home.prepare(installation, "dmeo"))
        .isInstanceOf(LaunchException.class)
        .hasMessage("there is no configuration 'dmeo'; there are: demo");
  }

  @Test
  void aConfigurationOutsideTheSamplesIsUnknown() {
    assertThatThrownBy(() -> home.prepare(installation, "../.."))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("there is no configuration '../..'");
  }

  @Test
  void aHomeThatIsAFileIsToldByName() throws IOException {
    Files.createFile(home.root());

    assertThatThrownBy(() -> home.prepare(installation, "demo"))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("cannot write to " + home.root());
  }

  @Test
  void aBrokenConfigurationFileIsToldByNameAndPlace() throws Exception {
    home.prepare(installation, "demo");
    Files.writeString(home.etc().resolve("org.example~b.json"), "{\"a\" 1}");

    assertThatThrownBy(home::check)
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(
            "broken configuration file " + home.etc().resolve("org.example~b.json") + ", line 1");
  }

  @Test
  void twoServersCannotHaveOneHome() throws Exception {
    home.prepare(installation, "demo");

    try (HomeLock lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> HomeLock.take(home))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("home " + home.root() + " is in use");
    }
    HomeLock.take(home).close();
  }
}
