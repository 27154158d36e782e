// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as a configuration file without further lines has them. */
public final class Defaults {

  private Defaults() {}

  /**
   * A configuration with some values given.
   *
   * @param configuration an annotation type
   * @param given values by the names of their methods
   */
  public static <T> T of(Class<T> configuration, Map<String, Object> given) {
    return configuration.cast(
        Proxy.newProxyInstance(
            configuration.getClassLoader(),
            new Class<?>[] {configuration},
            (proxy, method, args) ->
                given.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
