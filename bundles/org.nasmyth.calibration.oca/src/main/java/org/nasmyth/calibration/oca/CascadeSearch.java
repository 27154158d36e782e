// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.calibration.oca.CandidateSearch.Found;
import org.nasmyth.calibration.oca.CandidateSearch.Kind;
import org.nasmyth.calibration.oca.CandidateSearch.Reach;
import org.nasmyth.calibration.oca.Want.Choice;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.Operand;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.RuleSet.Action;
import org.nasmyth.calibration.oca.rules.RuleSet.MadeProduct;
import org.nasmyth.calibration.oca.rules.RuleSet.Organisation;
import org.nasmyth.calibration.oca.rules.RuleSet.Selection;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * Looks for the cascades of many frames at once: first what all of them need, then what all of that
 * needs, and so on, so that the number of questions grows with the rules and not with the frames.
 * Used by one thread.
 */
final class CascadeSearch {

  /** Calibrations of calibrations of … end here, whatever the rules say. */
  static final int DEEPEST = 10;

  private final CandidateSearch candidates;
  private final Visibility visibility;
  private final Certification certification;
  private final CascadeMode mode;
  private final Archive archive;
  private final Map<Node.Key, Node> nodes = new HashMap<>();

  CascadeSearch(
      CandidateSearch candidates,
      Visibility visibility,
      Certification certification,
      CascadeMode mode,
      Archive archive) {
    this.candidates = candidates;
    this.visibility = visibility;
    this.certification = certification;
    this.mode = mode;
    this.archive = archive;
  }

  /**
   * What belongs to frames.
   *
   * @param frames raw frames of the rules' instrument
   * @return the root of each frame's cascade, by its identifier
   */
  Map<String, Node> search(Collection<Frame> frames) throws DatabaseException {
    List<Frame> classified = frames.stream().map(candidates::classified).toList();
    Map<String, Group> groups = candidates.groupsOf(classified);
    Set<String> members = new LinkedHashSet<>();
    groups.values().forEach(group -> group.files().forEach(file -> members.add(file.id())));
    visibility.ask(members);
    Map<String, Node> roots = new LinkedHashMap<>();
    for (Frame frame : classified) {
      roots.put(frame.id(), root(frame, groups.get(frame.id())));
    }
    List<Node> wave = List.copyOf(roots.values());
    for (int depth = 0; depth < DEEPEST && !wave.isEmpty(); depth++) {
      List<Want> wants = wave.stream().flatMap(node -> node.wants().stream()).toList();
      choose(wants);
      wave = link(wants);
    }
    for (Node node : wave) {
      if (!node.wants().isEmpty()) {
        node.lack("What this needs is nested too deep in the rules; it was not looked for.");
      }
    }
    return roots;
  }

  private Node root(Frame frame, @Nullable Group group) {
    RuleSet rules = candidates.rules();
    if (group == null) {
      Node node =
          new Node(
              rules,
              null,
              frame.type(frame.category(frame.unclassified())),
              List.of(new CalibrationFile(frame.category(frame.unclassified()), frame.id())),
              frame.keywords(),
              certification.isCertified(frame),
              false);
      node.lack(
          "No association could be made: the rules (%s) do not support files of this type (%s)."
              .formatted(rules.file(), described(frame)));
      return node;
    }
    List<Frame> files =
        group.files().stream()
            .filter(file -> file.id().equals(frame.id()) || visibility.shows(file.id()))
            .toList();
    Node node =
        new Node(
            rules,
            group.action(),
            frame.type(group.action().name()),
            calibrationFiles(files, group.action().name()),
            frame.keywords(),
            certification.areCertified(files),
            false);
    if (files.size() < group.rule().least()) {
      node.lack(
          "There are only %d of at least %d files that rule %s processes together (%s, line %d)."
              .formatted(
                  files.size(),
                  group.rule().least(),
                  group.action().name(),
                  rules.file(),
                  group.rule().line()));
    }
    return node;
  }

  private static String described(Frame frame) {
    List<String> said = new ArrayList<>();
    for (String keyword : List.of("DPR.CATG", "DPR.TYPE", "DPR.TECH")) {
      Value value = frame.keywords().get(keyword);
      if (value.isDefined()) {
        said.add(keyword + " " + value.written());
      }
    }
    return said.isEmpty() ? "nothing is known of it" : String.join(", ", said);
  }

  private static List<CalibrationFile> calibrationFiles(List<Frame> files, String otherwise) {
    return files.stream()
        .sorted(Comparator.comparing(Frame::id))
        .map(file -> new CalibrationFile(file.category(otherwise), file.id()))
        .toList();
  }

  // Choosing

  /** The first kind of which there is something is taken. */
  private List<Set<Kind>> kinds(Selection selection) {
    if (selection.from() == RuleSet.From.RAW_FILES) {
      return List.of(Set.of(Kind.RAW));
    }
    return mode == CascadeMode.RAW_TO_MASTER
        ? List.of(Set.of(Kind.GROUPS, Kind.MADE), Set.of(Kind.RAW))
        : List.of(Set.of(Kind.GROUPS), Set.of(Kind.STATIC), Set.of(Kind.RAW));
  }

  private void choose(List<Want> wants) throws DatabaseException {
    Map<Selection, List<Want>> bySelection = new LinkedHashMap<>();
    for (Want want : wants) {
      bySelection.computeIfAbsent(want.selection(), k -> new ArrayList<>()).add(want);
    }
    for (int order = 0; order < 3; order++) {
      for (Reach reach : Reach.values()) {
        List<Want> asking = new ArrayList<>();
        for (Map.Entry<Selection, List<Want>> one : bySelection.entrySet()) {
          List<Set<Kind>> kinds = kinds(one.getKey());
          List<Want> open = one.getValue().stream().filter(want -> !want.isClosed()).toList();
          if (order < kinds.size() && !open.isEmpty()) {
            archive.goOn();
            asking.addAll(offer(one.getKey(), open, kinds.get(order), reach));
          }
        }
        advance(asking);
        for (Want want : asking) {
          if (isBest(want, reach)) {
            want.close();
          }
        }
      }
    }
    for (Want want : wants) {
      want.close();
      want.tellShortage();
    }
  }

  /** The wants that have got new candidates. */
  private List<Want> offer(Selection selection, List<Want> wants, Set<Kind> kinds, Reach reach)
      throws DatabaseException {
    Set<Keywords> inputs = new LinkedHashSet<>();
    wants.forEach(want -> inputs.add(want.node().keywords()));
    boolean worth = false;
    for (Kind kind : kinds) {
      worth |= candidates.reaches(selection, inputs, kind).contains(reach);
    }
    if (!worth) {
      return List.of();
    }
    List<Candidate> found = new ArrayList<>();
    for (Kind kind : kinds) {
      Found some = candidates.find(selection, inputs, kind, reach);
      found.addAll(some.candidates());
      if (some.overflow()) {
        wants.forEach(
            want ->
                want.node()
                    .tell(
                        "There are too many candidates for "
                            + selection.tag()
                            + " to consider all of them; the choice may not be the best."));
      }
    }
    wants.forEach(want -> want.offer(found));
    return wants;
  }

  /** Whether nothing that lies farther away can be better. */
  private static boolean isBest(Want want, Reach reach) {
    boolean enough = want.chosen().size() >= want.selection().count().most();
    return switch (reach) {
      case PREFERRED -> enough && want.chosen().stream().allMatch(Choice::preferred);
      case NEAR ->
          enough
              && want.chosen().stream()
                  .allMatch(
                      choice ->
                          choice.distance() <= CandidateSearch.NEAR_DAYS
                              || (choice.preferred() && want.selection().where().prefers()));
      case ALL -> !want.chosen().isEmpty();
    };
  }

  private void advance(List<Want> wants) throws DatabaseException {
    List<Want> open = wants;
    while (!open.isEmpty()) {
      archive.goOn();
      Set<String> unknown = new LinkedHashSet<>();
      List<Want> waiting = new ArrayList<>();
      for (Want want : open) {
        if (want.advance(visibility, this::outcome, unknown)) {
          waiting.add(want);
        }
      }
      if (!unknown.isEmpty()) {
        visibility.ask(unknown);
      }
      open = waiting;
    }
  }

  /** Of what becomes of a group that which is there; empty if there should be one and is not. */
  private Optional<Want.Outcome> outcome(Candidate candidate, List<Frame> files) {
    Group group = candidate.group();
    MadeProduct product = candidate.product();
    if (mode == CascadeMode.RAW_TO_RAW || group == null || product == null) {
      return Optional.of(new Want.Outcome(null));
    }
    Action action = group.action();
    return files.stream()
        .flatMap(file -> visibility.masters(file.id()).stream())
        .filter(master -> isOf(master, product, action))
        .max(Comparator.comparing(Product::id))
        .map(Want.Outcome::new);
  }

  /** The archive's word for a calibration need not be the pipeline's; then the first is meant. */
  private static boolean isOf(Product master, MadeProduct product, Action action) {
    String category = master.file().category();
    List<MadeProduct> named =
        action.products().stream().filter(one -> isNamed(one, category)).toList();
    return named.isEmpty() ? product.equals(action.products().get(0)) : named.contains(product);
  }

  private static boolean isNamed(MadeProduct product, @Nullable String category) {
    return product.tag().equals(category)
        || product.assignments().stream()
            .anyMatch(
                one ->
                    one.keyword().equals("PRO.CATG")
                        && one.value() instanceof Operand.Literal literal
                        && literal.value().written().equals(category));
  }

  // What was chosen

  /** Makes nodes of what was chosen; returns those that were not there before. */
  private List<Node> link(List<Want> wants) {
    List<Node> fresh = new ArrayList<>();
    for (Want want : wants) {
      List<Choice> files = new ArrayList<>();
      for (Choice choice : want.chosen()) {
        if (choice.candidate().group() == null
            && choice.files().get(0).kind() == FrameTable.Kind.RAW) {
          files.add(choice);
        } else {
          link(want, node(want, choice), want.match(choice), fresh);
        }
      }
      if (!files.isEmpty()) {
        boolean preferred = files.stream().allMatch(Choice::preferred);
        Choice worst =
            files.stream().filter(file -> file.preferred() == preferred).findFirst().orElseThrow();
        link(want, direct(want, files), want.match(worst), fresh);
      }
      want.links().sort(Comparator.comparing(made -> made.node().files().get(0).id()));
    }
    return fresh;
  }

  private void link(Want want, Node node, String match, List<Node> fresh) {
    Node known = nodes.putIfAbsent(node.key(), node);
    if (known == null) {
      fresh.add(node);
    }
    want.links().add(new Want.Link(known == null ? node : known, match));
  }

  private Node node(Want want, Choice choice) {
    RuleSet rules = candidates.rules();
    String tag = want.selection().tag();
    Product master = choice.master();
    Group group = choice.candidate().group();
    boolean certified = certification.areCertified(choice.files());
    if (master != null) {
      Value category = choice.keywords().get("PRO.CATG");
      return new Node(
          rules,
          null,
          tag,
          List.of(
              new CalibrationFile(category.isDefined() ? category.written() : tag, master.id())),
          choice.keywords(),
          certified,
          true);
    }
    if (group == null) {
      Frame file = choice.files().get(0);
      return new Node(
          rules,
          null,
          tag,
          List.of(new CalibrationFile(file.category(tag), file.id())),
          file.keywords(),
          certified,
          candidates.isMade(file));
    }
    return new Node(
        rules,
        group.action(),
        choice.files().get(0).type(group.action().name()),
        calibrationFiles(choice.files(), group.action().name()),
        choice.files().get(0).keywords(),
        certified,
        false);
  }

  /** Raw frames that are taken as they are; what the nearest of them needs they all need. */
  private Node direct(Want want, List<Choice> choices) {
    List<Frame> files = choices.stream().flatMap(choice -> choice.files().stream()).toList();
    Optional<Organisation> rule = candidates.organisation(files.get(0));
    return new Node(
        candidates.rules(),
        rule.flatMap(one -> candidates.rules().action(one.action())).orElse(null),
        want.selection().tag(),
        calibrationFiles(files, want.selection().tag()),
        files.get(0).keywords(),
        certification.areCertified(files),
        false);
  }
}
