// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.tables.ImportProgress;
import org.nasmyth.tables.ImportRules;
import org.nasmyth.tables.TableFile;
import org.nasmyth.tables.TableImport;
import org.nasmyth.tables.TableReadException;
import org.nasmyth.tables.stores.LoadableDatabase;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code nasmyth load}: loads files into a table. Safe for any thread. */
@Component(name = "org.nasmyth.load", service = Command.class)
public final class LoadCommand implements Command {

  private static final String SYNOPSIS =
      "Usage: load SCHEMA.TABLE FILE[#POSITION]... [--replace] [--database NAME]";

  /** How long other databases may take when the first one is there. */
  private static final Duration OTHERS = Duration.ofSeconds(3);

  private final LoadableDatabases databases;

  /** Loads into one of these. */
  @Activate
  public LoadCommand(@Reference(name = "databases") LoadableDatabases databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String summary() {
    return "load table files (VOTable, FITS, CSV, ECSV, Parquet) into a table";
  }

  @Override
  public int run(List<String> args, CommandIo io) throws InterruptedException {
    Request request;
    try {
      request = Request.parse(args, io);
    } catch (IllegalArgumentException e) {
      io.error(e.getMessage() + "\n" + SYNOPSIS);
      return USAGE;
    }
    Optional<LoadableDatabase> database = database(request.database, io);
    if (database.isEmpty()) {
      return FAILED;
    }
    TableStore store = database.get().store();
    try {
      IfPresent ifPresent = request.replace ? IfPresent.REPLACE : IfPresent.REFUSE;
      TableImport.Report report =
          new TableImport(request.files, ImportRules.ARCHIVE, new Shown(io))
              .into(request.table, definition -> store.begin(definition, ifPresent));
      io.println(
          "Loaded %d rows of %d columns into %s"
              .formatted(report.rows(), report.columns(), request.table));
      report.remarks().forEach(remark -> io.println("  " + remark));
      return OK;
    } catch (TableReadException e) {
      io.error(String.valueOf(e.getMessage()));
    } catch (DatabaseException e) {
      io.error(
          e.kind() == DatabaseException.Kind.CONFLICT && !request.replace
              ? e.getMessage() + " Add --replace to put the files in its place."
              : String.valueOf(e.getMessage()));
    }
    return FAILED;
  }

  /** Shows the person at the command line how far it is. */
  private record Shown(CommandIo io) implements ImportProgress {
    @Override
    public boolean cancelled() {
      return io.cancelled();
    }

    @Override
    public void progress(String doing, long done, long total) {
      io.progress(doing, done, total == UNKNOWN ? CommandIo.UNKNOWN : total);
    }
  }

  private record Request(TableName table, List<TableFile> files, boolean replace, String database) {

    static Request parse(List<String> args, CommandIo io) {
      TableName table = null;
      List<TableFile> files = new ArrayList<>();
      boolean replace = false;
      String database = "obs";
      for (int i = 0; i < args.size(); i++) {
        String arg = args.get(i);
        if (arg.equals("--replace")) {
          replace = true;
        } else if (arg.equals("--database")) {
          i++;
          if (i == args.size()) {
            throw new IllegalArgumentException("--database needs the name of a database.");
          }
          database = args.get(i);
        } else if (arg.startsWith("--")) {
          throw new IllegalArgumentException("load does not know '" + arg + "'.");
        } else if (table == null) {
          table = tableName(arg);
        } else {
          files.add(file(arg, io));
        }
      }
      if (table == null || files.isEmpty()) {
        throw new IllegalArgumentException("load needs the name of a table and a file.");
      }
      return new Request(table, List.copyOf(files), replace, database);
    }

    private static TableName tableName(String text) {
      int dot = text.indexOf('.');
      if (dot <= 0 || dot == text.length() - 1) {
        throw new IllegalArgumentException(
            "'" + text + "' is no table name of the form SCHEMA.TABLE.");
      }
      TableName name = new TableName(text.substring(0, dot), text.substring(dot + 1));
      if (name.schema().equalsIgnoreCase("TAP_SCHEMA")) {
        throw new IllegalArgumentException("TAP_SCHEMA describes the tables and takes none.");
      }
      return name;
    }

    private static TableFile file(String text, CommandIo io) {
      try {
        Path path = io.resolve(text);
        int hash = text.lastIndexOf('#');
        if (hash > 0 && !Files.exists(path)) {
          return TableFile.own(io.resolve(text.substring(0, hash)), text.substring(hash + 1));
        }
        return TableFile.own(path, "");
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("'" + text + "' cannot be a file's name.", e);
      }
    }
  }

  /** The database; empty if it is not there, which the caller has been told. */
  private Optional<LoadableDatabase> database(String name, CommandIo io)
      throws InterruptedException {
    Duration patience = databases.names().isEmpty() ? LoadableDatabases.START : OTHERS;
    Optional<LoadableDatabase> found = databases.find(name, patience);
    if (found.isEmpty()) {
      io.error(databases.absence(name));
    }
    return found;
  }
}
