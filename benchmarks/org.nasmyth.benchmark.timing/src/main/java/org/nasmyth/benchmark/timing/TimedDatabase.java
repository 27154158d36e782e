// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.timing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.query.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands everything on to the database of tap_cat, and keeps how long each query was in its hands:
 * from the call of {@code execute} over all batches to the end of {@code close}. The command {@code
 * timings} prints the times in nanoseconds, one a line in the order in which queries ended, and
 * forgets them.
 */
@Component(
    service = {TapDatabase.class, Command.class},
    property = {
      TapDatabase.NAME + "=" + TimedDatabase.TIMED_NAME,
      "timed=true",
      "service.ranking:Integer=100"
    })
public final class TimedDatabase implements TapDatabase, Command {

  static final String TIMED_NAME = "cat";

  private static final int MOST_KEPT = 100_000;

  private final TapDatabase database;
  private final Deque<Long> times = new ArrayDeque<>();

  /**
   * Stands before a database.
   *
   * @param database the one that does the work
   */
  @Activate
  public TimedDatabase(
      @Reference(target = "(&(" + NAME + "=" + TIMED_NAME + ")(!(timed=*)))")
          TapDatabase database) {
    this.database = database;
  }

  @Override
  public Catalogue catalogue() throws DatabaseException {
    return database.catalogue();
  }

  @Override
  public String dialect() {
    return database.dialect();
  }

  @Override
  public AdqlFeatures features() {
    return database.features();
  }

  @Override
  public boolean supports(AdqlFunction function) {
    return database.supports(function);
  }

  @Override
  public RowStream execute(Query query, long maxRows, Cancellation cancellation)
      throws DatabaseException {
    long began = System.nanoTime();
    RowStream rows = database.execute(query, maxRows, cancellation);
    return new TimedRows(rows, System.nanoTime() - began);
  }

  @Override
  public void ping() throws DatabaseException {
    database.ping();
  }

  @Override
  public String name() {
    return "timings";
  }

  @Override
  public String summary() {
    return "Prints and forgets how long the database worked on each query, in nanoseconds";
  }

  @Override
  public int run(List<String> args, CommandIo io) {
    synchronized (times) {
      times.forEach(time -> io.println(Long.toString(time)));
      times.clear();
    }
    return OK;
  }

  private void keep(long time) {
    synchronized (times) {
      if (times.size() == MOST_KEPT) {
        times.removeFirst();
      }
      times.addLast(time);
    }
  }

  private final class TimedRows implements RowStream {
    private final RowStream rows;
    private long time;

    TimedRows(RowStream rows, long time) {
      this.rows = rows;
      this.time = time;
    }

    @Override
    public @Nullable RowBatch next() throws DatabaseException {
      long began = System.nanoTime();
      try {
        return rows.next();
      } finally {
        time += System.nanoTime() - began;
      }
    }

    @Override
    public void close() {
      long began = System.nanoTime();
      rows.close();
      keep(time + System.nanoTime() - began);
    }
  }
}
