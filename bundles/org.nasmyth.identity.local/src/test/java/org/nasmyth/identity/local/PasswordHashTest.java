// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hashed password")
class PasswordHashTest {

  @Test
  @DisplayName("matches its password only, also after it was written and read")
  void matches() {
    PasswordHash hash = PasswordHash.of("correct horse", new SecureRandom());
    PasswordHash read = PasswordHash.parse(hash.toString());
    assertThat(read.toString()).isEqualTo(hash.toString()).doesNotContain("horse");
    assertThat(read.matches("correct horse")).isTrue();
    assertThat(read.matches("correct horsf")).isFalse();
    assertThat(read.matches("")).isFalse();
  }

  @Test
  @DisplayName("is computed by scrypt as RFC 7914, section 12, has it")
  void knownVector() {
    // P = pleaseletmein, S = SodiumChloride, N = 16384, r = 8, p = 1; the first 32 bytes
    String expected = base64("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
    PasswordHash hash = PasswordHash.parse("$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$" + expected);
    assertThat(hash.matches("pleaseletmein")).isTrue();
  }

  @Test
  @DisplayName("of one letter typed in two ways is the same")
  void normalised() {
    PasswordHash hash = PasswordHash.of("pässword", new SecureRandom());
    assertThat(hash.matches("pa\u0308ssword")).isTrue();
  }

  @Test
  @DisplayName("is not read where its cost would exhaust the memory")
  void cost() {
    String hash = PasswordHash.of("correct horse", new SecureRandom()).toString();
    for (String broken :
        new String[] {
          hash.replace("ln=15", "ln=30"), hash.replace("ln=15", "ln=0"), hash + "x", "", "plain"
        }) {
      assertThatThrownBy(() -> PasswordHash.parse(broken))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hex));
  }
}
