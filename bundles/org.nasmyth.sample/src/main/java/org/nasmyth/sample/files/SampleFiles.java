// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.files.RawFiles.Made;
import org.nasmyth.sample.reduce.Releases;

/**
 * Writes the files of the sample, in one folder for each first letter sequence and year, and a mark
 * when all are there.
 */
public final class SampleFiles {

  private static final int WORKERS = 2;
  private static final String MARK = "COMPLETE";

  private final Path folder;
  private final Draw draw;

  /**
   * Files in a folder, which is made.
   *
   * @param draw decides over pixels
   */
  public SampleFiles(Path folder, Draw draw) {
    this.folder = folder;
    this.draw = draw;
  }

  /** Whether all files were written before. */
  public static boolean complete(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  /**
   * Writes all files over those that are there.
   *
   * @param selection what has files
   * @param releases get a document each
   * @return what was written, by identifier
   * @throws IOException if one cannot be written
   * @throws InterruptedException if the caller gave up
   */
  public Map<String, StoredFile> write(Selection selection, Releases releases, CommandIo io)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(MARK));
    Path documents = Files.createDirectories(folder.resolve("releaseDescriptions"));
    for (Map.Entry<String, Integer> release : releases.numbers().entrySet()) {
      Files.write(
          documents.resolve(release.getValue() + ".pdf"), ReleaseDocument.of(release.getKey()));
    }
    List<Callable<List<Made>>> work = new ArrayList<>();
    selection.products().forEach(product -> work.add(() -> new ProductFiles(product, draw).all()));
    selection
        .masters()
        .forEach(
            master -> work.add(() -> List.of(RawFiles.master(master, draw.split(master.id())))));
    selection
        .frames()
        .forEach(
            frame ->
                work.add(
                    () ->
                        List.of(
                            RawFiles.frame(frame, draw.split(frame.dpId())), RawFiles.log(frame))));
    Map<String, StoredFile> stored = new TreeMap<>();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, SampleFiles::worker);
    try {
      List<Future<List<StoredFile>>> running =
          work.stream().map(task -> workers.submit(() -> store(task.call()))).toList();
      int done = 0;
      for (Future<List<StoredFile>> files : running) {
        if (io.cancelled()) {
          throw new InterruptedException("The files of the sample were not completed.");
        }
        files.get().forEach(file -> stored.put(file.id(), file));
        io.progress("sample files", ++done, running.size());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("A file of the sample cannot be made.", e.getCause());
    } finally {
      workers.shutdownNow();
      if (!workers.awaitTermination(30, TimeUnit.SECONDS)) {
        io.error("A file of the sample is still being written.");
      }
    }
    return stored;
  }

  /** Marks the files as complete, so that they are not made again. */
  public void seal() throws IOException {
    Files.writeString(folder.resolve(MARK), "Made by nasmyth sample; simulated.\n");
  }

  private List<StoredFile> store(List<Made> made) throws IOException {
    List<StoredFile> stored = new ArrayList<>();
    for (Made file : made) {
      String path = StoredFile.path(file.id(), file.name());
      Path target = folder.resolve(path);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.write(target, file.bytes());
      stored.add(new StoredFile(file.id(), path, file.bytes().length, file.contentType()));
    }
    return stored;
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "sample files");
    thread.setDaemon(true);
    return thread;
  }
}
