// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GroupTextTest {

  @Property
  void namesOfAnyCharactersComeBack(@ForAll("names") Set<String> groups) {
    String text = GroupText.of(groups);
    assertThat(GroupText.groups(text)).isEqualTo(groups);
    assertThat(text.chars().filter(c -> c != '\n'))
        .as("what every database keeps")
        .noneMatch(Character::isISOControl);
  }

  @Provide
  Arbitrary<Set<String>> names() {
    Arbitrary<String> awkward =
        Arbitraries.strings().withChars("\\u0a\n\r\t\0 \u0085\ud83d\ude00").ofMaxLength(8);
    return Arbitraries.oneOf(awkward, Arbitraries.strings().ofMaxLength(20)).set().ofMaxSize(5);
  }

  @Test
  void textOfAnOlderServerHasAGroupInEachLine() {
    assertThat(GroupText.groups("")).isEmpty();
    assertThat(GroupText.groups("staff")).isEqualTo(Set.of("staff"));
    assertThat(GroupText.groups("staff\nsurvey \\u0020team"))
        .isEqualTo(Set.of("staff", "survey \\u0020team"));
    assertThat(GroupText.groups("\nwith \\ in it")).isEqualTo(Set.of("with \\ in it"));
  }

  @Test
  void olderServerReadsOrdinaryNames() {
    assertThat(GroupText.of(Set.of("survey team, é")).lines().filter(line -> !line.isEmpty()))
        .containsExactly("survey team, é");
  }
}
