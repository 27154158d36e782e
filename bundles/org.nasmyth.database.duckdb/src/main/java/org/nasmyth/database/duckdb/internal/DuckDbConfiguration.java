// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One embedded archive database. */
@ObjectClassDefinition(
    name = "Nasmyth DuckDB database",
    description = "An archive's tables in one file, run within this process.")
public @interface DuckDbConfiguration {

  /** The word by which services choose this database. */
  @AttributeDefinition(description = "The word by which services choose this database.")
  String name();

  /** The file, made when it is not there; {@code :memory:} for one that lasts as long as we do. */
  @AttributeDefinition(
      description = "Path of the database file, made if absent; :memory: keeps nothing.")
  String file() default ":memory:";

  /** How much memory it may use, such as {@code 4GB}; empty for 80 % of the machine's. */
  @AttributeDefinition(description = "Memory limit such as 4GB; empty for the engine's default.")
  String memoryLimit() default "";

  /** How many processors one query may use; 0 for all. */
  @AttributeDefinition(description = "Processors that one query may use; 0 for all.")
  int threads() default 0;

  /** Where to put what does not fit into memory; empty for beside the file. */
  @AttributeDefinition(description = "Folder for intermediate results; empty for beside the file.")
  String tempDirectory() default "";

  /** How much disk intermediate results may take, such as {@code 20GB}; empty for 90 % of free. */
  @AttributeDefinition(description = "Disk limit of intermediate results such as 20GB.")
  String maxTempSize() default "";

  /** How many queries run at once; further ones wait in order. */
  @AttributeDefinition(description = "Queries that run at once; further ones wait in order.")
  int concurrentQueries() default 16;
}
