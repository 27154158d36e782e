// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableChange;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.ingest.archive.Lookup.Row;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.ingest.mapping.Kind;
import org.nasmyth.ingest.mapping.Mapping.Named;

/**
 * Writes files to the archive, some at once: all that is known of them goes and comes in one
 * transaction, what was noted of having taken them in with it. So whenever this process dies, a
 * file is there with all its rows or not at all. Used by one thread.
 */
public final class BatchWriter {

  private static final String DATASET = "dataset_id";
  private static final String FILE_NAME = "file_name";
  private static final String FILE_PATH = "file_path";
  private static final String CATEGORY = "category";
  private static final String CHECKSUM = "checksum";
  private static final String ANCILLARY = "ANCILLARY";
  private static final int KILOBYTE = 1024;

  private final TableStore store;
  private final Lookup lookup;
  private final DatasetTables tables;
  private final String mappingVersion;
  private final Links links;
  private final Predicate<String> present;

  /** Tells of what was done with a file. */
  public interface Notes {
    /** It is in the archive. */
    void taken(TakenFile file);

    /** It is not. */
    void skipped(String path, String why);

    /** It is, but. */
    void remark(String path, String what);

    /** It is not any more. */
    void removed(String path);

    /** A picture that was made of a file, and that no row leads to any more. */
    void unused(String picturePath);
  }

  /**
   * A writer.
   *
   * @param tables the tables of datasets
   * @param mappingVersion noted with each file
   * @param present whether there is a file with a path below a root of the storage
   */
  public BatchWriter(
      TableStore store,
      Lookup lookup,
      DatasetTables tables,
      String mappingVersion,
      Links links,
      Predicate<String> present) {
    this.store = store;
    this.lookup = lookup;
    this.tables = tables;
    this.mappingVersion = mappingVersion;
    this.links = links;
    this.present = present;
  }

  /**
   * Writes files.
   *
   * @param files to be written, in order; the first of several with one identifier wins
   * @param touched files whose content is what it was
   */
  public void write(List<TakenFile> files, List<Touched> touched, Notes notes)
      throws DatabaseException {
    if (files.isEmpty() && touched.isEmpty()) {
      return;
    }
    List<String> gone = new ArrayList<>();
    Map<String, String> holders = holders(files);
    List<TakenFile> taken = unclaimed(files, holders, gone, notes);
    Pending pending = new Pending();
    Set<String> ids = new LinkedHashSet<>();
    Set<String> takenBefore = new HashSet<>();
    for (TakenFile file : taken) {
      ids.add(file.id());
      if (holders.containsKey(file.id())) {
        takenBefore.add(file.id());
      }
      if (file.previousId() != null) {
        ids.add(file.previousId());
        takenBefore.add(file.previousId());
      }
      gone.add(file.seen().path());
      pending.file(file, ready(file, notes));
    }
    for (Touched file : touched) {
      gone.add(file.seen().path());
      pending.add(INGESTED_ROW, file.row(mappingVersion));
    }
    link(taken, pending, notes);
    Set<String> pictures = pictures(ids);
    Map<TableName, Set<String>> added = pending.datasets();
    try (TableChange change = store.change()) {
      remove(change, ids, gone);
      for (Map.Entry<TableName, String> table : tables.chosen().entrySet()) {
        // What was taken in before may have chosen any of them.
        Set<String> keys = new LinkedHashSet<>(takenBefore);
        keys.addAll(added.getOrDefault(table.getKey(), Set.of()));
        delete(change, table.getKey(), table.getValue(), keys);
      }
      pending.write(change);
      change.commit();
    }
    for (TakenFile file : taken) {
      TakenFile.StoredPicture picture = file.picture();
      if (picture != null) {
        pictures.remove(picture.path());
      }
    }
    pictures.forEach(notes::unused);
    taken.forEach(notes::taken);
    for (TakenFile file : taken) {
      file.remarks().forEach(remark -> notes.remark(file.seen().path(), remark));
    }
  }

  /** A file with the content that it had, but another time. */
  public record Touched(
      TakenFile.Seen seen, String id, String kind, String mapping, @Nullable String original) {
    List<@Nullable Object> row(String mappingVersion) {
      return ingested(seen, id, kind, mapping, mappingVersion, original);
    }
  }

  /**
   * Takes files out of the archive.
   *
   * @param paths by identifier
   */
  public void remove(Map<String, String> paths, Notes notes) throws DatabaseException {
    Set<String> pictures = pictures(paths.keySet());
    try (TableChange change = store.change()) {
      remove(change, paths.keySet(), paths.values());
      for (Map.Entry<TableName, String> table : tables.chosen().entrySet()) {
        delete(change, table.getKey(), table.getValue(), paths.keySet());
      }
      change.commit();
    }
    paths.values().forEach(notes::removed);
    pictures.forEach(notes::unused);
  }

  /** The paths of pictures that were made of files. */
  private Set<String> pictures(Set<String> ids) throws DatabaseException {
    Set<String> paths = new LinkedHashSet<>();
    for (Row row :
        lookup.rows(
            FileTables.FILES,
            "file_id",
            ids.stream().map(FileTables::pictureId).toList(),
            List.of(FILE_PATH))) {
      paths.add(row.required(FILE_PATH));
    }
    return paths;
  }

  /**
   * The rows of a file in tables of datasets that can be written. Tables are made before the change
   * begins, which would not see them.
   */
  private List<TakenFile.DatasetRow> ready(TakenFile file, Notes notes) throws DatabaseException {
    List<TakenFile.DatasetRow> rows = new ArrayList<>();
    for (TakenFile.DatasetRow row : file.rows()) {
      if (tables.ready(row.table())) {
        rows.add(row);
      } else {
        notes.remark(
            file.seen().path(),
            "it has no row in "
                + row.table()
                + ", which is not there: the schema has too many tables already");
      }
    }
    return rows;
  }

  /** The paths of files that have the identifiers of others, by identifier. */
  private Map<String, String> holders(List<TakenFile> files) throws DatabaseException {
    Map<String, String> holders = new HashMap<>();
    for (Row row :
        lookup.rows(
            FileTables.INGESTED,
            DATASET,
            files.stream().map(TakenFile::id).toList(),
            List.of(DATASET, FILE_PATH))) {
      holders.put(row.required(DATASET), row.required(FILE_PATH));
    }
    return holders;
  }

  /** Those whose identifier no other file has. */
  private List<TakenFile> unclaimed(
      List<TakenFile> files, Map<String, String> holders, List<String> gone, Notes notes) {
    // A file of this batch that is called otherwise now has let go of what it was called before.
    Map<String, String> own = new HashMap<>();
    files.forEach(file -> own.put(file.seen().path(), file.id()));
    List<TakenFile> taken = new ArrayList<>();
    Map<String, String> claimed = new HashMap<>();
    for (TakenFile file : files) {
      String path = file.seen().path();
      String id = file.id();
      String holder = claimed.get(id);
      if (holder == null) {
        String earlier = holders.get(id);
        boolean foreign =
            earlier != null && !earlier.equals(path) && own.getOrDefault(earlier, id).equals(id);
        if (foreign && present.test(earlier)) {
          holder = earlier;
        } else if (foreign) {
          gone.add(earlier);
        }
      }
      if (holder != null) {
        notes.skipped(path, "its identifier " + id + " is that of " + holder + " already");
      } else {
        claimed.put(id, path);
        taken.add(file);
      }
    }
    return taken;
  }

  private void remove(TableChange change, Set<String> ids, Collection<String> paths)
      throws DatabaseException {
    if (!ids.isEmpty()) {
      List<String> files = new ArrayList<>(ids);
      ids.forEach(id -> files.add(FileTables.pictureId(id)));
      for (Map.Entry<TableName, String> table : tables.shared().entrySet()) {
        delete(change, table.getKey(), table.getValue(), ids);
      }
      delete(change, FileTables.FILES, "file_id", files);
      delete(change, FileTables.PRODUCT_FILES, "archive_id", files);
      delete(change, FileTables.PRODUCT_FILES, "product_id", ids);
      delete(change, FileTables.MADE, "archive_id", files);
      delete(
          change,
          FileTables.PROVENANCE,
          "internal_file_id",
          ids.stream().map(FileTables::internalId).toList());
      delete(change, FileTables.COMPANIONS, DATASET, ids);
      delete(change, FileTables.NAMES, DATASET, ids);
    }
    delete(change, FileTables.INGESTED, FILE_PATH, paths);
  }

  private static void delete(
      TableChange change, TableName table, String column, Collection<? extends Object> keys)
      throws DatabaseException {
    if (!keys.isEmpty()) {
      long unused = change.delete(table, column, keys);
    }
  }

  /** A companion that is there, whenever it came. */
  private record Companion(
      String id,
      String original,
      @Nullable String category,
      long size,
      @Nullable String checksum) {}

  /** What a product says of a file that comes with it. */
  private record Says(
      String product, String name, @Nullable String category, @Nullable String sum) {}

  /** Brings products and their companions together, whichever of the two came first. */
  private void link(List<TakenFile> taken, Pending pending, Notes notes) throws DatabaseException {
    Map<String, List<Companion>> arrived = new LinkedHashMap<>();
    Set<String> arrivedIds = new HashSet<>();
    List<Says> says = new ArrayList<>();
    for (TakenFile file : taken) {
      String id = file.id();
      arrivedIds.add(id);
      if (file.kind() == Kind.COMPANION && file.description().owner() == null) {
        Companion companion =
            new Companion(
                id,
                file.original(),
                file.description().category(),
                file.seen().size(),
                file.seen().checksum());
        for (String name : file.names()) {
          arrived.computeIfAbsent(name, key -> new ArrayList<>()).add(companion);
        }
      } else if (file.kind() == Kind.PRODUCT) {
        says.add(new Says(id, TakenFile.ownedBy(id), null, null));
        for (Named named : file.description().companions()) {
          says.add(new Says(id, named.file(), named.category(), named.sum()));
        }
      }
    }
    link(says, arrived, pending, notes);
    link(says, earlierCompanions(says, arrivedIds), pending, notes);
    link(earlierProducts(arrived.keySet(), arrivedIds), arrived, pending, notes);
  }

  private static void link(
      List<Says> says, Map<String, List<Companion>> byName, Pending pending, Notes notes) {
    for (Says one : says) {
      for (Companion companion : byName.getOrDefault(one.name(), List.of())) {
        String category = one.category() == null ? companion.category() : one.category();
        pending.productFile(
            one.product(),
            companion.id(),
            category == null ? ANCILLARY : category,
            companion.original(),
            companion.size());
        if (one.sum() != null && !one.sum().equals(companion.checksum())) {
          notes.remark(
              companion.original(),
              "its MD5 sum is not the one that product " + one.product() + " tells");
        }
      }
    }
  }

  /** What products that are there already say of new companions. */
  private List<Says> earlierProducts(Set<String> names, Set<String> arrived)
      throws DatabaseException {
    List<Says> says = new ArrayList<>();
    for (Row row :
        lookup.rows(
            FileTables.COMPANIONS,
            FILE_NAME,
            names,
            List.of(DATASET, FILE_NAME, CATEGORY, CHECKSUM))) {
      if (!arrived.contains(row.required(DATASET))) {
        says.add(
            new Says(
                row.required(DATASET),
                row.required(FILE_NAME),
                row.text(CATEGORY),
                row.text(CHECKSUM)));
      }
    }
    return says;
  }

  /** Companions that are there already, by the names that new products have for them. */
  private Map<String, List<Companion>> earlierCompanions(List<Says> says, Set<String> arrived)
      throws DatabaseException {
    Map<String, List<Row>> names = new LinkedHashMap<>();
    for (Row row :
        lookup.rows(
            FileTables.NAMES,
            FILE_NAME,
            new LinkedHashSet<>(says.stream().map(Says::name).toList()),
            List.of(DATASET, FILE_NAME, CATEGORY))) {
      if (!arrived.contains(row.required(DATASET))) {
        names.computeIfAbsent(row.required(DATASET), key -> new ArrayList<>()).add(row);
      }
    }
    Map<String, List<Companion>> byName = new LinkedHashMap<>();
    for (Row row :
        lookup.rows(
            FileTables.INGESTED,
            DATASET,
            names.keySet(),
            List.of(DATASET, FILE_PATH, "file_size", CHECKSUM, "original_name"))) {
      String path = row.required(FILE_PATH);
      String original = row.text("original_name");
      for (Row name : names.getOrDefault(row.required(DATASET), List.of())) {
        Companion companion =
            new Companion(
                row.required(DATASET),
                original == null ? path.substring(path.lastIndexOf('/') + 1) : original,
                name.text(CATEGORY),
                row.whole("file_size"),
                row.text(CHECKSUM));
        byName.computeIfAbsent(name.required(FILE_NAME), key -> new ArrayList<>()).add(companion);
      }
    }
    return byName;
  }

  /** A table and the columns of it that are filled. */
  private record Target(TableName table, List<String> columns) {}

  private static final Target INGESTED_ROW =
      new Target(
          FileTables.INGESTED,
          List.of(
              FILE_PATH,
              "file_size",
              "file_time",
              CHECKSUM,
              DATASET,
              "kind",
              "mapping",
              "mapping_version",
              "original_name"));

  private static List<@Nullable Object> ingested(
      TakenFile.Seen seen,
      String id,
      String kind,
      String mapping,
      String version,
      @Nullable String original) {
    return Arrays.asList(
        seen.path(),
        seen.size(),
        seen.time(),
        seen.checksum(),
        id,
        kind,
        mapping,
        version,
        original);
  }

  /** Rows that are to be added, table by table. */
  private final class Pending {

    private static final Target STORED =
        new Target(
            FileTables.FILES, List.of("file_id", DATASET, FILE_PATH, "file_size", "content_type"));

    private static final Target PRODUCT_FILE =
        new Target(
            FileTables.PRODUCT_FILES,
            List.of(
                "archive_id",
                "product_id",
                "eso_category",
                "original_filename",
                "extension",
                "internal_file_id",
                "access_estsize",
                "access_url"));

    private static final Target MADE =
        new Target(
            FileTables.MADE,
            List.of(
                "archive_id",
                CATEGORY,
                "name",
                "extension",
                "internal_file_id",
                "access_estsize",
                "creation_date"));

    private static final Target SOURCE =
        new Target(
            FileTables.PROVENANCE,
            List.of("internal_file_id", "prov_order", "source_category", "source_dp_id"));

    private static final Target COMPANION =
        new Target(
            FileTables.COMPANIONS,
            List.of(DATASET, "companion_order", FILE_NAME, CATEGORY, CHECKSUM));

    private static final Target NAME =
        new Target(FileTables.NAMES, List.of(DATASET, FILE_NAME, CATEGORY));

    private final Map<Target, List<List<? extends @Nullable Object>>> rows = new LinkedHashMap<>();
    private final Map<TableName, Set<String>> datasets = new HashMap<>();

    void add(Target target, List<? extends @Nullable Object> row) {
      rows.computeIfAbsent(target, key -> new ArrayList<>()).add(row);
    }

    void file(TakenFile file, List<TakenFile.DatasetRow> described) {
      TakenFile.Seen seen = file.seen();
      String id = file.id();
      for (TakenFile.DatasetRow row : described) {
        add(new Target(row.table(), row.columns()), row.values());
        datasets.computeIfAbsent(row.table(), key -> new LinkedHashSet<>()).add(id);
      }
      add(
          STORED,
          Arrays.asList(id, id, seen.path(), seen.size(), FileName.contentType(seen.name())));
      add(
          INGESTED_ROW,
          ingested(
              seen,
              id,
              file.kind().name().toLowerCase(Locale.ROOT),
              file.mapping(),
              mappingVersion,
              file.description().original()));
      switch (file.kind()) {
        case RAW -> {}
        case MASTER -> made(file);
        case PRODUCT -> product(file);
        case COMPANION -> companion(file);
      }
    }

    private void product(TakenFile file) {
      String id = file.id();
      String category = file.description().category();
      productFile(
          id, id, category == null ? "SCIENCE" : category, file.original(), file.seen().size());
      made(file);
      int order = 0;
      for (Named named : file.description().companions()) {
        order++;
        add(COMPANION, Arrays.asList(id, order, named.file(), named.category(), named.sum()));
      }
      TakenFile.StoredPicture picture = file.picture();
      if (picture != null) {
        String pictureId = FileTables.pictureId(id);
        add(
            STORED,
            Arrays.asList(pictureId, pictureId, picture.path(), picture.size(), "image/png"));
        productFile(
            id,
            pictureId,
            "ANCILLARY.PREVIEW",
            FileName.stem(file.seen().name()) + ".png",
            picture.size());
      }
    }

    private void companion(TakenFile file) {
      made(file);
      String category = file.description().category();
      file.names().forEach(name -> add(NAME, Arrays.asList(file.id(), name, category)));
      String owner = file.description().owner();
      if (owner != null) {
        productFile(
            owner,
            file.id(),
            category == null ? ANCILLARY : category,
            file.original(),
            file.seen().size());
      }
    }

    void productFile(String product, String id, String category, String original, long size) {
      String extension = FileName.extension(original);
      add(
          PRODUCT_FILE,
          Arrays.asList(
              id,
              product,
              category,
              original,
              extension.isEmpty() ? "FITS" : extension,
              FileTables.internalId(id),
              kilobytes(size),
              links.file(id)));
    }

    private void made(TakenFile file) {
      String category = file.description().category();
      String extension = FileName.extension(file.seen().name());
      add(
          MADE,
          Arrays.asList(
              file.id(),
              category == null ? ANCILLARY : category,
              file.original(),
              extension,
              FileTables.internalId(file.id()),
              kilobytes(file.seen().size()),
              file.seen().time()));
      int order = 0;
      for (String source : file.description().sources()) {
        order++;
        String sourceId = links.source(source);
        add(
            SOURCE,
            Arrays.asList(
                FileTables.internalId(file.id()),
                order,
                sourceId.startsWith("M.")
                    ? "CALIB.MASTER"
                    : sourceId.startsWith("ADP.") ? "SCIENCE" : "RAW",
                sourceId));
      }
    }

    /** The identifiers of the new rows of each table of datasets. */
    Map<TableName, Set<String>> datasets() {
      return datasets;
    }

    void write(TableChange change) throws DatabaseException {
      for (Map.Entry<Target, List<List<? extends @Nullable Object>>> target : rows.entrySet()) {
        change.append(target.getKey().table(), target.getKey().columns(), target.getValue());
      }
    }
  }

  private static long kilobytes(long bytes) {
    return (bytes + KILOBYTE - 1) / KILOBYTE;
  }
}
