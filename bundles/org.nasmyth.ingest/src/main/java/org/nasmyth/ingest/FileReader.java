// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.ingest.archive.BatchWriter;
import org.nasmyth.ingest.archive.FileTables;
import org.nasmyth.ingest.archive.Links;
import org.nasmyth.ingest.archive.Lookup;
import org.nasmyth.ingest.archive.TakenFile;
import org.nasmyth.ingest.content.Content;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.ingest.mapping.Functions;
import org.nasmyth.ingest.mapping.Identifier;
import org.nasmyth.ingest.mapping.Kind;
import org.nasmyth.ingest.mapping.Mapping;
import org.nasmyth.ingest.mapping.MappingException;
import org.nasmyth.ingest.mapping.Mappings;
import org.nasmyth.ingest.mapping.RowPlan;
import org.nasmyth.ingest.mapping.Variables;
import org.nasmyth.ingest.picture.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files and makes of them what is to be written. Safe for any thread. */
final class FileReader {

  private static final Logger log = LoggerFactory.getLogger(FileReader.class);

  private static final int KILOBYTE = 1024;

  /** To the microsecond, which is what databases keep. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  /** What the mapping of a file that is no FITS file is called. */
  private static final String NO_MAPPING = "companion";

  /** What a picture's name may end in beyond what a product calls it. */
  private static final List<String> PICTURES = List.of("", ".png", ".jpg", ".jpeg");

  private final Mappings mappings;
  private final Links links;
  private final StorageRoots roots;
  private final Path pictures;
  private final boolean again;
  private final boolean draw;
  private final Function<TableName, Optional<Table>> tables;
  private final Map<PlannedRow, RowPlan> plans = new ConcurrentHashMap<>();

  /** Rows of one mapping in one table. */
  private record PlannedRow(String mapping, Mapping.Place place) {}

  /**
   * A reader.
   *
   * @param pictures where pictures are written; below a root, else none are made
   * @param again whether files are read that are as they were
   * @param draw whether pictures are made
   * @param tables what the archive's tables are like
   */
  FileReader(
      Mappings mappings,
      Links links,
      StorageRoots roots,
      Path pictures,
      boolean again,
      boolean draw,
      Function<TableName, Optional<Table>> tables) {
    this.mappings = mappings;
    this.links = links;
    this.roots = roots;
    this.pictures = pictures;
    this.again = again;
    this.draw = draw && roots.holds(pictures);
    this.tables = tables;
  }

  /** The columns of {@link FileTables#INGESTED} that it wants to know. */
  static final List<String> KNOWN =
      List.of(
          "file_path",
          "file_size",
          "file_time",
          "checksum",
          "dataset_id",
          "kind",
          "mapping",
          "mapping_version",
          "original_name");

  /**
   * Reads a file.
   *
   * @param path below a root of the storage
   * @param known what was noted when it was taken in; null if it was not
   * @param companion what a product says of it, for a file that is no FITS file
   */
  Outcome read(Path file, String path, Lookup.@Nullable Row known, @Nullable SaidOfFile companion)
      throws InterruptedException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String time = time(attributes);
      Lookup.Row current =
          known != null && !again && mappings.version().equals(known.text("mapping_version"))
              ? known
              : null;
      if (current != null
          && current.whole("file_size") == attributes.size()
          && time.equals(current.text("file_time"))) {
        return new Outcome.Unchanged(path);
      }
      try (StoredBytes bytes = StoredBytes.of(file, attributes.size())) {
        TakenFile.Seen seen = new TakenFile.Seen(path, attributes.size(), time, bytes.checksum());
        if (current != null && bytes.checksum().equals(current.text("checksum"))) {
          return new Outcome.Retimed(
              new BatchWriter.Touched(
                  seen,
                  current.required("dataset_id"),
                  current.required("kind"),
                  current.required("mapping"),
                  current.text("original_name")));
        }
        String previous = known == null ? null : known.text("dataset_id");
        TakenFile taken =
            FileName.isFits(seen.name())
                ? fits(file, seen, bytes, previous)
                : companion(seen, previous, companion);
        if (!time(Files.readAttributes(file, BasicFileAttributes.class)).equals(time)) {
          return new Outcome.Skipped(path, "it was changed while it was read; run ingest again");
        }
        return new Outcome.Ready(taken);
      }
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new InterruptedException(e.getMessage());
    } catch (FitsException e) {
      return new Outcome.Skipped(path, "it is no whole FITS file: " + e.getMessage());
    } catch (IOException e) {
      return new Outcome.Skipped(path, reason(e));
    } catch (MappingException e) {
      return new Outcome.Skipped(path, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whatever a strange file makes us do wrong must not keep the others out.
      log.warn("File {} cannot be taken in", path, e);
      return new Outcome.Skipped(path, "it is not understood: " + e);
    }
  }

  /** Errors of the file system tell only a file's name; others a sentence. */
  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() || e instanceof FileSystemException
        ? "it cannot be read: " + e
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String time(BasicFileAttributes attributes) {
    return attributes
            .lastModifiedTime()
            .toInstant()
            .atOffset(ZoneOffset.UTC)
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.MICROS)
            .format(TIME)
        + "Z";
  }

  private TakenFile companion(
      TakenFile.Seen seen, @Nullable String previous, @Nullable SaidOfFile said)
      throws MappingException {
    if (said == null) {
      throw new MappingException(
          "it is no FITS file by its name, and no product says that it comes with it", null);
    }
    String id = new Functions().archiveId(seen.name());
    if (id == null || id.equals(said.product())) {
      // A picture that is called like its product needs another identifier.
      id = Objects.requireNonNull(Identifier.of(seen.name()));
    }
    Mapping.Description description =
        new Mapping.Description(id, null, said.category(), null, false, List.of(), List.of());
    return new TakenFile(
        seen, Kind.COMPANION, NO_MAPPING, description, List.of(), null, previous, List.of());
  }

  private TakenFile fits(
      Path file, TakenFile.Seen seen, StoredBytes bytes, @Nullable String previous)
      throws IOException, MappingException {
    try (FitsFile fits = FitsFile.open(bytes.source())) {
      Content content = Content.of(fits);
      List<String> remarks = new ArrayList<>(content.remarks());
      Variables variables = variables(file, seen, content);
      Mapping mapping = mapping(variables);
      String id = mapping.id(variables);
      Variables known = variables.with(links.variables(id, seen.name()));
      Mapping.Description description = mapping.describe(id, known);
      String original = description.original();
      if (original != null) {
        known = variables.with(links.variables(id, original));
      }
      List<TakenFile.DatasetRow> rows = new ArrayList<>();
      for (Mapping.Place place : mapping.places(known)) {
        RowPlan plan = plan(mapping, place);
        if (plan.fills(mapping.key(place))) {
          rows.add(
              new TakenFile.DatasetRow(plan.table(), plan.columns(), plan.row(known, remarks)));
        } else {
          remarks.add(place.table() + " has no column for identifiers; it has no row there");
        }
      }
      return new TakenFile(
          seen,
          mapping.kind(),
          mapping.name(),
          description,
          rows,
          description.preview() ? picture(file, fits, content, seen, description, remarks) : null,
          previous,
          remarks);
    }
  }

  private RowPlan plan(Mapping mapping, Mapping.Place place) throws MappingException {
    PlannedRow planned = new PlannedRow(mapping.name(), place);
    RowPlan known = plans.get(planned);
    if (known != null) {
      return known;
    }
    Table table =
        tables
            .apply(place.table())
            .orElseThrow(
                () -> new MappingException("There is no table " + place.table() + ".", null));
    RowPlan made = mapping.plan(table, place.chosen());
    plans.put(planned, made);
    return made;
  }

  private Mapping mapping(Variables variables) throws MappingException {
    return mappings
        .of(variables)
        .orElseThrow(
            () ->
                new MappingException(
                    "no mapping is for it; add one to the directory of mappings", null));
  }

  private static Variables variables(Path file, TakenFile.Seen seen, Content content) {
    Map<String, Object> derived = new HashMap<>(content.derived());
    derived.put("file.name", seen.name());
    derived.put("file.stem", FileName.stem(seen.name()));
    derived.put("file.path", seen.path());
    Path folder = file.getParent();
    derived.put(
        "file.folder",
        folder == null || folder.getFileName() == null ? "files" : folder.getFileName().toString());
    derived.put("file.bytes", seen.size());
    derived.put("file.kbytes", (seen.size() + KILOBYTE - 1) / KILOBYTE);
    derived.put("file.time", seen.time());
    return new Variables(content.cards(), derived);
  }

  private TakenFile.@Nullable StoredPicture picture(
      Path file,
      FitsFile fits,
      Content content,
      TakenFile.Seen seen,
      Mapping.Description description,
      List<String> remarks) {
    Hdu shown = content.picture();
    if (!draw || shown == null || hasOwnPicture(file, description)) {
      return null;
    }
    try {
      Optional<byte[]> png = Picture.of(fits, shown);
      return png.isEmpty() ? null : store(png.get(), seen, description.id());
    } catch (IOException | IllegalArgumentException e) {
      remarks.add("no picture of it could be made: " + e.getMessage());
      return null;
    }
  }

  /** Whether a picture that the product names lies beside it. */
  private static boolean hasOwnPicture(Path file, Mapping.Description description) {
    for (Mapping.Named companion : description.companions()) {
      if (companion.category() != null && companion.category().endsWith(".PREVIEW")) {
        for (String ending : PICTURES) {
          String name = companion.file() + ending;
          if (liesBeside(file, name) || liesBeside(file, name.replace(':', '_'))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean liesBeside(Path file, String name) {
    try {
      return Files.isRegularFile(file.resolveSibling(name));
    } catch (InvalidPathException e) {
      // A header can call a file what no file can be called.
      return false;
    }
  }

  /** Under a name of its own for each content, so that no picture is ever changed. */
  private TakenFile.StoredPicture store(byte[] png, TakenFile.Seen seen, String id)
      throws IOException {
    String name = id.replace(':', '_') + "-" + seen.checksum().substring(0, 8) + ".png";
    Path folder = Files.createDirectories(pictures.resolve(seen.checksum().substring(0, 2)));
    Path target = folder.resolve(name);
    Path written = Files.createTempFile(folder, "new-", ".tmp");
    Files.write(written, png);
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    String path =
        roots
            .relative(target.toRealPath())
            .orElseThrow(() -> new IOException(target + " is not what the storage reads"));
    return new TakenFile.StoredPicture(path, png.length);
  }
}
