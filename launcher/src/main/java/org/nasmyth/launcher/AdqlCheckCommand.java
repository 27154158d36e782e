// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasmyth.query.check.CheckedQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks queries: their grammar here, their meaning by the running server. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads queries and prints one JSON object a line for each: verdict (valid or invalid),"
          + " position with line and column, message, and the columns with their types.",
      "A file holds one query, or JSON objects, one a line, with a field 'query' each."
    },
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:All queries were checked; the verdicts are in the output.",
      "1:They could not be checked; or, with --exit-code, one is invalid.",
      "2:The command line is wrong."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class AdqlCheckCommand implements Callable<Integer> {
  @Mixin private HomeOption home;
  @Spec private CommandSpec spec;

  @Option(
      names = "--parse-only",
      description = "Checks the grammar alone; needs neither a home nor a running server.")
  private boolean parseOnly;

  @Option(
      names = "--exit-code",
      description = "Ends with status 1 if a query is invalid, for use in scripts.")
  private boolean exitCode;

  @Option(
      names = "--service",
      paramLabel = "PATH",
      description =
          "The TAP service that would run the queries, such as tap_obs. Default: the first.")
  private @Nullable String service;

  @Parameters(paramLabel = "FILE", description = "What to read; - is the standard input.")
  private String file;

  @Override
  public Integer call() throws LaunchException, IOException {
    List<String> queries = QueryFile.queries(text());
    if (!parseOnly) {
      List<String> args = new ArrayList<>(List.of("check"));
      if (exitCode) {
        args.add("--exit-code");
      }
      if (service != null) {
        args.addAll(List.of("--service", service));
      }
      args.addAll(queries);
      return new Caller(home.home(), Terminal.ofThisProcess()).callRunning("adql", args);
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean allValid = true;
    for (String query : queries) {
      CheckedQuery checked = CheckedQuery.parse(query);
      allValid &= checked.valid();
      out.println(checked.json());
    }
    out.flush();
    return allValid || !exitCode ? 0 : 1;
  }

  private String text() throws LaunchException {
    try {
      return file.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new LaunchException("cannot read " + file + " as UTF-8 text: " + e.getMessage(), e);
    }
  }
}
