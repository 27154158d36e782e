// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * What stands in every page as it is, its style or its script.
 *
 * @param text the content of the element, fit for HTML and XML
 * @param hash by which the page's content security policy lets it pass
 */
record PagePart(String text, String hash) {

  /** Reads a part that lies beside this class. */
  static PagePart read(String name) {
    try (InputStream in = Objects.requireNonNull(PagePart.class.getResourceAsStream(name), name)) {
      String text = "/*<![CDATA[*/\n" + new String(in.readAllBytes(), UTF_8) + "/*]]>*/";
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new PagePart(text, "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
