// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of one TAP service: one file {@code org.nasmyth.tap~<instance>.json}. */
@ObjectClassDefinition(
    id = TapConfiguration.PID,
    name = "TAP service",
    description = "A Table Access Protocol service on one database.")
public @interface TapConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.tap";

  @AttributeDefinition(
      name = "Path",
      description = "Where the service answers below the server's root, without slashes around it.")
  String path() default "tap";

  @AttributeDefinition(name = "Title", description = "The service's name for people.")
  String title() default "TAP service";

  @AttributeDefinition(name = "Description", description = "One line for the service's page.")
  String description() default "";

  @AttributeDefinition(
      name = "Publisher",
      description = "Who publishes the data; told in each result.")
  String publisher() default "";

  @AttributeDefinition(
      name = "Contact",
      description = "Whom to ask about the data: an address of mail or the web, told in results.")
  String contact() default "";

  @AttributeDefinition(
      name = "Citation",
      description = "How to cite the data, told in each result.")
  String citation() default "";

  @AttributeDefinition(
      name = "Reference",
      description = "The address of a page about the data, told in each result.")
  String referenceUrl() default "";

  @AttributeDefinition(
      name = "Licence",
      description = "The address of the data's licence, told in each result.")
  String rightsUri() default "";

  @AttributeDefinition(
      name = "Frame",
      description =
          "The frame of equatorial positions, as VOTable's COOSYS names it: ICRS, eq_FK5 or"
              + " eq_FK4; empty to tell it only where a column's metadata do.")
  String frame() default "";

  @AttributeDefinition(
      name = "DataLink",
      description =
          "The address of a DataLink service that results with product identifiers announce; empty"
              + " for none.")
  String datalink() default "";

  @AttributeDefinition(
      name = "DataLink columns",
      description = "The names of columns that hold identifiers for it, the best one first.")
  String[] datalinkColumns() default {"obs_publisher_did", "dp_id"};

  @AttributeDefinition(
      name = "Database",
      description = "An OSGi filter that chooses the database, such as (name=obs).")
  String database_target() default "(name=*)";

  @AttributeDefinition(
      name = "Default schema",
      description = "Where table names without a schema are looked for first; empty for nowhere.")
  String defaultSchema() default "";

  @AttributeDefinition(
      name = "Ignore case",
      description =
          "Whether texts are compared, sorted and grouped without regard to upper and lower case."
              + " ADQL says no; clients of some archives rely on it. Takes the index from such"
              + " conditions.")
  boolean ignoreCase() default false;

  @AttributeDefinition(
      name = "Column order",
      description = "The order of the columns that SELECT * means: stored or alphabetical.")
  String columnOrder() default "stored";

  @AttributeDefinition(
      name = "Lower-case aliases",
      description = "Whether names that a query gives without quotes become lower case.")
  boolean lowerCaseAliases() default false;

  @AttributeDefinition(
      name = "Default row limit",
      description = "The most rows of a result when the client sends no MAXREC.",
      min = "1")
  long maxrec() default 20_000;

  @AttributeDefinition(
      name = "Hard row limit",
      description = "The most rows of a result, whatever MAXREC says.",
      min = "1")
  long maxrecHard() default 15_000_000;

  @AttributeDefinition(
      name = "Byte limit",
      description = "After so many bytes, before any compression, a result is cut off and says so.",
      min = "1")
  long outputBytes() default 50_000_000_000L;

  @AttributeDefinition(
      name = "Time limit",
      description = "The longest time that a synchronous query may take, in seconds.",
      min = "1")
  int syncSeconds() default 120;

  @AttributeDefinition(
      name = "Default time of jobs",
      description = "How long an asynchronous query may take if its user does not say, in seconds.",
      min = "1")
  int asyncSeconds() default 3600;

  @AttributeDefinition(
      name = "Most time of jobs",
      description = "The longest time that an asynchronous query may take, in seconds.",
      min = "1")
  int asyncSecondsHard() default 3600;

  @AttributeDefinition(
      name = "Default retention",
      description =
          "After how many hours a job is removed with its result if its user does not say.",
      min = "1")
  int retentionHours() default 24;

  @AttributeDefinition(
      name = "Most retention",
      description = "For how many hours a user may have a job kept.",
      min = "1")
  int retentionHoursHard() default 4320;

  @AttributeDefinition(
      name = "Uploads",
      description = "Whether queries can bring tables along, if the database can take them.")
  boolean uploads() default true;

  @AttributeDefinition(
      name = "Most rows of uploads",
      description = "The most rows of each table that a query brings along.",
      min = "1")
  long uploadRows() default 2_000_000;

  @AttributeDefinition(
      name = "Most bytes of uploads",
      description =
          "The most bytes of each table that a query brings along, also when it is expanded.",
      min = "1")
  long uploadBytes() default 268_435_456;

  @AttributeDefinition(
      name = "Space of uploads",
      description =
          "The most bytes on disk of the tables of all queries that run at a time, and of requests"
              + " that are coming in; files of waiting jobs are not counted.",
      min = "1")
  long uploadSpace() default 4_294_967_296L;

  @AttributeDefinition(
      name = "Hosts of uploads",
      description =
          "Hosts that tables may be fetched from although they are not on the public network, such"
              + " as localhost; all others are refused.")
  String[] uploadHosts() default {};

  @AttributeDefinition(
      name = "Time of uploads",
      description = "How long fetching one table from a URL may take, in seconds.",
      min = "1")
  int uploadSeconds() default 60;

  @AttributeDefinition(
      name = "Base URL",
      description = "The service's public address; empty to take it from each request.")
  String baseUrl() default "";

  @AttributeDefinition(
      name = "Stored address",
      description =
          "What the addresses in the tables begin with if that is not where the archive is served;"
              + " empty if it is.")
  String storedAddress() default "";

  @AttributeDefinition(
      name = "Present address",
      description = "What those addresses begin with in results; empty if they stay as they are.")
  String presentAddress() default "";

  @AttributeDefinition(
      name = "Trusted proxies",
      description =
          "The addresses, or networks such as 10.1.0.0/16, of reverse proxies whose X-Forwarded-For"
              + " tells a client's address; jobs of callers who did not log in are counted by it.")
  String[] trustedProxies() default {};

  @AttributeDefinition(
      name = "Examples",
      description =
          "Queries to learn from. Each begins with a comment line that is its title, further"
              + " comment lines explain it.")
  String[] examples() default {};
}
