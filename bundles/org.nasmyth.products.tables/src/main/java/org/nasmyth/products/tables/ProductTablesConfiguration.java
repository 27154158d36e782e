// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One file {@code org.nasmyth.products.tables~<instance>.json}. */
@ObjectClassDefinition(
    id = ProductTablesConfiguration.PID,
    name = "Products from tables",
    description =
        "Which columns of a database tell of products. Each setting is a line of the form"
            + " table=schema.name; key=column; …")
public @interface ProductTablesConfiguration {

  /** The factory PID. */
  String PID = "org.nasmyth.products.tables";

  @AttributeDefinition(
      name = "Database",
      description = "An OSGi filter that chooses the database, such as (name=obs).")
  String database_target() default "(name=*)";

  @AttributeDefinition(
      name = "Datasets",
      description = "Tables with a row for each raw frame (kind=raw) or product (kind=product).")
  String[] datasets() default {};

  @AttributeDefinition(
      name = "Files",
      description = "The table of the files of each product: id, product, internal, category, …")
  String files() default "";

  @AttributeDefinition(
      name = "Made files",
      description = "The table of files made from others: id, internal, category, …")
  String made() default "";

  @AttributeDefinition(
      name = "Sources",
      description = "The table that says what was made from what: internal, source, order.")
  String sources() default "";

  @AttributeDefinition(
      name = "Stored files",
      description = "The table that says where files are: id, path, length, contentType.")
  String stored() default "";
}
