// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
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
import org.nasmyth.tables.stores.LoadableDatabase;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
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

  private final Links links;
  private final @Nullable Path folder;
  private final Optional<String> access;
  private final LoadableDatabases databases;

  /** Takes the settings. */
  @Activate
  public SampleCommand(
      Settings settings, @Reference(name = "databases") LoadableDatabases databases) {
    this.databases = databases;
    String base = settings.base_url();
    this.access = Optional.of(settings.access_database().strip()).filter(name -> !name.isEmpty());
    this.folder = settings.files().isBlank() ? null : Path.of(settings.files().strip());
    this.links =
        new Links(
            base.endsWith("/") ? base.substring(0, base.length() - 1) : base, settings.authority());
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

  /**
   * The tables of one database.
   *
   * @param last the one that is made when all others are there
   */
  private record Share(TableName last, Function<SampleContent, TableSet> tables) {
    private static final Share OBSERVATIONS =
        new Share(SampleContent.LAST_OF_OBSERVATIONS, SampleContent::observations);
    private static final Share CATALOGUES =
        new Share(SampleContent.LAST_OF_CATALOGUES, SampleContent::catalogues);
    private static final Share ACCESS =
        new Share(SampleContent.LAST_OF_ACCESS, SampleContent::access);
  }

  private Map<Share, String> names(Request request) {
    Map<Share, String> names = new LinkedHashMap<>();
    names.put(Share.OBSERVATIONS, request.obs);
    names.put(Share.CATALOGUES, request.cat);
    access.ifPresent(name -> names.put(Share.ACCESS, name));
    return names;
  }

  private synchronized int make(Request request, CommandIo io) throws InterruptedException {
    Map<Share, LoadableDatabase> shares = new LinkedHashMap<>();
    for (Map.Entry<Share, String> share : names(request).entrySet()) {
      Optional<LoadableDatabase> found = databases.find(share.getValue(), LoadableDatabases.START);
      if (found.isEmpty()) {
        io.error(databases.absence(share.getValue()));
        return FAILED;
      }
      shares.put(share.getKey(), found.get());
    }
    try {
      boolean complete = folder == null || SampleFiles.complete(folder);
      for (Map.Entry<Share, LoadableDatabase> share : shares.entrySet()) {
        complete &= holds(share.getValue().database(), share.getKey().last());
      }
      if (complete && !request.replace) {
        io.println("The sample archive is there already; --replace makes it anew.");
        return OK;
      }
      Archive archive = Archive.make();
      SampleContent content = SampleContent.of(archive, links, Map.of());
      Optional<TableName> foreign = Optional.empty();
      for (Map.Entry<Share, LoadableDatabase> share : shares.entrySet()) {
        if (foreign.isEmpty()) {
          Catalogue catalogue = share.getValue().database().catalogue();
          foreign = foreign(catalogue, share.getKey().tables().apply(content));
        }
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
      for (Map.Entry<Share, LoadableDatabase> share : shares.entrySet()) {
        parts.add(new Part(share.getValue().store(), share.getKey().tables().apply(content)));
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

  private static boolean holds(TapDatabase database, TableName last) throws DatabaseException {
    return database.catalogue().table(last).filter(SampleCommand::isSample).isPresent();
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
}
