// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The optional file {@code org.nasmyth.dali.login.json}. */
@ObjectClassDefinition(
    id = LoginConfiguration.PID,
    name = "Login",
    description = "What all services share when callers log in.")
public @interface LoginConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.dali.login";

  @AttributeDefinition(
      name = "Trusted proxies",
      description =
          "The addresses, or networks such as 10.1.0.0/16, of reverse proxies whose X-Forwarded-For"
              + " tells a client's address; failed logins are counted by it.")
  String[] trustedProxies() default {};
}
