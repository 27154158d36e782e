// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.nasmyth.api.jobs.JobInput;
import org.nasmyth.api.jobs.JobOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where jobs keep what came with them, until they have run, and their results: a folder for each.
 */
final class JobFolders {

  private static final int BUFFER = 64 * 1024;
  private static final String ATTEMPT = "attempt-";
  private static final String INPUT = "input";

  private static final Logger LOG = LoggerFactory.getLogger(JobFolders.class);

  private final Path root;

  JobFolders(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  Path folder(String jobId) {
    return root.resolve(jobId);
  }

  /**
   * Where an attempt at a job puts its results: a folder of its own, which is made with the first
   * of them. An attempt that was begun before, here or by a server that has lost the job without
   * knowing it yet, does not meet it.
   */
  Results attempt(String jobId) {
    return new Results(folder(jobId));
  }

  /**
   * Takes the files that come with a job, brings them to the disk and keeps them.
   *
   * @param files where they are, by name
   */
  void attach(String jobId, Map<String, Path> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Path folder = Files.createDirectories(folder(jobId).resolve(INPUT));
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path temporary = folder.resolve(UUID.randomUUID() + ".part");
      Files.move(file.getValue(), temporary);
      force(temporary, StandardOpenOption.WRITE);
      Files.move(temporary, attached(folder, file.getKey()), StandardCopyOption.ATOMIC_MOVE);
    }
    force(folder, StandardOpenOption.READ);
    force(folder(jobId), StandardOpenOption.READ);
  }

  /** The files that came with a job. */
  JobInput input(String jobId) {
    Path folder = folder(jobId).resolve(INPUT);
    return name -> Optional.of(attached(folder, name)).filter(Files::isRegularFile);
  }

  /** A name for a file that holds nothing of what a user called it. */
  private static Path attached(Path folder, String name) {
    byte[] key = name.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return folder.resolve(UUID.nameUUIDFromBytes(key).toString());
  }

  private static void force(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Removes the files that came with a job. */
  void removeInput(String jobId) throws IOException {
    delete(folder(jobId).resolve(INPUT));
  }

  /** Removes everything of a job. */
  void remove(String jobId) throws IOException {
    delete(folder(jobId));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  /** The ids of the jobs that have a folder in which nothing has changed since a moment. */
  List<String> unchangedSince(Instant moment) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children
          .filter(Files::isDirectory)
          .filter(path -> Instant.ofEpochMilli(path.toFile().lastModified()).isBefore(moment))
          .map(path -> path.getFileName().toString())
          .filter(JobFolders::isJobId)
          .toList();
    }
  }

  private static boolean isJobId(String name) {
    try {
      return UUID.fromString(name).toString().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The results that a job is making. They are written under temporary names; {@link #finish}
   * brings them to the disk and gives them their own, so that a file of a result's name is always
   * whole.
   */
  static final class Results implements JobOutput {

    private record Begun(String id, String mediaType, Path temporary, Path file) {}

    private final Path job;
    private final Path folder;
    private final List<Begun> begun = new ArrayList<>();

    private Results(Path job) {
      this.job = job;
      this.folder = job.resolve(ATTEMPT + UUID.randomUUID());
    }

    @Override
    public OutputStream begin(String id, String mediaType, String fileExtension)
        throws IOException {
      Files.createDirectories(folder);
      Path file = folder.resolve(id + "." + fileExtension);
      Path temporary = folder.resolve(id + "." + fileExtension + ".part");
      begun.add(new Begun(id, mediaType, temporary, file));
      return new BufferedOutputStream(new FileOutputStream(temporary.toFile()), BUFFER);
    }

    List<StoredResult> finish() throws IOException {
      List<StoredResult> results = new ArrayList<>();
      for (Begun one : begun) {
        force(one.temporary, StandardOpenOption.WRITE);
        Files.move(one.temporary, one.file, StandardCopyOption.ATOMIC_MOVE);
        results.add(
            new StoredResult(
                one.id,
                folder.getFileName() + "/" + one.file.getFileName(),
                one.mediaType,
                Files.size(one.file)));
      }
      if (!begun.isEmpty()) {
        force(folder, StandardOpenOption.READ);
        force(job, StandardOpenOption.READ);
      }
      return results;
    }

    /** Removes them, and the job's folder if nothing else is in it. */
    void remove() throws IOException {
      delete(folder);
      try {
        Files.deleteIfExists(job);
      } catch (DirectoryNotEmptyException e) {
        LOG.debug("{} is kept", job, e);
      }
    }

    /** Removes what other attempts at the job have left. */
    void removeOthers() throws IOException {
      if (!Files.exists(job)) {
        return;
      }
      List<Path> others;
      try (Stream<Path> siblings = Files.list(job)) {
        others =
            siblings
                .filter(path -> path.getFileName().toString().startsWith(ATTEMPT))
                .filter(path -> !path.equals(folder))
                .toList();
      }
      for (Path other : others) {
        delete(other);
      }
    }
  }
}
