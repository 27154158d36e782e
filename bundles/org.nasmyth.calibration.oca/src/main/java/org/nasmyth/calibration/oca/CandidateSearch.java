// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Interval;
import org.nasmyth.calibration.oca.FrameReader.Rows;
import org.nasmyth.calibration.oca.rules.Evaluation;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.Operand;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.RuleSet.Action;
import org.nasmyth.calibration.oca.rules.RuleSet.Assignment;
import org.nasmyth.calibration.oca.rules.RuleSet.MadeProduct;
import org.nasmyth.calibration.oca.rules.RuleSet.Organisation;
import org.nasmyth.calibration.oca.rules.RuleSet.Selection;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * Looks for what may be chosen by selections, for many nodes with few questions. Used by one
 * thread.
 */
final class CandidateSearch {

  private static final String PRO_CATG = "PRO.CATG";

  private final Archive archive;
  private final RuleSet rules;
  private final String instrument;
  private final Nights nights;
  private final List<Source> sources;

  /** The keywords that classification gives. */
  private final Set<String> given;

  private final Map<String, Frame> classified = new HashMap<>();
  private final Map<GroupProduct, Candidate> groups = new HashMap<>();

  private record GroupProduct(int source, List<String> files) {}

  /** What candidates can be. */
  enum Kind {
    /** What becomes of groups of raw frames. */
    GROUPS,
    /** Calibrations that have a row in a table. */
    MADE,
    /** Such of them as do not come from raw frames. */
    STATIC,
    /** Raw frames as they are. */
    RAW
  }

  /** How far is looked. */
  enum Reach {
    /** Where tryBetween holds. */
    PREFERRED,
    /** Where it holds, and near by. */
    NEAR,
    /** Everywhere. */
    ALL
  }

  /** How far in time {@link Reach#NEAR} is, days. */
  static final double NEAR_DAYS = 60;

  /**
   * What may be chosen.
   *
   * @param overflow whether there is more
   */
  record Found(List<Candidate> candidates, boolean overflow) {}

  CandidateSearch(Archive archive, RuleSet rules, String instrument, Nights nights) {
    this.archive = archive;
    this.rules = rules;
    this.instrument = instrument;
    this.nights = nights;
    this.sources = sources(rules);
    this.given = given(rules);
  }

  RuleSet rules() {
    return rules;
  }

  Frame classified(Frame frame) {
    return classified.computeIfAbsent(frame.id(), id -> frame.classified(rules));
  }

  /** The first rule by which a frame is processed. */
  Optional<Organisation> organisation(Frame frame) {
    return rules.organisations().stream()
        .filter(rule -> rules.action(rule.action()).isPresent())
        .filter(rule -> holds(rule, frame))
        .findFirst();
  }

  /** Groups that frames belong to by the first rule that puts them together. */
  Map<String, Group> groupsOf(List<Frame> frames) throws DatabaseException {
    Map<Organisation, List<Frame>> byRule = new LinkedHashMap<>();
    for (Frame frame : frames) {
      organisation(frame)
          .ifPresent(rule -> byRule.computeIfAbsent(rule, k -> new ArrayList<>()).add(frame));
    }
    Map<String, Group> found = new HashMap<>();
    for (Map.Entry<Organisation, List<Frame>> one : byRule.entrySet()) {
      Organisation rule = one.getKey();
      Action action = rules.action(rule.action()).orElseThrow();
      Map<String, Frame> members = new LinkedHashMap<>();
      one.getValue().forEach(frame -> members.put(frame.id(), frame));
      if (!rule.groupBy().isEmpty()) {
        for (FrameTable table : archive.tables(FrameTable.Kind.RAW)) {
          Weaker siblings =
              Weaker.all(List.of(where(rule, table), shared(rule, table, one.getValue())));
          for (Frame frame : archive.find(table, instrument, siblings).frames()) {
            Frame sibling = classified(frame);
            // By a later rule it may belong to other groups, too, but not to those asked for.
            if (holds(rule, sibling) && organisation(sibling).equals(Optional.of(rule))) {
              members.putIfAbsent(sibling.id(), sibling);
            }
          }
        }
      }
      for (Group group : Group.of(rule, action, List.copyOf(members.values()), nights)) {
        group.files().forEach(file -> found.put(file.id(), group));
      }
    }
    return found;
  }

  /** What frames that are grouped with some have in common with them. */
  private Weaker shared(Organisation rule, FrameTable table, List<Frame> frames) {
    List<Weaker> parts = new ArrayList<>();
    Ranges times = around(frames.stream().map(Frame::time).toList(), 0);
    if (!times.equals(Ranges.ALL)) {
      parts.add(new Weaker.Within(FrameTable.TIME, nights.whole(times)));
    }
    for (String keyword : rule.groupBy()) {
      Set<Value> values = new HashSet<>();
      frames.forEach(frame -> values.add(frame.keywords().get(keyword)));
      if (table.keywords().containsKey(keyword)
          && !given.contains(keyword)
          && !values.contains(Value.Undefined.NONE)) {
        parts.add(new Weaker.OneOf(keyword, values));
      }
    }
    return Weaker.all(parts);
  }

  private static Set<String> given(RuleSet rules) {
    Set<String> given = new HashSet<>();
    rules
        .classifications()
        .forEach(rule -> rule.assignments().forEach(one -> given.add(one.keyword())));
    return given;
  }

  private boolean holds(Organisation rule, Frame frame) {
    return Evaluation.of(frame.keywords(), Keywords.NONE, false).holds(rule.where());
  }

  // Candidates

  /**
   * How far has to be looked so that nothing better is missed; the first is the nearest. A question
   * that would be asked twice is left out.
   */
  List<Reach> reaches(Selection selection, Collection<Keywords> inputs, Kind kind) {
    List<Reach> reaches = new ArrayList<>();
    List<Weaker> all = conditions(selection, inputs, kind, Reach.ALL);
    if (selection.where().prefers()
        && !conditions(selection, inputs, kind, Reach.PREFERRED).equals(all)) {
      reaches.add(Reach.PREFERRED);
    }
    if (!conditions(selection, inputs, kind, Reach.NEAR).equals(all)) {
      reaches.add(Reach.NEAR);
    }
    reaches.add(Reach.ALL);
    return reaches;
  }

  private List<Weaker> conditions(
      Selection selection, Collection<Keywords> inputs, Kind kind, Reach reach) {
    List<Weaker> conditions = new ArrayList<>();
    if (kind == Kind.GROUPS) {
      for (Source source : sources) {
        for (FrameTable table : archive.tables(FrameTable.Kind.RAW)) {
          conditions.add(condition(source, table, selection, inputs, reach));
        }
      }
    } else {
      for (FrameTable table : archive.tables(tableKind(kind))) {
        conditions.add(condition(table, selection, inputs, reach));
      }
    }
    return conditions;
  }

  /** What may be chosen by a selection for some nodes. */
  Found find(Selection selection, Collection<Keywords> inputs, Kind kind, Reach reach)
      throws DatabaseException {
    return kind == Kind.GROUPS
        ? groups(selection, inputs, reach)
        : files(selection, inputs, kind, reach);
  }

  private Found files(Selection selection, Collection<Keywords> inputs, Kind kind, Reach reach)
      throws DatabaseException {
    List<Candidate> candidates = new ArrayList<>();
    boolean overflow = false;
    for (FrameTable table : archive.tables(tableKind(kind))) {
      Rows rows = archive.find(table, instrument, condition(table, selection, inputs, reach));
      overflow |= rows.overflow();
      for (Frame frame : rows.frames()) {
        Frame known = classified(frame);
        if (kind != Kind.STATIC || !isMade(known)) {
          candidates.add(Candidate.of(known));
        }
      }
    }
    return new Found(candidates, overflow);
  }

  private static FrameTable.Kind tableKind(Kind kind) {
    return kind == Kind.RAW ? FrameTable.Kind.RAW : FrameTable.Kind.MASTER;
  }

  /** Whether the rules make such calibrations of raw frames. */
  boolean isMade(Frame frame) {
    Value category = frame.keywords().get(PRO_CATG);
    return category.isDefined()
        && sources.stream()
            .flatMap(source -> source.product.assignments().stream())
            .anyMatch(
                one ->
                    one.keyword().equals(PRO_CATG)
                        && one.value() instanceof Operand.Literal literal
                        && literal.value().equals(category));
  }

  private Found groups(Selection selection, Collection<Keywords> inputs, Reach reach)
      throws DatabaseException {
    List<Candidate> candidates = new ArrayList<>();
    boolean overflow = false;
    for (Source source : sources) {
      List<Frame> members = new ArrayList<>();
      for (FrameTable table : archive.tables(FrameTable.Kind.RAW)) {
        Rows rows =
            archive.find(table, instrument, condition(source, table, selection, inputs, reach));
        overflow |= rows.overflow();
        for (Frame frame : rows.frames()) {
          Frame known = classified(frame);
          if (holds(source.rule, known)) {
            members.add(known);
          }
        }
      }
      for (Group group : Group.of(source.rule, source.action, members, nights)) {
        candidates.add(
            groups.computeIfAbsent(
                new GroupProduct(source.number, group.files().stream().map(Frame::id).toList()),
                key ->
                    Candidate.of(
                        group,
                        source.product,
                        group.files().stream()
                            .map(file -> Group.product(source.product, rules, file))
                            .toList())));
      }
    }
    return new Found(candidates, overflow);
  }

  /** A rule that puts frames together, and one of the things that become of them. */
  private record Source(int number, Organisation rule, Action action, MadeProduct product) {}

  private static List<Source> sources(RuleSet rules) {
    List<Source> sources = new ArrayList<>();
    for (Organisation rule : rules.organisations()) {
      Optional<Action> action = rules.action(rule.action());
      if (action.isPresent()) {
        action
            .get()
            .products()
            .forEach(
                product -> sources.add(new Source(sources.size(), rule, action.get(), product)));
      }
    }
    return List.copyOf(sources);
  }

  // Conditions for the database

  private Weaker where(Organisation rule, FrameTable table) {
    return new Weakening(rules.classifications(), view(table))
        .of(rule.where(), List.of(Keywords.NONE), false);
  }

  private Weaker condition(
      FrameTable table, Selection selection, Collection<Keywords> inputs, Reach reach) {
    Weakening weakening = new Weakening(rules.classifications(), view(table));
    return reaching(weakening, selection, inputs, reach, table);
  }

  /**
   * Frames of a group have in common what it is grouped by, and the night; of other keywords only
   * those of the first frame count, so nothing can be asked of the others.
   */
  private Weaker condition(
      Source source,
      FrameTable table,
      Selection selection,
      Collection<Keywords> inputs,
      Reach reach) {
    Map<String, Value> fixed = new HashMap<>();
    Set<String> open = new HashSet<>();
    for (Assignment one : source.product.assignments()) {
      if (one.value() instanceof Operand.Literal literal) {
        fixed.put(one.keyword(), literal.value());
        open.remove(one.keyword());
      } else {
        fixed.remove(one.keyword());
        open.add(one.keyword());
      }
    }
    boolean single = source.rule.groupBy().isEmpty();
    Weakening.View view =
        new Weakening.View(
            fixed,
            keyword ->
                open.contains(keyword)
                    || (table.keywords().containsKey(keyword) && !Group.isOfRaw(keyword)),
            keyword ->
                !open.contains(keyword)
                    && (single
                        || keyword.equals(FrameTable.TIME)
                        || (source.rule.groupBy().contains(keyword) && !given.contains(keyword))));
    Weaker ofProduct =
        reaching(new Weakening(rules.classifications(), view), selection, inputs, reach, table);
    if (!single) {
      ofProduct = Weaker.widened(ofProduct, FrameTable.TIME, nights::whole);
    }
    return Weaker.all(List.of(ofProduct, where(source.rule, table)));
  }

  private static Weakening.View view(FrameTable table) {
    return new Weakening.View(
        Map.of(), table.keywords()::containsKey, table.keywords()::containsKey);
  }

  private static Weaker reaching(
      Weakening weakening,
      Selection selection,
      Collection<Keywords> inputs,
      Reach reach,
      FrameTable table) {
    Weaker all = weakening.of(selection.where(), inputs, reach == Reach.PREFERRED);
    if (reach != Reach.NEAR || !table.keywords().containsKey(FrameTable.TIME)) {
      return all;
    }
    Ranges near =
        around(
            inputs.stream().map(input -> input.get(FrameTable.TIME).asNumber()).toList(),
            NEAR_DAYS);
    if (near.equals(Ranges.ALL)) {
      return all;
    }
    Weaker nearby = Weaker.all(List.of(all, new Weaker.Within(FrameTable.TIME, near)));
    return selection.where().prefers()
        ? Weaker.some(List.of(nearby, weakening.of(selection.where(), inputs, true)))
        : nearby;
  }

  /** All moments around some; everything if one of these is not known. */
  private static Ranges around(List<OptionalDouble> moments, double days) {
    List<Interval> intervals = new ArrayList<>();
    for (OptionalDouble moment : moments) {
      if (moment.isEmpty()) {
        return Ranges.ALL;
      }
      intervals.add(new Interval(moment.getAsDouble() - days, moment.getAsDouble() + days));
    }
    return Ranges.union(intervals);
  }
}
