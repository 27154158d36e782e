// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.ingest.mapping.Functions;
import org.nasmyth.ingest.mapping.Kind;
import org.nasmyth.ingest.mapping.Mapping;

/**
 * A file that is ready to be written to the archive. Immutable.
 *
 * @param seen the file as it was read
 * @param kind what it is to the archive
 * @param mapping the name of its mapping
 * @param description what the mapping says of it
 * @param rows its rows in the tables of datasets
 * @param picture what was made of it; null for none
 * @param previousId the identifier that it had when it was taken in before; null if it was not
 * @param remarks what could not be understood
 */
public record TakenFile(
    Seen seen,
    Kind kind,
    String mapping,
    Mapping.Description description,
    List<DatasetRow> rows,
    @Nullable StoredPicture picture,
    @Nullable String previousId,
    List<String> remarks) {

  /** Copies the lists. */
  public TakenFile {
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
  }

  /**
   * A file as it was when it was read.
   *
   * @param path below the root of the storage, divided by slashes
   * @param size in bytes
   * @param time when it was changed last, as DALI writes instants
   * @param checksum MD5, in hexadecimal
   */
  public record Seen(String path, long size, String time, String checksum) {

    /** The file's own name. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * A row of a table of datasets.
   *
   * @param columns their names
   * @param values in the same order
   */
  public record DatasetRow(
      TableName table, List<String> columns, List<? extends @Nullable Object> values) {

    /** Copies the list of names. */
    public DatasetRow {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A picture in the storage.
   *
   * @param path below the root of the storage
   * @param size in bytes
   */
  public record StoredPicture(String path, long size) {}

  /** Its identifier. */
  public String id() {
    return description.id();
  }

  /** The name that its maker gave it, else its own. */
  public String original() {
    String original = description.original();
    return original == null ? seen.name() : original;
  }

  /** By which names a product may call it; for one that names its product itself, that. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    String owner = description.owner();
    if (owner != null) {
      names.add(ownedBy(owner));
      return names;
    }
    for (String name : List.of(seen.name(), original(), id())) {
      names.add(name);
      names.add(FileName.stem(name));
    }
    if (FileName.isFits(seen.name())) {
      names.add(id() + ".fits");
    } else {
      names.addAll(callableBy(seen.name()));
    }
    return names;
  }

  /**
   * By which names a product may call a file that is no FITS file, the most likely first: its own,
   * with and without ending, and the identifier of ESO's form that its name is made of.
   *
   * @param name the file's
   */
  public static List<String> callableBy(String name) {
    List<String> names = new ArrayList<>(List.of(name, FileName.stem(name)));
    String id = new Functions().archiveId(name);
    if (id != null) {
      names.add(id + FileName.ending(name));
      names.add(id);
    }
    return names;
  }

  /** The name of all files that say that they belong to a product; no file's own name. */
  static String ownedBy(String product) {
    return "=" + product;
  }
}
