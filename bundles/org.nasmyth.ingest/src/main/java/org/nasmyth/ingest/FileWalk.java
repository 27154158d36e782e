// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Goes through files and directories, always in the same order: that of the names, so that what two
 * runs do with the same files is the same. Links are not followed.
 *
 * @param starts files and directories
 * @param leftOut a directory that is passed by
 */
record FileWalk(List<Path> starts, Path leftOut) {

  FileWalk {
    // Each file once, also where one start lies in another.
    List<Path> outer = new ArrayList<>();
    for (Path start : new TreeSet<>(starts)) {
      if (outer.stream().noneMatch(start::startsWith)) {
        outer.add(start);
      }
    }
    starts = List.copyOf(outer);
  }

  /** Is told what there is. */
  interface Visitor {
    /** A file. */
    void file(Path file) throws InterruptedException, StoppedException;

    /** Something that is no file, or cannot be read. */
    void other(Path path, String why) throws InterruptedException, StoppedException;
  }

  /** The visitor has had enough; the cause tells why. */
  static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException(Throwable cause) {
      super(cause);
    }
  }

  /** Tells a visitor of everything. */
  void visit(Visitor visitor) throws InterruptedException, StoppedException {
    for (Path start : starts) {
      visit(start, visitor);
    }
  }

  private void visit(Path path, Visitor visitor) throws InterruptedException, StoppedException {
    if (path.equals(leftOut)) {
      return;
    }
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      visitor.file(path);
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> children = new ArrayList<>();
      try (DirectoryStream<Path> list = Files.newDirectoryStream(path)) {
        list.forEach(children::add);
      } catch (IOException | DirectoryIteratorException e) {
        visitor.other(path, "the directory cannot be read: " + e.getMessage());
        return;
      }
      children.sort(null);
      for (Path child : children) {
        visit(child, visitor);
      }
    } else {
      visitor.other(path, "it is a link or no file at all");
    }
  }
}
