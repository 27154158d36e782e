// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as a configuration file without further lines has them. */
final class Defaults {

  private Defaults() {}

  /** A configuration with some values given. */
  static <T> T of(Class<T> configuration, Map<String, Object> given) {
    return configuration.cast(
        Proxy.newProxyInstance(
            configuration.getClassLoader(),
            new Class<?>[] {configuration},
            (proxy, method, args) ->
                given.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
