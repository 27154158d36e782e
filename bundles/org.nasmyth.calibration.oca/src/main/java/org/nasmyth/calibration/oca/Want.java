// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Product;
import org.nasmyth.calibration.oca.rules.Condition;
import org.nasmyth.calibration.oca.rules.Evaluation;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.RuleSet;

/**
 * What a node needs by one selection of its action, and what was chosen for it: of those that match
 * the ones in the preferred time, then the nearest in time, then the first by identifier.
 *
 * <p>Whether a candidate may take part is asked only for those that are about to be chosen. As long
 * as that is not known, a candidate stands in the queue where the best of its files would put it;
 * then it is looked at without the files that may not take part, and put where it belongs. So the
 * choice is the same as if those files did not exist. Used by one thread.
 */
final class Want {

  /** How many candidates beyond those that are needed are asked for at once. */
  private static final int AHEAD = 2;

  private static final Set<String> TIMES =
      Set.of(FrameTable.TIME, "MJD-END", "DATE-OBS", "TPL.START", "OBS.START");

  private static final Comparator<Entry> BEST_FIRST =
      Comparator.comparing((Entry entry) -> !entry.preferred)
          .thenComparingDouble(entry -> entry.distance)
          .thenComparing(entry -> entry.id)
          .thenComparing(entry -> entry.choice != null);

  private final Node node;
  private final RuleSet rules;
  private final RuleSet.Action action;
  private final RuleSet.Selection selection;
  private final PriorityQueue<Entry> queue = new PriorityQueue<>(BEST_FIRST);
  private final List<Choice> chosen = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private boolean closed;

  /** Something in the queue; without a choice it is not known yet what of it may take part. */
  private record Entry(
      Candidate candidate,
      boolean preferred,
      double distance,
      String id,
      @Nullable Choice choice) {}

  /**
   * What was chosen.
   *
   * @param files those files that may take part
   * @param master a calibration made of them that is taken instead; null for none
   * @param keywords of the candidate as it was looked at
   * @param preferred whether it lies within the time that is preferred
   * @param distance from the node in days; infinite where unknown
   */
  record Choice(
      Candidate candidate,
      List<Frame> files,
      @Nullable Product master,
      Keywords keywords,
      boolean preferred,
      double distance) {}

  /**
   * What a candidate amounts to.
   *
   * @param master the calibration that is taken instead of its files; null for the files
   */
  record Outcome(@Nullable Product master) {}

  /** A node that was made of choices. */
  record Link(Node node, String match) {}

  Want(Node node, RuleSet rules, RuleSet.Action action, RuleSet.Selection selection) {
    this.node = node;
    this.rules = rules;
    this.action = action;
    this.selection = selection;
  }

  Node node() {
    return node;
  }

  RuleSet.Selection selection() {
    return selection;
  }

  List<Choice> chosen() {
    return chosen;
  }

  List<Link> links() {
    return links;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    queue.clear();
    taken.clear();
  }

  /** Begins anew with other candidates. */
  void offer(Collection<Candidate> candidates) {
    queue.clear();
    chosen.clear();
    taken.clear();
    for (Candidate candidate : candidates) {
      entry(candidate).ifPresent(queue::add);
    }
  }

  /**
   * Goes on choosing as far as it is known what may take part.
   *
   * @param outcomeOf what a candidate amounts to if only some files may take part; empty to pass
   *     over it
   * @param unknown gets what has to be asked for
   * @return whether something has to be asked for
   */
  boolean advance(
      Visibility visibility,
      BiFunction<Candidate, List<Frame>, Optional<Outcome>> outcomeOf,
      Set<String> unknown) {
    while (chosen.size() < selection.count().most() && !queue.isEmpty()) {
      Entry best = queue.peek();
      if (best.choice != null) {
        queue.poll();
        Product master = best.choice.master();
        if (taken.add(master == null ? best.id : master.id())) {
          chosen.add(best.choice);
        }
      } else if (best.candidate.files().stream().allMatch(file -> visibility.knows(file.id()))) {
        queue.poll();
        resolved(best.candidate, visibility, outcomeOf).ifPresent(queue::add);
      } else {
        ask(visibility, unknown);
        return true;
      }
    }
    return false;
  }

  private void ask(Visibility visibility, Set<String> unknown) {
    List<Entry> seen = new ArrayList<>();
    int open = selection.count().most() - chosen.size() + AHEAD;
    while (!queue.isEmpty() && open > 0) {
      Entry entry = queue.poll();
      seen.add(entry);
      open--;
      for (Frame file : entry.candidate.files()) {
        if (!visibility.knows(file.id())) {
          unknown.add(file.id());
        }
      }
    }
    queue.addAll(seen);
  }

  private Optional<Entry> entry(Candidate candidate) {
    boolean matches = false;
    boolean preferred = false;
    double distance = Double.POSITIVE_INFINITY;
    String id = null;
    for (int i = 0; i < candidate.files().size(); i++) {
      Frame file = candidate.files().get(i);
      if (node.has(file.id())) {
        return Optional.empty();
      }
      distance = Math.min(distance, distance(file));
      id = id == null || file.id().compareTo(id) < 0 ? file.id() : id;
      Keywords keywords = candidate.keywords().get(i);
      if (!preferred && Evaluation.of(keywords, node.keywords(), false).holds(selection.where())) {
        matches = true;
        preferred = Evaluation.of(keywords, node.keywords(), true).holds(selection.where());
      }
    }
    return matches && id != null
        ? Optional.of(new Entry(candidate, preferred, distance, id, null))
        : Optional.empty();
  }

  private Optional<Entry> resolved(
      Candidate candidate,
      Visibility visibility,
      BiFunction<Candidate, List<Frame>, Optional<Outcome>> outcomeOf) {
    List<Frame> files = new ArrayList<>();
    Keywords keywords = null;
    for (int i = 0; i < candidate.files().size(); i++) {
      if (visibility.shows(candidate.files().get(i).id())) {
        files.add(candidate.files().get(i));
        keywords = keywords == null ? candidate.keywords().get(i) : keywords;
      }
    }
    Group group = candidate.group();
    if (keywords == null
        || (group != null && files.size() < group.rule().least())
        || !Evaluation.of(keywords, node.keywords(), false).holds(selection.where())) {
      return Optional.empty();
    }
    Optional<Outcome> outcome = outcomeOf.apply(candidate, files);
    if (outcome.isEmpty()) {
      return Optional.empty();
    }
    boolean preferred = Evaluation.of(keywords, node.keywords(), true).holds(selection.where());
    double distance = distance(files.get(0));
    Product master = outcome.get().master();
    String id = files.get(0).id();
    Choice choice = new Choice(candidate, files, master, keywords, preferred, distance);
    return Optional.of(new Entry(candidate, preferred, distance, id, choice));
  }

  private double distance(Frame file) {
    OptionalDouble here = node.keywords().get(FrameTable.TIME).asNumber();
    return here.isPresent() && file.time().isPresent()
        ? Math.abs(file.time().getAsDouble() - here.getAsDouble())
        : Double.POSITIVE_INFINITY;
  }

  /** How something chosen fits, in the words of a cascade. */
  String match(Choice choice) {
    Condition where = selection.where();
    return !where.prefers()
            && where.keywords().stream().noneMatch(keyword -> TIMES.contains(keyword.name()))
        ? "N/A"
        : choice.preferred() ? "calib_plan" : "extended";
  }

  /** Tells the node what is missing. */
  void tellShortage() {
    int least = selection.count().least();
    int found = chosen.size();
    if (found < least) {
      String asks =
          "rule %s needs (%s, line %d)".formatted(action.name(), rules.file(), selection.line());
      node.lack(
          found == 0
              ? "No %s was found, which %s.".formatted(selection.tag(), asks)
              : "Only %d of at least %d %s were found, which %s."
                  .formatted(found, least, selection.tag(), asks));
    }
  }

  /** Whether something has to be there, and nothing is. */
  boolean isMissing() {
    return chosen.isEmpty() && selection.count().least() > 0;
  }
}
