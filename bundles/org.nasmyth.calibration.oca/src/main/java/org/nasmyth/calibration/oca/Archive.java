// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.calibration.oca.FrameReader.Rows;

/**
 * What one request reads of the tables of frames; the same question is not asked twice. Used by one
 * thread.
 */
final class Archive {

  private final TapDatabase database;
  private final FrameReader reader;
  private final List<FrameTable> tables;
  private final Cancellation cancellation;
  private final Map<Question, Rows> answers = new HashMap<>();

  private record Question(FrameTable table, String instrument, Weaker condition) {}

  Archive(
      TapDatabase database,
      FrameReader reader,
      List<FrameTable> tables,
      Cancellation cancellation) {
    this.database = database;
    this.reader = reader;
    this.tables = tables;
    this.cancellation = cancellation;
  }

  List<FrameTable> tables(FrameTable.Kind kind) {
    return tables.stream().filter(table -> table.kind() == kind).toList();
  }

  /** Raw frames by their identifiers. */
  Map<String, Frame> raw(List<String> ids) throws DatabaseException {
    Map<String, Frame> found = new LinkedHashMap<>();
    List<String> open = new ArrayList<>(ids);
    for (FrameTable table : tables(FrameTable.Kind.RAW)) {
      for (Frame frame : reader.find(database, table, open, cancellation).frames()) {
        found.putIfAbsent(frame.id(), frame);
      }
      open.removeAll(found.keySet());
    }
    return found;
  }

  /** Frames of an instrument, all for which a condition holds and perhaps others. */
  Rows find(FrameTable table, String instrument, Weaker condition) throws DatabaseException {
    Question question = new Question(table, instrument, condition);
    Rows known = answers.get(question);
    if (known == null) {
      known = reader.find(database, table, instrument, condition, cancellation);
      answers.put(question, known);
    }
    return known;
  }

  /** Fails if the request was cancelled. */
  void goOn() throws DatabaseException {
    if (cancellation.isCancelled()) {
      throw new DatabaseException(
          DatabaseException.Kind.CANCELLED, "The search for calibrations was cancelled.", null);
    }
  }
}
