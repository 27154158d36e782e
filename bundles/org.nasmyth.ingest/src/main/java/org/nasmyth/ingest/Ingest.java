// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.ingest.FileWalk.StoppedException;
import org.nasmyth.ingest.archive.BatchWriter;
import org.nasmyth.ingest.archive.FileTables;
import org.nasmyth.ingest.archive.Lookup;
import org.nasmyth.ingest.archive.TakenFile;
import org.nasmyth.ingest.content.FileName;

/**
 * One run: files are read by several workers, and written in the order of their names by the
 * calling thread, some at once. First FITS files, then those that their headers speak of.
 */
final class Ingest {

  private static final int BATCH_FILES = 500;
  private static final long BATCH_BYTES = 512L << 20;

  private final FileWalk walk;
  private final StorageRoots roots;
  private final FileReader reader;
  private final Lookup lookup;
  private final BatchWriter writer;
  private final Report report;
  private final CommandIo io;
  private final int workers;

  private long done;
  private long total;

  Ingest(
      FileWalk walk,
      StorageRoots roots,
      FileReader reader,
      Lookup lookup,
      BatchWriter writer,
      Report report,
      CommandIo io,
      int workers) {
    this.walk = walk;
    this.roots = roots;
    this.reader = reader;
    this.lookup = lookup;
    this.writer = writer;
    this.report = report;
    this.io = io;
    this.workers = workers;
  }

  /** Files that are read together. */
  private static final class Batch {
    private final List<Path> files = new ArrayList<>();
    private long bytes;
  }

  /**
   * Takes everything in.
   *
   * @throws DatabaseException if the database fails; what was written before stays
   * @throws InterruptedException if the caller gave up; what was written before stays
   */
  void run() throws DatabaseException, IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(workers, Ingest::worker);
    try {
      count();
      pass(pool, true);
      pass(pool, false);
    } catch (StoppedException e) {
      rethrow(e.getCause());
    } finally {
      pool.shutdownNow();
      if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
        io.error("A file is still being read; it will not be taken in.");
      }
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws DatabaseException, IOException {
    if (cause instanceof DatabaseException failure) {
      throw failure;
    }
    if (cause instanceof IOException failure) {
      throw failure;
    }
    throw new IllegalStateException("Files cannot be taken in.", cause);
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "ingest");
    thread.setDaemon(true);
    return thread;
  }

  private void count() throws InterruptedException, StoppedException {
    walk.visit(
        new FileWalk.Visitor() {
          @Override
          public void file(Path file) throws InterruptedException {
            if (total++ % BATCH_FILES == 0) {
              stopIfCancelled();
              io.progress("count files", total, CommandIo.UNKNOWN);
            }
          }

          @Override
          public void other(Path path, String why) {
            report.skipped(path.toString(), why);
          }
        });
  }

  private void stopIfCancelled() throws InterruptedException {
    if (io.cancelled()) {
      throw new InterruptedException("Ingest was given up.");
    }
  }

  private void pass(ExecutorService pool, boolean fits)
      throws InterruptedException, StoppedException, DatabaseException {
    Deque<Future<List<Outcome>>> running = new ArrayDeque<>();
    Batch[] open = {new Batch()};
    walk.visit(
        new FileWalk.Visitor() {
          @Override
          public void file(Path file) throws InterruptedException, StoppedException {
            if (FileName.isFits(String.valueOf(file.getFileName())) != fits) {
              return;
            }
            Batch batch = open[0];
            batch.files.add(file);
            batch.bytes += size(file);
            if (batch.files.size() >= BATCH_FILES || batch.bytes >= BATCH_BYTES) {
              open[0] = new Batch();
              hand(pool, batch, running);
            }
          }

          @Override
          public void other(Path path, String why) {
            // Was told of when files were counted.
          }
        });
    if (!open[0].files.isEmpty()) {
      hand(pool, open[0], running);
    }
    while (!running.isEmpty()) {
      write(running.removeFirst());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // It will be told of when it is read.
      return 0;
    }
  }

  private void hand(ExecutorService pool, Batch batch, Deque<Future<List<Outcome>>> running)
      throws InterruptedException, StoppedException {
    running.addLast(pool.submit(() -> read(batch.files)));
    while (running.size() > workers + 1) {
      write(running.removeFirst());
    }
  }

  /** On a worker. */
  private List<Outcome> read(List<Path> files) throws DatabaseException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    Map<Path, String> paths = new LinkedHashMap<>();
    for (Path file : files) {
      Optional<String> path = roots.relative(file);
      if (path.isPresent()) {
        paths.put(file, path.get());
      } else {
        outcomes.add(
            new Outcome.Skipped(
                file.toString(),
                "another directory of the storage has a file of that path, or none holds it"));
      }
    }
    Map<String, Lookup.Row> known = new HashMap<>();
    for (Lookup.Row row :
        lookup.rows(FileTables.INGESTED, "file_path", paths.values(), FileReader.KNOWN)) {
      known.put(row.required("file_path"), row);
    }
    Map<String, SaidOfFile> said = said(paths.keySet());
    for (Map.Entry<Path, String> entry : paths.entrySet()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Given up while files were read.");
      }
      String name = String.valueOf(entry.getKey().getFileName());
      outcomes.add(
          reader.read(
              entry.getKey(),
              entry.getValue(),
              known.get(entry.getValue()),
              TakenFile.callableBy(name).stream()
                  .map(said::get)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null)));
    }
    return outcomes;
  }

  /** What products say of files that are no FITS files, by the names that they have for them. */
  private Map<String, SaidOfFile> said(Set<Path> files) throws DatabaseException {
    Set<String> names = new LinkedHashSet<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (!FileName.isFits(name)) {
        names.addAll(TakenFile.callableBy(name));
      }
    }
    Map<String, SaidOfFile> said = new HashMap<>();
    for (Lookup.Row row :
        lookup.rows(
            FileTables.COMPANIONS,
            "file_name",
            names,
            List.of("dataset_id", "file_name", "category"))) {
      said.put(
          row.required("file_name"),
          new SaidOfFile(row.required("dataset_id"), row.text("category")));
    }
    return said;
  }

  private void write(Future<List<Outcome>> read) throws InterruptedException, StoppedException {
    try {
      stopIfCancelled();
      List<Outcome> outcomes = read.get();
      List<TakenFile> ready = new ArrayList<>();
      List<BatchWriter.Touched> retimed = new ArrayList<>();
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Outcome.Unchanged unchanged) {
          report.unchanged(unchanged.path());
        } else if (outcome instanceof Outcome.Retimed file) {
          retimed.add(file.file());
          report.unchanged(file.file().seen().path());
        } else if (outcome instanceof Outcome.Skipped skipped) {
          report.skipped(skipped.path(), skipped.why());
        } else if (outcome instanceof Outcome.Ready file) {
          ready.add(file.file());
        }
      }
      write(ready, retimed);
      done += outcomes.size();
      io.progress("ingest", done, total);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("Ingest was given up.");
      }
      throw new StoppedException(e.getCause() == null ? e : e.getCause());
    } catch (DatabaseException e) {
      throw new StoppedException(e);
    }
  }

  /** If the database does not take a value, it is found out whose it is. */
  private void write(List<TakenFile> ready, List<BatchWriter.Touched> retimed)
      throws DatabaseException {
    try {
      writer.write(ready, retimed, report);
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.BAD_VALUE) {
        throw e;
      }
      if (ready.size() == 1) {
        report.skipped(
            ready.get(0).seen().path(), "the database does not take it: " + e.getMessage());
        return;
      }
      for (TakenFile file : ready) {
        write(List.of(file), List.of());
      }
      writer.write(List.of(), retimed, report);
    }
  }

  /** Takes out what was taken in from the same directories and is not there any more. */
  void removeMissing() throws DatabaseException, InterruptedException {
    Map<String, String> missing = new LinkedHashMap<>();
    lookup.all(
        FileTables.INGESTED,
        List.of("file_path", "dataset_id"),
        row -> {
          String path = row.required("file_path");
          if (!io.cancelled() && ofThisRun(path) && roots.find(path).isEmpty()) {
            missing.put(row.required("dataset_id"), path);
            if (missing.size() >= BATCH_FILES) {
              writer.remove(missing, report);
              missing.clear();
            }
          }
        });
    stopIfCancelled();
    if (!missing.isEmpty()) {
      writer.remove(missing, report);
    }
  }

  private boolean ofThisRun(String path) {
    return roots.roots().stream()
        .map(root -> root.resolve(path))
        .anyMatch(file -> walk.starts().stream().anyMatch(file::startsWith));
  }
}
