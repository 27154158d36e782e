// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.tables.ImportProgress;
import org.nasmyth.tables.ImportRules;
import org.nasmyth.tables.TableFile;
import org.nasmyth.tables.TableImport;
import org.nasmyth.tables.TableReadException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code nasmyth load}: loads files into a table. Safe for any thread. */
@Component(name = "org.nasmyth.load", service = Command.class)
public final class LoadCommand implements Command {

  private static final String SYNOPSIS =
      "Usage: load SCHEMA.TABLE FILE[#POSITION]... [--replace] [--database NAME]";

  /** How long a server that starts may take until its first database is there. */
  private static final long PATIENCE_SECONDS = 20;

  /** How long the others may take after that. */
  private static final long OTHERS_SECONDS = 3;

  private final Map<String, TableStore> stores = new ConcurrentHashMap<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStore(TableStore store, Map<String, Object> properties) {
    stores.put(name(properties), store);
  }

  void removeStore(TableStore store, Map<String, Object> properties) {
    stores.remove(name(properties), store);
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
    TableStore store = store(request.database, io);
    if (store == null) {
      return FAILED;
    }
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

  private @Nullable TableStore store(String database, CommandIo io) throws InterruptedException {
    long deadline =
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(stores.isEmpty() ? PATIENCE_SECONDS : OTHERS_SECONDS);
    TableStore store = stores.get(database);
    while (store == null) {
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
        return null;
      }
      TimeUnit.MILLISECONDS.sleep(20);
      store = stores.get(database);
    }
    return store;
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(TapDatabase.NAME));
  }
}
