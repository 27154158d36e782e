// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import jakarta.servlet.Servlet;
import java.util.Set;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.dali.login.FailedLogins;
import org.nasmyth.dali.login.PasswordGrant;
import org.nasmyth.dali.login.TokenAnswer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A token service in ESO's shape whose tokens come from an OpenID Connect provider, so that scripts
 * written for ESO log in at an archive that has a provider. What else the provider gives, such as
 * refresh tokens, is not handed on. Tokens are checked when they are used, as any others.
 */
@Component(
    name = TokenServiceConfiguration.PID,
    service = Servlet.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TokenServiceConfiguration.class, factory = true)
public final class ProviderTokenServlet extends PasswordGrant {

  private static final long serialVersionUID = 1L;

  private final transient TokenEndpoint endpoint;

  /** Asks a provider when the first password comes. */
  @Activate
  public ProviderTokenServlet(
      TokenServiceConfiguration configuration, @Reference FailedLogins failures) {
    super(Set.of(configuration.clients()), failures);
    this.endpoint =
        new TokenEndpoint(
            DiscoveryDocument.of(given("issuer", configuration.issuer())),
            given("client", configuration.client()),
            configuration.secret(),
            configuration.scope());
  }

  @Override
  protected TokenAnswer tokens(Credentials.Password password, String client) {
    return endpoint.ask(password);
  }

  private static String given(String setting, String value) {
    String text = String.valueOf(value).strip();
    if (value == null || text.isEmpty()) {
      throw new IllegalArgumentException(setting + " has to be given");
    }
    return text;
  }
}
