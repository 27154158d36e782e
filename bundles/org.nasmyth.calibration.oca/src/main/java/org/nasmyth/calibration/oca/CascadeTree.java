// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;

/** Writes what was found as trees, in which what is used twice stands twice. Used by one thread. */
final class CascadeTree {

  private final Map<Placed, Association> written = new HashMap<>();
  private final Set<String> path = new HashSet<>();
  private int depth;
  private boolean cut;

  private record Placed(Node node, @Nullable String match) {}

  /**
   * The tree below a node.
   *
   * @param match how the node fits what it belongs to; null at the root
   */
  Association of(Node node, @Nullable String match) {
    Placed placed = new Placed(node, match);
    Association known = written.get(placed);
    if (known != null) {
      return known;
    }
    List<String> files = node.files().stream().map(CalibrationFile::id).toList();
    path.addAll(files);
    depth++;
    List<Association> calibrations = new ArrayList<>();
    List<String> messages = new ArrayList<>(node.messages());
    boolean complete = node.isComplete();
    boolean outermost = !cut;
    for (Want want : node.wants()) {
      for (Want.Link link : want.links()) {
        if (depth > CascadeSearch.DEEPEST || link.node().files().stream().anyMatch(this::isAbove)) {
          cut = true;
          complete = false;
          messages.add(
              "By the rules %s needs itself; this is not followed any further."
                  .formatted(link.node().category()));
        } else {
          calibrations.add(of(link.node(), link.match()));
        }
      }
      if (want.isMissing()) {
        calibrations.add(
            new Association(
                want.selection().tag(), true, false, "N/A", List.of(), List.of(), List.of()));
      }
    }
    // What is above is not below, so none of these is still needed.
    files.forEach(path::remove);
    depth--;
    Association tree =
        new Association(
            node.category(),
            node.isCertified() && calibrations.stream().allMatch(Association::certified),
            complete && calibrations.stream().allMatch(Association::complete),
            match,
            node.files(),
            messages,
            calibrations);
    // Where a circle is cut depends on the way that leads to it.
    if (!cut) {
      written.put(placed, tree);
    } else if (outermost && path.isEmpty()) {
      cut = false;
    }
    return tree;
  }

  private boolean isAbove(CalibrationFile file) {
    return path.contains(file.id());
  }

  /** Whether there is a calibration that was made of raw frames, at or below a node. */
  static boolean hasMade(Node root) {
    Set<Node> seen = new HashSet<>(Set.of(root));
    List<Node> open = new ArrayList<>(seen);
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (node.isMade()) {
        return true;
      }
      for (Want want : node.wants()) {
        for (Want.Link link : want.links()) {
          if (seen.add(link.node())) {
            open.add(link.node());
          }
        }
      }
    }
    return false;
  }
}
