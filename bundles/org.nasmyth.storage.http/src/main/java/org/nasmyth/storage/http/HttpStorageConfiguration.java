// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.storage.http~<instance>.json}. */
@ObjectClassDefinition(
    id = HttpStorageConfiguration.PID,
    name = "Storage behind HTTP",
    description = "A web server that holds an archive's files and delivers ranges of them.")
public @interface HttpStorageConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.storage.http";

  @AttributeDefinition(name = "Name", description = "A short word by which the storage is known.")
  String name() default "origin";

  @AttributeDefinition(
      name = "Origin",
      description = "The address below which files are, such as https://files.example.org/archive.")
  String origin();

  @AttributeDefinition(
      name = "Suffixes",
      description = "Endings that are appended to a reference, tried in order; empty for none.")
  String[] suffixes() default {""};

  @AttributeDefinition(
      name = "Authorization",
      description = "The value of the Authorization header that the server wants; empty for none.")
  String authorization() default "";

  @AttributeDefinition(
      name = "Time limit",
      description = "How long one request may take until its answer begins, in seconds.",
      min = "1")
  int timeoutSeconds() default 30;
}
