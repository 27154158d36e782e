// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.dali.login.FailedLogins;
import org.nasmyth.dali.login.PasswordGrant;
import org.nasmyth.dali.login.TokenAnswer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The token service of the accounts here, and the documents by which others can check its tokens
 * (OpenID Connect Discovery 1.0).
 */
@Component(
    name = "org.nasmyth.identity.local.tokens",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=sso",
      "osgi.http.whiteboard.servlet.pattern=" + TokenServlet.PATH + "/*"
    })
public final class TokenServlet extends PasswordGrant {

  static final String PATH = "/sso/oidc";

  private static final long serialVersionUID = 1L;

  private final transient LocalIdentity identity;

  /** Gives tokens for the accounts here. */
  @Activate
  public TokenServlet(@Reference LocalIdentity identity, @Reference FailedLogins failures) {
    super(identity.settings().clients(), failures);
    this.identity = identity;
  }

  @Override
  protected TokenAnswer tokens(Credentials.Password password, String client) {
    return identity.login(password, client);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/token", "/accessToken" -> grant(request, response);
      case "/jwks" -> publish(identity.publicKeys(), response);
      case "/.well-known/openid-configuration" -> publish(discovery(), response);
      default -> nothing(response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/token", "/accessToken" -> grant(request, response);
      default -> nothing(response);
    }
  }

  private Map<String, Object> discovery() {
    String issuer = identity.settings().issuer();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("token_endpoint", issuer + "/token");
    document.put("jwks_uri", issuer + "/jwks");
    document.put("grant_types_supported", List.of("password"));
    document.put("response_types_supported", List.of("id_token token"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("ES256"));
    document.put("token_endpoint_auth_methods_supported", List.of("none"));
    document.put("claims_supported", List.of("sub", "preferred_username", "groups"));
    return document;
  }

  private static void publish(Map<String, Object> document, HttpServletResponse response)
      throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    send(200, JSONObjectUtils.toJSONString(document).getBytes(UTF_8), response);
  }

  private static void nothing(HttpServletResponse response) throws IOException {
    error(404, "not_found", "There is nothing here.", response);
  }
}
