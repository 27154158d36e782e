// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;

/**
 * Where a provider says what is where (OpenID Connect Discovery 1.0, section 4). Fetched at each
 * look. Safe for any thread.
 *
 * @param issuer the provider's address
 * @param retriever what fetches, within limits of time and size
 */
record DiscoveryDocument(String issuer, ResourceRetriever retriever) {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_BYTES = 512 * 1024;

  /** That of a provider. */
  static DiscoveryDocument of(String issuer) {
    return new DiscoveryDocument(
        issuer, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES));
  }

  /**
   * An address of the provider's.
   *
   * @param member of the document, such as {@code jwks_uri}
   * @throws IOException if the document is not to be had, of another issuer, or has no such address
   */
  URI address(String member) throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String document =
        retriever
            .retrieveResource(web(base + "/.well-known/openid-configuration").toURL())
            .getContent();
    Map<String, Object> discovered;
    try {
      discovered = JSONObjectUtils.parse(document);
    } catch (ParseException e) {
      throw new IOException("its discovery document is no JSON", e);
    }
    if (!issuer.equals(discovered.get("issuer"))) {
      throw new IOException("its discovery document is of another issuer");
    }
    if (!(discovered.get(member) instanceof String address)) {
      throw new IOException("its discovery document has no " + member);
    }
    return web(address);
  }

  private static URI web(String text) throws IOException {
    try {
      URI address = URI.create(text);
      if ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address: " + text, e);
    }
    throw new IOException("not an address of the web: " + text);
  }
}
