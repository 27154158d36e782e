// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads tables into the archive. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Loads files (VOTable, FITS, Parquet, ECSV, CSV, ...) into one table of the embedded archive, all or nothing.",
      "Types, units, UCDs, descriptions and the position columns are taken from the files."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class LoadCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Option(names = "--replace", description = "Replaces the table if it is there already.")
  private boolean replace;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "obs",
      description = "The database to load into. Default: ${DEFAULT-VALUE}.")
  private String database;

  @Parameters(index = "0", paramLabel = "SCHEMA.TABLE", description = "The table to make.")
  private String table;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE[#POSITION]",
      description = "What to load: a file, or the table at a position in it.")
  private List<String> files;

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    List<String> args = new ArrayList<>();
    if (replace) {
      args.add("--replace");
    }
    args.addAll(List.of("--database", database, table));
    args.addAll(files);
    return new Caller(home.home(), Terminal.ofThisProcess())
        .call(Installation.ofThisProcess(), "demo", "load", args);
  }
}
