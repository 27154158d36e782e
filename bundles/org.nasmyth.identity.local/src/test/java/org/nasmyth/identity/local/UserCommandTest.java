// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.command.Command;
import org.nasmyth.testkit.RecordingTerminal;

@DisplayName("nasmyth user")
class UserCommandTest {

  @TempDir Path home;
  private UserCommand command;
  private final RecordingTerminal io = new RecordingTerminal();

  @BeforeEach
  void begin() {
    command = new UserCommand(new Accounts(home));
  }

  @Test
  @DisplayName("adds, grants, revokes, lists and removes; another server sees the same")
  void life() throws Exception {
    io.type("a long password");
    assertThat(run("add", "pi", "observers")).isEqualTo(Command.OK);
    assertThat(run("grant", "PI", "muse-team", "operators")).isEqualTo(Command.OK);
    assertThat(run("revoke", "pi", "operators")).isEqualTo(Command.OK);
    io.lines().clear();
    assertThat(run("list")).isEqualTo(Command.OK);
    assertThat(io.lines()).containsExactly("pi  muse-team observers");
    Account read = new Accounts(home).find("Pi").orElseThrow();
    assertThat(read.password().matches("a long password")).isTrue();
    assertThat(read.groups()).containsExactlyInAnyOrder("muse-team", "observers");
    assertThat(run("remove", "pi")).isEqualTo(Command.OK);
    assertThat(new Accounts(home).list()).isEmpty();
    assertThat(io.errors()).isEmpty();
  }

  @Test
  @DisplayName("gives another password, with which tokens of before are no longer good")
  void password() throws Exception {
    io.type("the first password", "the second password");
    run("add", "pi");
    String stamp = new Accounts(home).find("pi").orElseThrow().stamp();
    assertThat(run("password", "pi")).isEqualTo(Command.OK);
    Account changed = new Accounts(home).find("pi").orElseThrow();
    assertThat(changed.password().matches("the second password")).isTrue();
    assertThat(changed.stamp()).isNotEqualTo(stamp);
  }

  @Test
  @DisplayName("leaves all as it was if something is wrong, and says what")
  void refusals() throws Exception {
    io.type("a long password", "short");
    run("add", "pi");
    String before = Files.readString(home.resolve("identity").resolve("accounts.json"));
    assertThat(run("add", "pi")).isEqualTo(Command.FAILED);
    assertThat(run("add", "delegate")).as("a short password").isEqualTo(Command.FAILED);
    assertThat(run("add", "delegate")).as("no password").isEqualTo(Command.FAILED);
    assertThat(run("add", "two words")).isEqualTo(Command.USAGE);
    assertThat(run("grant", "nobody", "group")).isEqualTo(Command.FAILED);
    assertThat(run("password", "nobody")).isEqualTo(Command.FAILED);
    assertThat(run("remove", "nobody")).isEqualTo(Command.FAILED);
    assertThat(run("grant", "pi")).isEqualTo(Command.USAGE);
    assertThat(run("invent", "pi")).isEqualTo(Command.USAGE);
    assertThat(run()).isEqualTo(Command.USAGE);
    assertThat(io.errors()).hasSize(10).noneMatch(error -> error.contains("short\""));
    assertThat(home.resolve("identity").resolve("accounts.json")).content().isEqualTo(before);
  }

  private int run(String... args) throws Exception {
    return command.run(List.of(args), io);
  }
}
