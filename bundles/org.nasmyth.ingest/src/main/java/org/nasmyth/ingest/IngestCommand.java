// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.ingest.archive.BatchWriter;
import org.nasmyth.ingest.archive.DatasetTables;
import org.nasmyth.ingest.archive.Links;
import org.nasmyth.ingest.archive.Lookup;
import org.nasmyth.ingest.mapping.MappingException;
import org.nasmyth.ingest.mapping.Mappings;
import org.nasmyth.tables.stores.LoadableDatabase;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code nasmyth ingest}: takes FITS files into the archive. Safe for any thread; one run goes on
 * at a time.
 */
@Component(
    name = "org.nasmyth.ingest",
    service = Command.class,
    // Without it the command would be there twice: once before its settings are read, once after.
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = IngestCommand.Settings.class)
public final class IngestCommand implements Command {

  /** What files are taken into. */
  @ObjectClassDefinition(
      name = "Nasmyth ingest",
      description = "Makes rows of the archive's tables of FITS files, by mapping files.")
  public @interface Settings {
    /** The database of the tables. */
    @AttributeDefinition(name = "Database", description = "The database of the tables.")
    String database() default "obs";

    /** The directories of the storage. */
    @AttributeDefinition(
        name = "Roots",
        description =
            "The directories that the storage reads files below, as org.nasmyth.storage.file has"
                + " them, in the same order.")
    String[] roots() default {};

    /** Where pictures are written. */
    @AttributeDefinition(
        name = "Pictures",
        description = "Where previews are written, below one of the roots; empty to make none.")
    String pictures() default "";

    /** The directory of mapping files. */
    @AttributeDefinition(
        name = "Mappings",
        description = "A directory with mapping files of your own; it need not be there.")
    String mappings() default "";

    /** Where the archive is served. */
    @AttributeDefinition(
        name = "Base address",
        description = "Where the archive is served; the addresses in its tables begin with it.")
    String base_url() default "http://localhost:8080";

    /** The IVOA authority of dataset identifiers. */
    @AttributeDefinition(
        name = "Authority",
        description = "The IVOA authority of dataset identifiers.")
    String authority() default "eso.org";

    /** How many files are read at once. */
    @AttributeDefinition(
        name = "Workers",
        description = "How many files are read at once; 0 for as many as there are processors.")
    int workers() default 0;
  }

  private static final Logger log = LoggerFactory.getLogger(IngestCommand.class);

  private final Settings settings;
  private final ReentrantLock running = new ReentrantLock();
  private final LoadableDatabases databases;

  /** Takes the settings. */
  @Activate
  public IngestCommand(
      Settings settings, @Reference(name = "databases") LoadableDatabases databases) {
    this.settings = settings;
    this.databases = databases;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "take FITS files into the archive";
  }

  @Override
  public int run(List<String> args, CommandIo io) throws InterruptedException {
    Request request;
    try {
      request = Request.parse(args, io);
    } catch (IllegalArgumentException e) {
      io.error(e.getMessage() + "\n" + Request.SYNOPSIS);
      return USAGE;
    }
    if (!running.tryLock()) {
      io.error("Another ingest is going on; wait until it has ended.");
      return FAILED;
    }
    try {
      return request.copyMappings() ? copyMappings(io) : ingest(request, io);
    } catch (MappingException e) {
      io.error("A mapping is wrong. " + e.getMessage());
    } catch (DatabaseException e) {
      io.error(
          "The database failed: "
              + e.getMessage()
              + " Files that were told of as taken in are there; run ingest again for the others.");
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      io.error(String.valueOf(e.getMessage()));
    } finally {
      running.unlock();
    }
    return FAILED;
  }

  private int ingest(Request request, CommandIo io)
      throws InterruptedException, DatabaseException, MappingException, IOException {
    // Before the roots are looked at, one of which may come into being by it.
    Path pictures = pictures();
    StorageRoots roots =
        StorageRoots.of(
            Arrays.stream(settings.roots()).map(root -> Path.of(root.strip())).toList());
    List<Path> starts = new ArrayList<>();
    for (Path path : request.paths()) {
      if (!Files.exists(path)) {
        io.error("There is no " + path + ".");
        return FAILED;
      }
      Path real = path.toRealPath();
      if (!roots.holds(real) && !request.dryRun()) {
        io.error(
            real
                + " is below no directory that the archive's storage reads files from ("
                + roots
                + "). Put the files there, or name the directory in 'roots' of"
                + " org.nasmyth.storage.file~archive.json and org.nasmyth.ingest.json.");
        return FAILED;
      }
      starts.add(real);
    }
    Mappings mappings = Mappings.read(Path.of(settings.mappings()));
    Links links = new Links(settings.base_url(), settings.authority());
    FileWalk walk = new FileWalk(starts, pictures);
    if (request.dryRun()) {
      return dryRun(
          walk,
          roots,
          new FileReader(
              mappings,
              links,
              roots,
              pictures,
              true,
              false,
              name -> mappings.sheets().definition(name).map(TableDefinition::table)),
          io);
    }
    String name = settings.database();
    Optional<LoadableDatabase> target = databases.find(name, LoadableDatabases.START);
    if (target.isEmpty()) {
      io.error(databases.absence(name));
      return FAILED;
    }
    TableStore store = target.get().store();
    Lookup lookup = new Lookup(target.get().database());
    DatasetTables tables = DatasetTables.of(mappings, store, lookup);
    FileReader reader =
        new FileReader(
            mappings,
            links,
            roots,
            pictures,
            request.again(),
            !settings.pictures().isBlank(),
            tables::table);
    BatchWriter writer =
        new BatchWriter(
            store, lookup, tables, mappings.version(), links, path -> roots.find(path).isPresent());
    long start = System.nanoTime();
    try (Report report = new Report(io, request.report(), path -> delete(path, roots, pictures))) {
      Ingest ingest = new Ingest(walk, roots, reader, lookup, writer, report, io, workers());
      ingest.run();
      if (request.removeMissing()) {
        ingest.removeMissing();
      }
      report.end((System.nanoTime() - start) / 1e9);
    }
    return OK;
  }

  /** Deletes a picture, and nothing that is not one. */
  private static void delete(String path, StorageRoots roots, Path pictures) {
    Optional<Path> picture = roots.find(path).filter(file -> file.startsWith(pictures));
    if (picture.isPresent()) {
      try {
        Files.deleteIfExists(picture.get());
      } catch (IOException e) {
        log.warn("The picture {} is not used any more and cannot be deleted", picture.get(), e);
      }
    }
  }

  private static int dryRun(FileWalk walk, StorageRoots roots, FileReader reader, CommandIo io)
      throws InterruptedException, IOException {
    try {
      new DryRun(walk, roots, reader, io).run();
      return OK;
    } catch (FileWalk.StoppedException e) {
      throw new IOException(e.getCause());
    }
  }

  private Path pictures() throws IOException {
    if (settings.pictures().isBlank()) {
      return Path.of("");
    }
    return Files.createDirectories(Path.of(settings.pictures().strip())).toRealPath();
  }

  private int workers() {
    return settings.workers() > 0
        ? settings.workers()
        : Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  private int copyMappings(CommandIo io) throws IOException {
    if (settings.mappings().isBlank()) {
      io.error("'mappings' of org.nasmyth.ingest.json names no directory.");
      return FAILED;
    }
    Mappings.copyShipped(Path.of(settings.mappings().strip()), io::println);
    return OK;
  }
}
