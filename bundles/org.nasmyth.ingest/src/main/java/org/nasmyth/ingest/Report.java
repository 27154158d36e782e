// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.ingest.archive.BatchWriter;
import org.nasmyth.ingest.archive.TakenFile;
import org.nasmyth.ingest.mapping.Kind;

/**
 * What became of each file: numbers, and the reasons of those that were skipped; to the caller the
 * first ones, and of each reason a few, to a file all. Used by one thread.
 */
final class Report implements BatchWriter.Notes, Closeable {

  private static final int REASONS_SHOWN = 40;
  private static final int OF_ONE_REASON = 3;

  private final CommandIo io;
  private final Consumer<String> unused;
  private final @Nullable BufferedWriter file;
  private final Map<Kind, Long> taken = new EnumMap<>(Kind.class);
  private long unchanged;
  private long skipped;
  private long removed;
  private long notShown;
  private final Map<Reason, Long> reasons = new LinkedHashMap<>();

  /** What is said of files, several perhaps. */
  private record Reason(String beginning, String text) {}

  /**
   * A report.
   *
   * @param target takes all of it, as lines of outcome, path and reason, divided by tabulators;
   *     null for none
   * @param unused takes pictures away, by their paths
   */
  Report(CommandIo io, @Nullable Path target, Consumer<String> unused) throws IOException {
    this.io = io;
    this.unused = unused;
    this.file = target == null ? null : Files.newBufferedWriter(target, StandardCharsets.UTF_8);
  }

  @Override
  public void taken(TakenFile done) {
    taken.merge(done.kind(), 1L, Long::sum);
    line("taken", done.seen().path(), done.mapping() + " " + done.id());
  }

  /** A file that is as it was when it was taken in. */
  void unchanged(String path) {
    unchanged++;
    line("unchanged", path, "");
  }

  @Override
  public void skipped(String path, String why) {
    skipped++;
    tell("Skipped ", path, why);
    line("skipped", path, why);
  }

  @Override
  public void remark(String path, String what) {
    tell("Remark on ", path, what);
    line("remark", path, what);
  }

  @Override
  public void removed(String path) {
    removed++;
    line("removed", path, "");
  }

  @Override
  public void unused(String picturePath) {
    unused.accept(picturePath);
  }

  private void tell(String beginning, String path, String text) {
    Reason reason = new Reason(beginning, text);
    long before = reasons.getOrDefault(reason, 0L);
    if (before == 0 && reasons.size() == REASONS_SHOWN) {
      notShown++;
      return;
    }
    reasons.put(reason, before + 1);
    if (before < OF_ONE_REASON) {
      io.println(beginning + path + ": " + text);
    }
  }

  private void line(String outcome, String path, String text) {
    if (file != null) {
      try {
        file.write(outcome + "\t" + path + "\t" + text.replaceAll("[\\t\\r\\n]+", " ") + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException("The report cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** Tells the sum of it. */
  void end(double seconds) {
    long all = taken.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder kinds = new StringBuilder();
    taken.forEach(
        (kind, count) ->
            kinds
                .append(kinds.isEmpty() ? " (" : ", ")
                .append(count)
                .append(' ')
                .append(kind.name().toLowerCase(Locale.ROOT)));
    kinds.append(kinds.isEmpty() ? "" : ")");
    reasons.forEach(
        (reason, count) -> {
          if (count > OF_ONE_REASON) {
            notShown++;
            io.println(
                reason.beginning() + (count - OF_ONE_REASON) + " more files: " + reason.text());
          }
        });
    if (notShown > 0) {
      io.println("Not all is shown; --report FILE writes what became of each file into a file.");
    }
    io.println(
        String.format(
            Locale.ROOT,
            "Took in %d files%s; %d unchanged, %d skipped%s, in %.1f s.",
            all,
            kinds,
            unchanged,
            skipped,
            removed == 0 ? "" : ", " + removed + " removed",
            seconds));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
