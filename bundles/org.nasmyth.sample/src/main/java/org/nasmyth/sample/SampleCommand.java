// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.SampleArchive.Part;
import org.nasmyth.sample.SampleContent.Archive;
import org.nasmyth.sample.SampleContent.TableSet;
import org.nasmyth.sample.files.SampleFiles;
import org.nasmyth.sample.files.StoredFile;
import org.nasmyth.sample.reduce.Releases;
import org.nasmyth.sample.tables.Links;
import org.nasmyth.sample.tables.SampleTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * {@code nasmyth sample}: makes the sample archive where it is not there. Safe for any thread; one
 * sample is made at a time.
 */
@Component(
    name = "org.nasmyth.sample",
    service = Command.class,
    // Without it the command would be there twice: once before its settings are read, once after.
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SampleCommand.Settings.class)
public final class SampleCommand implements Command {

  /** How the sample is made. */
  @ObjectClassDefinition(
      name = "Nasmyth sample archive",
      description = "A simulated archive in the shape of a large observatory's tables.")
  public @interface Settings {
    /** Where the archive is served; the addresses in its tables begin with it. */
    @AttributeDefinition(
        name = "Base address",
        description = "Where the archive is served; the addresses in its tables begin with it.")
    String base_url() default "http://localhost:8080";

    /** The IVOA authority of its dataset identifiers. */
    @AttributeDefinition(
        name = "Authority",
        description = "The IVOA authority of its dataset identifiers.")
    String authority() default "eso.org";

    /** The folder for its files. */
    @AttributeDefinition(
        name = "Files",
        description = "The folder for its files; empty to make none.")
    String files() default "";

    /** The database for the tables of who may see what. */
    @AttributeDefinition(
        name = "Database of access",
        description =
            "The database for the tables of who may see what, which no service should query; empty"
                + " to make none.")
    String access_database() default "";
  }

  private static final String SYNOPSIS =
      "Usage: sample [--database-obs NAME] [--database-cat NAME] [--replace]";
  private static final long PATIENCE_SECONDS = 20;

  private final Links links;
  private final @Nullable Path folder;
  private final Optional<String> access;
  private final Map<String, TableStore> stores = new ConcurrentHashMap<>();
  private final Map<String, TapDatabase> databases = new ConcurrentHashMap<>();

  /** Takes the settings. */
  @Activate
  public SampleCommand(Settings settings) {
    String base = settings.base_url();
    this.access = Optional.of(settings.access_database().strip()).filter(name -> !name.isEmpty());
    this.folder = settings.files().isBlank() ? null : Path.of(settings.files().strip());
    this.links =
        new Links(
            base.endsWith("/") ? base.substring(0, base.length() - 1) : base, settings.authority());
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStore(TableStore store, Map<String, Object> properties) {
    stores.put(name(properties), store);
  }

  void removeStore(TableStore store, Map<String, Object> properties) {
    stores.remove(name(properties), store);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addDatabase(TapDatabase database, Map<String, Object> properties) {
    databases.put(name(properties), database);
  }

  void removeDatabase(TapDatabase database, Map<String, Object> properties) {
    databases.remove(name(properties), database);
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "make the simulated sample archive";
  }

  @Override
  public int run(List<String> args, CommandIo io) throws InterruptedException {
    Request request = new Request("obs", "cat", false);
    for (int i = 0; i < args.size(); i++) {
      String option = args.get(i);
      String value = i + 1 < args.size() ? args.get(i + 1) : null;
      switch (option) {
        case "--replace" -> request = new Request(request.obs, request.cat, true);
        case "--database-obs", "--database-cat" -> {
          if (value == null) {
            io.error(option + " needs the name of a database.\n" + SYNOPSIS);
            return USAGE;
          }
          request =
              option.equals("--database-obs")
                  ? new Request(value, request.cat, request.replace)
                  : new Request(request.obs, value, request.replace);
          i++;
        }
        default -> {
          io.error("sample does not know '" + option + "'.\n" + SYNOPSIS);
          return USAGE;
        }
      }
    }
    return make(request, io);
  }

  private record Request(String obs, String cat, boolean replace) {}

  private synchronized int make(Request request, CommandIo io) throws InterruptedException {
    if (!available(request.obs, io)
        || !available(request.cat, io)
        || (access.isPresent() && !available(access.get(), io))) {
      return FAILED;
    }
    try {
      boolean complete =
          holds(request.obs, SampleContent.LAST_OF_OBSERVATIONS)
              && holds(request.cat, SampleContent.LAST_OF_CATALOGUES)
              && (access.isEmpty() || holds(access.get(), SampleContent.LAST_OF_ACCESS))
              && (folder == null || SampleFiles.complete(folder));
      if (complete && !request.replace) {
        io.println("The sample archive is there already; --replace makes it anew.");
        return OK;
      }
      Archive archive = Archive.make();
      SampleContent content = SampleContent.of(archive, links, Map.of());
      Optional<TableName> foreign =
          foreign(database(request.obs).catalogue(), content.observations());
      if (foreign.isEmpty()) {
        foreign = foreign(database(request.cat).catalogue(), content.catalogues());
      }
      if (foreign.isEmpty() && access.isPresent()) {
        foreign = foreign(database(access.get()).catalogue(), content.access());
      }
      if (foreign.isPresent() && !request.replace) {
        io.error(
            "Table "
                + foreign.get()
                + " is there and is not the sample's. Load the sample into another database, or"
                + " let --replace put the sample's tables in place of those.");
        return FAILED;
      }
      long start = System.nanoTime();
      Map<String, StoredFile> stored = Map.of();
      if (folder != null) {
        SampleFiles files = archive.files(folder);
        stored = files.write(archive.selection(), Releases.of(archive.reduced()), io);
        content = SampleContent.of(archive, links, stored);
        io.println(
            "Wrote %d files, %d MB, in %.1f s."
                .formatted(
                    stored.size(),
                    stored.values().stream().mapToLong(StoredFile::size).sum() / 1_000_000,
                    (System.nanoTime() - start) / 1e9));
      }
      List<Part> parts = new ArrayList<>();
      parts.add(new Part(store(request.obs), content.observations()));
      parts.add(new Part(store(request.cat), content.catalogues()));
      if (access.isPresent()) {
        parts.add(new Part(store(access.get()), content.access()));
      }
      long rows = new SampleArchive(io).make(parts);
      if (folder != null) {
        archive.files(folder).seal();
      }
      int tables = parts.stream().mapToInt(part -> part.tables().all().size()).sum();
      io.println(
          "Made the sample archive: %d tables, %d rows, in %.1f s. All of it is simulated."
              .formatted(tables, rows, (System.nanoTime() - start) / 1e9));
      return OK;
    } catch (DatabaseException e) {
      io.error("The sample archive could not be made. " + e.getMessage());
      return FAILED;
    } catch (IOException e) {
      io.error("The files of the sample could not be written into " + folder + ": " + e);
      return FAILED;
    }
  }

  private boolean holds(String database, TableName last) throws DatabaseException {
    return database(database).catalogue().table(last).filter(SampleCommand::isSample).isPresent();
  }

  /** A table that stands where one of the sample's is to be. */
  private static Optional<TableName> foreign(Catalogue catalogue, TableSet tables) {
    return tables.all().stream()
        .flatMap(table -> catalogue.table(table.name()).stream())
        .filter(present -> !isSample(present))
        .map(Table::name)
        .findFirst();
  }

  private static boolean isSample(Table table) {
    String description = table.description();
    return description != null && description.startsWith(SampleTable.LABEL);
  }

  private boolean available(String database, CommandIo io) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!stores.containsKey(database) || !databases.containsKey(database)) {
      if (io.cancelled()) {
        throw new InterruptedException("Given up while waiting for database " + database + ".");
      }
      if (System.nanoTime() > deadline) {
        io.error(
            "There is no database '"
                + database
                + "' that tables can be loaded into; there are: "
                + String.join(", ", stores.keySet().stream().sorted().toList())
                + ".");
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  private TableStore store(String name) throws DatabaseException {
    return present(stores.get(name), name);
  }

  private TapDatabase database(String name) throws DatabaseException {
    return present(databases.get(name), name);
  }

  private static <T> T present(@Nullable T service, String name) throws DatabaseException {
    if (service == null) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE, "Database '" + name + "' has left; try again.", null);
    }
    return service;
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(TapDatabase.NAME));
  }
}
