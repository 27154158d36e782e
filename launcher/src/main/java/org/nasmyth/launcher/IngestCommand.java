// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes FITS files into the archive. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Takes FITS files into the archive: rows of ivoa.ObsCore, dbo.raw and others by mapping files, footprints, "
          + "provenance, files that come along, previews.",
      "Can be given up and run again at any time; files that are as they were are passed by."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class IngestCommand implements Callable<Integer> {
  private static final String SETTINGS = "org.nasmyth.ingest.json";

  private static final String SAMPLE = "ingest";

  /** What homes were made from before they could be made for files of one's own. */
  private static final String SAMPLE_OF_OLD_HOMES = "demo";

  /** Without them no file that is taken in could be found, or read. */
  private static final Set<String> NEEDS =
      Set.of("org.nasmyth.products.tables", "org.nasmyth.storage.file");

  @Mixin private HomeOption home;

  @ArgGroup(multiplicity = "1")
  private Wanted wanted;

  @Option(names = "--dry-run", description = "Shows the rows and writes nothing.")
  private boolean dryRun;

  @Option(names = "--again", description = "Also takes in files that are as they were.")
  private boolean again;

  @Option(
      names = "--remove-missing",
      description = "Takes files below PATH out of the archive that are not there any more.")
  private boolean removeMissing;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes what became of each file into a file.")
  private @Nullable Path report;

  /** Either files, or the mappings. */
  static final class Wanted {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories.")
    private List<String> paths;

    @Option(
        names = "--copy-mappings",
        description = "Writes the mapping files into the home's etc/mappings, to be changed there.")
    private boolean copyMappings;
  }

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    List<String> args = new ArrayList<>();
    if (wanted.copyMappings) {
      args.add("--copy-mappings");
    } else {
      args.addAll(wanted.paths);
    }
    if (dryRun) {
      args.add("--dry-run");
    }
    if (again) {
      args.add("--again");
    }
    if (removeMissing) {
      args.add("--remove-missing");
    }
    if (report != null) {
      args.addAll(List.of("--report", report.toString()));
    }
    Installation installation = Installation.ofThisProcess();
    Caller caller = new Caller(home.home(), Terminal.ofThisProcess());
    boolean added =
        home.home()
            .complete(
                installation
                    .configurationSample(SAMPLE_OF_OLD_HOMES)
                    .resolve("etc")
                    .resolve(SETTINGS),
                NEEDS,
                installation.configurationSample(SAMPLE).resolve("etc"));
    if (added) {
      System.err.println(
          "nasmyth: added etc/"
              + SETTINGS
              + " to this home, which was made before there was one; its 'roots' are to be those of"
              + " org.nasmyth.storage.file");
    }
    return caller.call(installation, SAMPLE, "ingest", args, added);
  }
}
