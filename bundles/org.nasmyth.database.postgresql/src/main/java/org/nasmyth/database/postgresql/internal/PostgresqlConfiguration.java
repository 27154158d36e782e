// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One PostgreSQL database. */
@ObjectClassDefinition(
    name = "Nasmyth PostgreSQL database",
    description = "An archive's tables in a PostgreSQL server, described by its own TAP_SCHEMA.")
public @interface PostgresqlConfiguration {

  /** The word by which services choose this database. */
  @AttributeDefinition(description = "The word by which services choose this database.")
  String name();

  /** A JDBC address with all of the driver's options; empty to make one of the next three. */
  @AttributeDefinition(
      description =
          "jdbc:postgresql://… for special options; else empty, with host, port, database.")
  String url() default "";

  /** Where the server is. */
  @AttributeDefinition(description = "Host of the server.")
  String host() default "localhost";

  /** Where it listens. */
  @AttributeDefinition(description = "Port of the server.")
  int port() default 5432;

  /** Which of the server's databases. */
  @AttributeDefinition(description = "Name of the database within the server.")
  String database() default "";

  /** A role that may read what users may read, and should be able to do no more. */
  @AttributeDefinition(description = "Role that queries run as; it needs no right but to read.")
  String user() default "";

  /** Its password. */
  @AttributeDefinition(
      type = AttributeType.PASSWORD,
      description = "Password of the role; write $[env:…] or $[secret:…] rather than the word.")
  String password() default "";

  /** How many queries run at once; further ones wait. */
  @AttributeDefinition(description = "Connections, and so queries that run at once; others wait.")
  int poolSize() default 10;

  /** The schema with the tables that describe the archive. */
  @AttributeDefinition(description = "Schema that holds the tables of TAP_SCHEMA.")
  String tapSchema() default "tap_schema";

  /** After how many seconds the server ends a query, whatever the service allows; 0 for never. */
  @AttributeDefinition(description = "Seconds after which the server ends a query; 0 for never.")
  int statementTimeout() default 0;

  /** How often to look whether TAP_SCHEMA has changed, in seconds. */
  @AttributeDefinition(description = "Seconds between two looks at TAP_SCHEMA for changes.")
  int refreshInterval() default 10;

  /** The parameters in which the database's own policies find who is asking. */
  @AttributeDefinition(
      description =
          "A word such as nasmyth: policies of the database find who is asking in the parameters"
              + " nasmyth.user and nasmyth.groups. Empty to tell the database nothing.")
  String callerSettings() default "";

  /** Whether to use pgSphere: auto, pgsphere or plain. */
  @AttributeDefinition(
      description =
          "auto uses pgSphere where it is installed, plain never, pgsphere insists on it.")
  String geometry() default "auto";
}
