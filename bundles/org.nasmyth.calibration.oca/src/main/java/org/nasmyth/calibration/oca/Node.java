// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.RuleSet;

/** Files of a cascade and what they need, while it is looked for. Used by one thread. */
final class Node {

  private final Key key;
  private final String category;
  private final List<CalibrationFile> files;
  private final Keywords keywords;
  private final boolean certified;
  private final boolean made;
  private final List<Want> wants = new ArrayList<>();
  private final Set<String> messages = new LinkedHashSet<>();
  private boolean complete = true;

  /** What makes two the same: the same files that need the same. */
  record Key(@Nullable String action, String category, List<CalibrationFile> files) {}

  /**
   * Some files.
   *
   * @param action what they need; null for nothing
   * @param keywords what stands for {@code inputFile}
   * @param made whether they were made of raw frames
   */
  Node(
      RuleSet rules,
      RuleSet.@Nullable Action action,
      String category,
      List<CalibrationFile> files,
      Keywords keywords,
      boolean certified,
      boolean made) {
    this.key = new Key(action == null ? null : action.name(), category, List.copyOf(files));
    this.category = category;
    this.files = key.files();
    this.keywords = keywords;
    this.certified = certified;
    this.made = made;
    if (action != null) {
      action.selections().forEach(one -> wants.add(new Want(this, rules, action, one)));
      if (!action.whole()) {
        lack(
            "Rule %s could not be read as a whole (%s, line %d); what else it needs is not known."
                .formatted(action.name(), rules.file(), action.line()));
      }
    }
  }

  Key key() {
    return key;
  }

  String category() {
    return category;
  }

  List<CalibrationFile> files() {
    return files;
  }

  Keywords keywords() {
    return keywords;
  }

  boolean isCertified() {
    return certified;
  }

  boolean isMade() {
    return made;
  }

  List<Want> wants() {
    return wants;
  }

  boolean has(String id) {
    return files.stream().anyMatch(file -> file.id().equals(id));
  }

  /** Something is missing. */
  void lack(String message) {
    complete = false;
    messages.add(message);
  }

  void tell(String message) {
    messages.add(message);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  /** Whether nothing is missing here, whatever is missing below. */
  boolean isComplete() {
    return complete;
  }
}
