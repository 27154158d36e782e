// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.calibration.oca.rules.Condition;
import org.nasmyth.calibration.oca.rules.RuleParser;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.RuleSet.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of rules in a folder. They are read when they are needed first, and again when they
 * have changed. Safe for any thread.
 */
final class RuleFolder {

  private static final Logger LOG = LoggerFactory.getLogger(RuleFolder.class);

  /** A file of rules is not larger. */
  private static final long MOST_BYTES = 8 << 20;

  /** So many faults of one file are told of one by one. */
  private static final int MOST_TOLD = 20;

  /** How long {@link #offers} believes what it saw. */
  private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path folder;
  private final Set<String> mapped;
  private final Map<RuleFile, Optional<RuleSet>> read = new HashMap<>();
  private List<RuleFile> files = List.of();
  private boolean listed;
  private long listedAt;
  private boolean missing;

  /**
   * A folder, which need not be there.
   *
   * @param mapped the keywords that a table has; others that rules need are told of
   */
  RuleFolder(Path folder, Set<String> mapped) {
    this.folder = folder;
    this.mapped = Set.copyOf(mapped);
  }

  /** Whether there are rules for an instrument; may be a second late. */
  synchronized boolean offers(String instrument) {
    if (!listed || System.nanoTime() - listedAt > BELIEVED_NANOS) {
      list();
    }
    return !RuleFile.of(instrument, files).isEmpty();
  }

  /**
   * The rules that are valid: of those whose date has come the latest, and of two with one date
   * those that are for this kind of cascade alone.
   *
   * @return empty if there are none, or the file could not be read, which the log tells
   */
  synchronized Optional<RuleSet> rules(String instrument, CascadeMode mode, LocalDate date) {
    list();
    return RuleFile.of(instrument, files).stream()
        .filter(file -> file.isFor(mode, date))
        .max(
            Comparator.comparing(RuleFile::from)
                .thenComparing(file -> file.mode() != null)
                .thenComparing(RuleFile::name))
        .flatMap(file -> read.computeIfAbsent(file, this::read));
  }

  private void list() {
    List<RuleFile> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path path : (Iterable<Path>) entries.sorted()::iterator) {
        look(path).ifPresent(found::add);
      }
      missing = false;
    } catch (NoSuchFileException e) {
      tellMissing("is not there");
    } catch (IOException e) {
      tellMissing("cannot be read: " + e.getMessage());
    }
    files = found;
    read.keySet().retainAll(found);
    listed = true;
    listedAt = System.nanoTime();
  }

  private void tellMissing(String what) {
    if (!missing) {
      LOG.warn(
          "The folder of calibration rules {} {}; no calibrations are selected.", folder, what);
      missing = true;
    }
  }

  private static Optional<RuleFile> look(Path path) throws IOException {
    try {
      return RuleFile.of(path, Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Optional<RuleSet> read(RuleFile file) {
    if (file.size() > MOST_BYTES) {
      LOG.error("{} is too large for a file of calibration rules; it is not used.", file.path());
      return Optional.empty();
    }
    try {
      // Comments of old files are in whatever encoding; the language itself is ASCII.
      String text = new String(Files.readAllBytes(file.path()), StandardCharsets.ISO_8859_1);
      RuleSet rules = RuleParser.parse(file.name(), text);
      tell(file, rules);
      if (rules.organisations().isEmpty() || rules.actions().isEmpty()) {
        LOG.error(
            "{} has no rule that processes files (select execute … and action …); it is not used.",
            file.path());
        return Optional.empty();
      }
      return Optional.of(rules);
    } catch (IOException e) {
      LOG.error("Cannot read {}; it is not used.", file.path(), e);
      return Optional.empty();
    }
  }

  private void tell(RuleFile file, RuleSet rules) {
    List<Problem> problems = rules.problems();
    for (Problem problem : problems.subList(0, Math.min(MOST_TOLD, problems.size()))) {
      LOG.warn(
          "{}, line {}, column {}: {}",
          file.path(),
          problem.line(),
          problem.column(),
          problem.message());
    }
    if (problems.size() > MOST_TOLD) {
      LOG.warn("{}: {} more faults", file.path(), problems.size() - MOST_TOLD);
    }
    Set<String> actions = new TreeSet<>();
    rules.organisations().stream()
        .map(RuleSet.Organisation::action)
        .filter(action -> rules.action(action).isEmpty())
        .forEach(actions::add);
    if (!actions.isEmpty()) {
      LOG.warn("{}: there is no action {}", file.path(), String.join(", ", actions));
    }
    Set<String> unknown = unknown(rules);
    if (!unknown.isEmpty()) {
      LOG.info(
          "{}: no column is mapped to {}, so conditions on them do not hold",
          file.path(),
          String.join(", ", unknown));
    }
  }

  private Set<String> unknown(RuleSet rules) {
    Set<String> named = new TreeSet<>();
    List<Condition> conditions = new ArrayList<>();
    rules.classifications().forEach(rule -> conditions.add(rule.when()));
    for (RuleSet.Organisation rule : rules.organisations()) {
      conditions.add(rule.where());
      named.addAll(rule.groupBy());
    }
    for (RuleSet.Action action : rules.actions()) {
      action.selections().forEach(selection -> conditions.add(selection.where()));
    }
    conditions.forEach(condition -> condition.keywords().forEach(one -> named.add(one.name())));
    named.removeAll(mapped);
    rules
        .classifications()
        .forEach(rule -> rule.assignments().forEach(one -> named.remove(one.keyword())));
    for (RuleSet.Action action : rules.actions()) {
      for (RuleSet.MadeProduct product : action.products()) {
        product.assignments().forEach(one -> named.remove(one.keyword()));
      }
    }
    return named;
  }
}
