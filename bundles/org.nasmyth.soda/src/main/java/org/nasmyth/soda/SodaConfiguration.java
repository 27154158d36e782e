// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the cut-out service: {@code org.nasmyth.soda.json}. */
@ObjectClassDefinition(
    id = SodaConfiguration.PID,
    name = "SODA service",
    description = "Pieces cut out of products.")
public @interface SodaConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.soda";

  @AttributeDefinition(
      name = "Time limit",
      description =
          "The longest time that a synchronous request may take with all that it sends, in seconds.",
      min = "1")
  int syncSeconds() default 3600;

  @AttributeDefinition(
      name = "Requests at a time",
      description =
          "How many synchronous requests are worked on at a time; others wait a little, then get 503.",
      min = "1")
  int atOnce() default 32;

  @AttributeDefinition(
      name = "Patience",
      description = "How long a synchronous request waits for its turn, in seconds.",
      min = "0")
  int waitSeconds() default 10;

  @AttributeDefinition(
      name = "Most cut-outs",
      description = "The most cut-outs of one request or job.",
      min = "1")
  int mostCutouts() default 1000;

  @AttributeDefinition(
      name = "Default time of jobs",
      description = "How long a job may take if its user does not say, in seconds.",
      min = "1")
  int asyncSeconds() default 3600;

  @AttributeDefinition(
      name = "Hard time of jobs",
      description = "How long a job may take, whatever its user says, in seconds.",
      min = "1")
  int asyncSecondsHard() default 14_400;

  @AttributeDefinition(
      name = "Default retention",
      description = "After how many hours jobs are removed if their users do not say.",
      min = "1")
  int retentionHours() default 24;

  @AttributeDefinition(
      name = "Hard retention",
      description = "For how many hours jobs are kept at most.",
      min = "1")
  int retentionHoursHard() default 168;

  @AttributeDefinition(
      name = "Most bytes of a job",
      description = "How large the results of one job may become together, in bytes.",
      min = "1")
  long asyncBytes() default 20_000_000_000L;

  @AttributeDefinition(
      name = "Trusted proxies",
      description =
          "Addresses or networks of reverse proxies whose X-Forwarded-For is believed, such as"
              + " 10.1.0.0/16.")
  String[] trustedProxies() default {};
}
