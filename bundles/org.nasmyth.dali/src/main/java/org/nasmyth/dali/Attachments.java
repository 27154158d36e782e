// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@code multipart/form-data} request, by the names of their parts, which are
 * parameters' names and so in any case. They are gone when it is closed, except those that were
 * moved away. For one thread.
 */
public final class Attachments implements AutoCloseable {

  private final @Nullable Spool spool;
  private final int most;
  private final Map<String, Spool.SpooledFile> files = new LinkedHashMap<>();

  private Attachments(@Nullable Spool spool, int most) {
    this.spool = spool;
    this.most = most;
  }

  /** For a request whose files are put into a spool, at most so many. */
  public static Attachments into(Spool spool, int most) {
    return new Attachments(spool, most);
  }

  /** For a request whose files nobody wants; they are read and dropped. */
  public static Attachments unwanted() {
    return new Attachments(null, 0);
  }

  /** The file of a part. */
  public Optional<Path> file(String name) {
    return Optional.ofNullable(files.get(fold(name))).map(Spool.SpooledFile::path);
  }

  /** All files, by name in upper case. */
  public Map<String, Path> files() {
    Map<String, Path> paths = new TreeMap<>();
    files.forEach((name, file) -> paths.put(name, file.path()));
    return paths;
  }

  boolean areWanted() {
    return spool != null;
  }

  void add(String name, MultipartBody part) throws DaliException, IOException {
    if (spool == null) {
      throw new IllegalStateException("Nobody wants files.");
    }
    if (files.size() == most) {
      throw DaliException.badRequest("The request has more than " + most + " files.");
    }
    Spool.SpooledFile file = spool.begin();
    if (files.putIfAbsent(fold(name), file) != null) {
      throw DaliException.badRequest(
          "The request has two files called '" + name + "'; give each a name of its own.");
    }
    try (var out = file.write()) {
      part.copyTo(out);
    } catch (SpoolException e) {
      throw e.toAnswer();
    }
  }

  private static String fold(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public void close() {
    files.values().forEach(Spool.SpooledFile::close);
    files.clear();
  }
}
