// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * One file {@code org.nasmyth.identity.oidc.tokens~<instance>.json} for each provider whose people
 * may log in by the archive's address; without it nobody does.
 */
@ObjectClassDefinition(
    id = TokenServiceConfiguration.PID,
    name = "Token service in front of an OpenID Connect provider",
    description =
        "Takes names and passwords as ESO's token service does, and has the provider turn them into"
            + " tokens.")
public @interface TokenServiceConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.identity.oidc.tokens";

  @AttributeDefinition(
      name = "Issuer",
      description = "The provider's address, as in the file that has its tokens accepted.")
  String issuer();

  @AttributeDefinition(
      name = "Client",
      description =
          "What the provider calls the archive (its client id): a client that may use the password"
              + " grant. It is the audience of the ID tokens.")
  String client();

  @AttributeDefinition(
      name = "Secret",
      description =
          "What proves to the provider that the archive asks; write $[env:…] or $[secret:…] rather"
              + " than the word. Empty for a public client.")
  String secret() default "";

  @AttributeDefinition(
      name = "Scope",
      description = "What the provider is asked for, with openid among it.")
  String scope() default "openid";

  @AttributeDefinition(
      name = "Clients",
      description = "What people's clients may call themselves (client_id), as with ESO.")
  String[] clients() default {"clientid"};

  @AttributeDefinition(
      name = "Paths",
      description =
          "Where tokens are to be had. The default takes precedence over the token service of the"
              + " archive's own accounts.")
  String[] osgi_http_whiteboard_servlet_pattern() default {
    "/sso/oidc/token", "/sso/oidc/accessToken"
  };
}
