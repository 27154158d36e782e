// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.ingest.archive.TakenFile;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.ingest.mapping.Mapping;

/** Shows the rows that files would give, and writes nothing. */
final class DryRun {

  private final FileWalk walk;
  private final StorageRoots roots;
  private final FileReader reader;
  private final CommandIo io;

  DryRun(FileWalk walk, StorageRoots roots, FileReader reader, CommandIo io) {
    this.walk = walk;
    this.roots = roots;
    this.reader = reader;
    this.io = io;
  }

  void run() throws InterruptedException, FileWalk.StoppedException {
    walk.visit(
        new FileWalk.Visitor() {
          @Override
          public void file(Path file) throws InterruptedException {
            if (io.cancelled()) {
              throw new InterruptedException("Given up.");
            }
            show(file);
          }

          @Override
          public void other(Path path, String why) {
            io.println(path + ": skipped: " + why);
          }
        });
  }

  private void show(Path file) throws InterruptedException {
    if (!FileName.isFits(String.valueOf(file.getFileName()))) {
      io.println(file + ": no FITS file; taken in if a product names it");
      return;
    }
    String path = roots.relative(file).orElseGet(file::toString);
    Outcome outcome = reader.read(file, path, null, null);
    if (outcome instanceof Outcome.Skipped skipped) {
      io.println(file + ": skipped: " + skipped.why());
    } else if (outcome instanceof Outcome.Ready ready) {
      show(file, ready.file());
    }
  }

  private void show(Path file, TakenFile taken) {
    StringBuilder text = new StringBuilder();
    text.append(file)
        .append(": mapping ")
        .append(taken.mapping())
        .append(", identifier ")
        .append(taken.id());
    for (TakenFile.DatasetRow row : taken.rows()) {
      text.append("\n  ").append(row.table());
      for (int i = 0; i < row.columns().size(); i++) {
        @Nullable Object value = row.values().get(i);
        if (value != null) {
          text.append("\n    ").append(row.columns().get(i)).append(" = ").append(shown(value));
        }
      }
    }
    int number = 0;
    for (String source : taken.description().sources()) {
      text.append("\n  source ").append(++number).append(" = ").append(source);
    }
    number = 0;
    for (Mapping.Named companion : taken.description().companions()) {
      text.append("\n  companion ").append(++number).append(" = ").append(companion.file());
      if (companion.category() != null) {
        text.append(" (").append(companion.category()).append(')');
      }
    }
    text.append("\n  size = ").append(taken.seen().size());
    text.append("\n  checksum = ").append(taken.seen().checksum());
    taken.remarks().forEach(remark -> text.append("\n  remark: ").append(remark));
    io.println(text.toString());
  }

  private static String shown(Object value) {
    return value instanceof double[] numbers
        ? Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(" "))
        : value.toString();
  }
}
