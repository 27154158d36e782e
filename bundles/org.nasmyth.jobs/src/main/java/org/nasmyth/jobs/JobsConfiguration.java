// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the queue of jobs: the file {@code org.nasmyth.jobs.json}. */
@ObjectClassDefinition(
    id = JobsConfiguration.PID,
    name = "Jobs",
    description = "The queue of asynchronous jobs of all services.")
public @interface JobsConfiguration {

  /** The PID. */
  String PID = "org.nasmyth.jobs";

  @AttributeDefinition(
      name = "Folder",
      description =
          "Where results are kept, and the job store unless a URL is given; empty for the folder"
              + " jobs of the server's home. Servers that share a store have to share this, too.")
  String folder() default "";

  @AttributeDefinition(
      name = "Store",
      description =
          "The JDBC URL of a database that keeps the jobs, such as"
              + " jdbc:postgresql://localhost/jobs, which several servers may share; empty for a"
              + " file in the folder.")
  String url() default "";

  @AttributeDefinition(name = "User", description = "The user of the store; empty for none.")
  String user() default "";

  @AttributeDefinition(name = "Password", description = "The password of the store's user.")
  String _password() default "";

  @AttributeDefinition(
      name = "Driver",
      description =
          "An OSGi filter that chooses the JDBC driver, such as"
              + " (osgi.jdbc.driver.class=org.postgresql.Driver).")
  String driver_target() default "(osgi.jdbc.driver.class=org.h2.Driver)";

  @AttributeDefinition(
      name = "Running",
      description = "The most jobs that run at a time.",
      min = "1")
  int running() default 4;

  @AttributeDefinition(
      name = "Running per user",
      description =
          "The most jobs that run at a time for one user, or one address if nobody logged in.",
      min = "1")
  int runningPerUser() default 2;

  @AttributeDefinition(
      name = "Waiting per user",
      description = "The most jobs that wait for one user, or one address; more get status 503.",
      min = "1")
  int waitingPerUser() default 100;

  @AttributeDefinition(
      name = "Over the limit",
      description =
          "What becomes of a job that its user starts while as many as may run do: queue lets it"
              + " wait, refuse answers status 503.")
  String overLimit() default "queue";

  @AttributeDefinition(
      name = "Archive",
      description =
          "For how many hours a job is shown as ARCHIVED after its results were removed; 0 to"
              + " forget it at once.",
      min = "0")
  int archiveHours() default 168;

  @AttributeDefinition(
      name = "Lease",
      description =
          "After how many seconds without a sign of life a server's jobs are taken over by"
              + " another that shares the store.",
      min = "1")
  int leaseSeconds() default 30;
}
