// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.access.grants~<instance>.json}. */
@ObjectClassDefinition(
    id = GrantsConfiguration.PID,
    name = "Access by grants",
    description =
        "Who may see which rows and files. Tables are told by lines of the form"
            + " table=schema.name; word=column; …")
public @interface GrantsConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.access.grants";

  @AttributeDefinition(
      name = "Database",
      description =
          "An OSGi filter that chooses the database with the tables of programmes and grants.")
  String database_target() default "(name=access)";

  @AttributeDefinition(
      name = "Programmes",
      description =
          "The table of programmes of which nobody else may know: programme, private (1 or true),"
              + " until (from when on they are none). Empty if there are none.")
  String programmes() default "";

  @AttributeDefinition(
      name = "Grants",
      description =
          "Tables of which each row gives a user or a group a right to a programme, an instrument,"
              + " or an instrument within a programme: user, group, programme, instrument, right"
              + " (metadata, or data, which is also meant by none), expires.")
  String[] grants() default {};

  @AttributeDefinition(
      name = "Protected tables",
      description =
          "Tables with rows that not everybody may know of, table=schema.* for all others of a schema:"
              + " programme, instrument, metadataRelease,"
              + " via=column -> schema.table.column for tables whose rows belong to rows of another"
              + " protected table, partnerless=visible for rows that belong to none.")
  String[] tables() default {};

  @AttributeDefinition(
      name = "Operators",
      description = "Groups whose members may see and have everything.")
  String[] operators() default {};

  @AttributeDefinition(
      name = "Seconds of memory",
      description =
          "How long what was read from the tables of programmes and grants is believed; 0 to read it"
              + " anew for each request.")
  int cacheSeconds() default 5;
}
