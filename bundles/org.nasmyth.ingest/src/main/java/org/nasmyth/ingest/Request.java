// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.CommandIo;

/**
 * What the caller wants.
 *
 * @param paths files and directories
 * @param dryRun show the rows and write nothing
 * @param again also files that are as they were
 * @param removeMissing take files out that are not there any more
 * @param report a file for what became of each file; null for none
 * @param copyMappings write the mappings that we bring along into the directory of mappings
 */
record Request(
    List<Path> paths,
    boolean dryRun,
    boolean again,
    boolean removeMissing,
    @Nullable Path report,
    boolean copyMappings) {

  static final String SYNOPSIS =
      "Usage: ingest PATH... [--dry-run] [--again] [--remove-missing] [--report FILE]\n"
          + "       ingest --copy-mappings";

  Request {
    paths = List.copyOf(paths);
  }

  /**
   * Reads the words of the command line.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static Request parse(List<String> args, CommandIo io) {
    List<Path> paths = new ArrayList<>();
    boolean dryRun = false;
    boolean again = false;
    boolean removeMissing = false;
    boolean copyMappings = false;
    Path report = null;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--dry-run" -> dryRun = true;
        case "--again" -> again = true;
        case "--remove-missing" -> removeMissing = true;
        case "--copy-mappings" -> copyMappings = true;
        case "--report" -> {
          i++;
          if (i == args.size()) {
            throw new IllegalArgumentException("--report needs the name of a file.");
          }
          report = path(args.get(i), io);
        }
        default -> {
          if (arg.startsWith("--")) {
            throw new IllegalArgumentException("ingest does not know '" + arg + "'.");
          }
          paths.add(path(arg, io));
        }
      }
    }
    if (paths.isEmpty() && !copyMappings) {
      throw new IllegalArgumentException("ingest needs a file or a directory.");
    }
    return new Request(paths, dryRun, again, removeMissing, report, copyMappings);
  }

  private static Path path(String text, CommandIo io) {
    try {
      return io.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' cannot be a file's name.", e);
    }
  }
}
