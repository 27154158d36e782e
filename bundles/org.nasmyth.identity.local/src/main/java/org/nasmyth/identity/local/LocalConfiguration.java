// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The file {@code org.nasmyth.identity.local.json}; without it nobody logs in here. */
@ObjectClassDefinition(
    id = LocalConfiguration.PID,
    name = "Local identity",
    description = "Accounts of the archive's own, and a small OpenID provider for them.")
public @interface LocalConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.identity.local";

  @AttributeDefinition(
      name = "Issuer",
      description =
          "The public address of the token service, which ends in /sso/oidc, such as"
              + " https://archive.example.org/sso/oidc.")
  String issuer();

  @AttributeDefinition(
      name = "Clients",
      description = "What clients may call themselves (client_id) when they ask for a token.")
  String[] clients() default {"clientid"};

  @AttributeDefinition(
      name = "Life of tokens",
      description = "After how many hours a token expires.",
      min = "1")
  int tokenHours() default 8;

  @AttributeDefinition(
      name = "Life of keys",
      description = "After how many days tokens are signed with a new key.",
      min = "1")
  int keyDays() default 30;

  @AttributeDefinition(
      name = "Basic",
      description = "Whether names and passwords are also taken by HTTP Basic, as TOPCAT needs it.")
  boolean basic() default true;

  @AttributeDefinition(
      name = "Realm",
      description = "What browsers and clients call the archive when they ask for a password.")
  String realm() default "archive";
}
