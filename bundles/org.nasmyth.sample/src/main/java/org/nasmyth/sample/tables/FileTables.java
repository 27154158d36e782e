// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.List;
import java.util.Map;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.files.StoredFile;

/**
 * archive.files, and the sizes of files for other tables.
 *
 * @param stored the files that are there, by identifier; empty if none were written
 */
public record FileTables(Map<String, StoredFile> stored) {

  private static final int KILOBYTE = 1024;

  /** The ending of the identifier of a frame's log. */
  private static final String LOG = ".NL";

  /** Copies the map. */
  public FileTables {
    stored = Map.copyOf(stored);
  }

  /** The table. */
  public SampleTable files() {
    List<StoredFile> files =
        stored.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    return SampleTable.of(
        new TableName("archive", "files"),
        "Where files are.",
        "Files that can be downloaded, with their exact sizes; all others of the sample are only"
            + " told of.",
        Sheet.read("archive.files"),
        files.size(),
        files::get,
        (file, column) ->
            switch (column) {
              case "content_type" -> file.contentType();
              case "dataset_id" ->
                  file.id().endsWith(LOG)
                      ? file.id().substring(0, file.id().length() - LOG.length())
                      : file.id();
              case "file_id" -> file.id();
              case "file_path" -> file.path();
              case "file_size" -> file.size();
              default ->
                  throw new IllegalArgumentException("archive.files has no column " + column);
            });
  }

  /**
   * The size of a file in kilobytes.
   *
   * @param otherwise the size of one that is not there
   */
  long kilobytes(String id, long otherwise) {
    StoredFile file = stored.get(id);
    return file == null ? otherwise : (file.size() + KILOBYTE - 1) / KILOBYTE;
  }
}
