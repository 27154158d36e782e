// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.identity.oidc~<instance>.json} for each provider. */
@ObjectClassDefinition(
    id = OidcConfiguration.PID,
    name = "OpenID Connect provider",
    description = "Whose tokens are accepted, and what is read from them.")
public @interface OidcConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.identity.oidc";

  @AttributeDefinition(
      name = "Issuer",
      description =
          "The provider's address, exactly as its tokens say it in the claim iss, such as"
              + " https://sso.example.org/realms/archive.")
  String issuer();

  @AttributeDefinition(
      name = "Audiences",
      description =
          "For whom tokens must be (aud): the client's id for ID tokens, or what the provider calls"
              + " the archive in access tokens. One of them is enough.")
  String[] audiences();

  @AttributeDefinition(
      name = "Algorithms",
      description = "The signatures that are accepted; only those with public keys.")
  String[] algorithms() default {"RS256", "PS256", "ES256"};

  @AttributeDefinition(
      name = "Clock skew",
      description = "By how many seconds the provider's clock may differ from ours.",
      min = "0",
      max = "300")
  int skewSeconds() default 30;

  @AttributeDefinition(
      name = "Claim of the name",
      description = "Where a token says who it is of; it must not change and not be given again.")
  String nameClaim() default "preferred_username";

  @AttributeDefinition(
      name = "Claims of groups",
      description =
          "Where a token says what groups somebody is in, such as groups or realm_access.roles; a"
              + " dot leads into an object.")
  String[] groupClaims() default {"groups"};

  @AttributeDefinition(
      name = "Prefix",
      description =
          "What is put before names and groups, so that they differ from those of other providers,"
              + " such as 'eso:'; empty for nothing.")
  String prefix() default "";

  @AttributeDefinition(
      name = "Withdrawal",
      description =
          "After how many seconds at most a key that the provider has withdrawn is believed no"
              + " more, and with it the tokens that it has signed; at least 120. The provider is"
              + " asked for its keys twice in that time while tokens come.",
      min = "120")
  int withdrawalSeconds() default 300;
}
