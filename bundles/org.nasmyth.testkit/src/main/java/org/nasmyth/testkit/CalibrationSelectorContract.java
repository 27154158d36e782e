// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.calibration.VisibleArchive;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;

/**
 * What every selector of calibrations has to keep, whatever its rules. Extend it, and say over
 * which archive it works.
 */
public abstract class CalibrationSelectorContract {

  private static final Set<String> MATCHES = Set.of("calib_plan", "extended", "N/A");
  private static final int THREADS = 4;
  private static final int REQUESTS = 20;

  /** The selector; the same for all tests of an instance. */
  protected abstract CalibrationSelector selector() throws Exception;

  /** Raw frames for which it finds calibrations in its archive; at least two. */
  protected abstract List<Product> frames();

  /** A raw frame for which it has no rules. */
  protected abstract Product other();

  /**
   * The archive that it works over, as one sees it who may see everything: all its products, and
   * what belongs to them.
   */
  protected abstract RelatedProducts archive();

  /** The moment at which calibrations are asked for. */
  protected Instant now() {
    return Instant.parse("2030-01-01T00:00:00Z");
  }

  /** Shows an archive but for what is hidden, and knows what it has told of. */
  private static final class Visible implements VisibleArchive {

    private final RelatedProducts archive;
    private final Set<String> hidden;
    private final Cancellation cancellation;
    private final boolean cancelsItself;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Visible(
        RelatedProducts archive,
        Set<String> hidden,
        Cancellation cancellation,
        boolean cancelsItself) {
      this.archive = archive;
      this.hidden = hidden;
      this.cancellation = cancellation;
      this.cancelsItself = cancelsItself;
    }

    @Override
    public RelatedProducts find(Collection<String> ids) throws DatabaseException {
      if (cancelsItself) {
        cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
      }
      if (cancellation.isCancelled()) {
        throw new DatabaseException(DatabaseException.Kind.CANCELLED, "Cancelled.", null);
      }
      Map<String, Product> products = new HashMap<>();
      Map<String, List<Relation>> relations = new HashMap<>();
      for (String id : ids) {
        Product product = archive.products().get(id);
        if (product != null && !hidden.contains(id)) {
          products.put(id, product);
          List<Relation> visible =
              archive.relations().getOrDefault(id, List.of()).stream()
                  .filter(relation -> !hidden.contains(relation.target().id()))
                  .toList();
          relations.put(id, visible);
          told.add(id);
          visible.forEach(relation -> told.add(relation.target().id()));
        }
      }
      return new RelatedProducts(products, relations);
    }
  }

  private Map<String, Cascade> select(List<Product> frames, CascadeMode mode, Set<String> hidden)
      throws Exception {
    Cancellation cancellation = new Cancellation();
    return select(frames, mode, new Visible(archive(), hidden, cancellation, false), cancellation);
  }

  private Map<String, Cascade> select(
      List<Product> frames, CascadeMode mode, Visible visible, Cancellation cancellation)
      throws Exception {
    return selector().select(new CalibrationRequest(frames, mode, visible, now(), cancellation));
  }

  /** All files of a tree. */
  private static Set<String> files(Association association) {
    Set<String> files = new LinkedHashSet<>();
    association.files().forEach(file -> files.add(file.id()));
    association.calibrations().forEach(one -> files.addAll(files(one)));
    return files;
  }

  private static Set<String> ids(List<Product> products) {
    return new HashSet<>(products.stream().map(Product::id).toList());
  }

  @Test
  void it_offers_its_frames_and_no_others() throws Exception {
    assertThat(frames()).hasSizeGreaterThan(1).allMatch(selector()::offers);
    assertThat(selector().offers(other())).isFalse();
  }

  @Test
  void each_frame_has_a_tree_that_begins_with_it_and_has_calibrations() throws Exception {
    for (CascadeMode mode : CascadeMode.values()) {
      Map<String, Cascade> found = select(frames(), mode, Set.of());
      assertThat(found.keySet()).isEqualTo(ids(frames()));
      found.forEach(
          (id, cascade) -> {
            assertThat(cascade.root().files()).extracting(CalibrationFile::id).contains(id);
            assertThat(files(cascade.root())).as("%s %s", mode, id).hasSizeGreaterThan(1);
            assertThat(cascade.mode()).isIn(mode, CascadeMode.RAW_TO_RAW);
          });
    }
  }

  @Test
  void a_tree_is_consistent() throws Exception {
    for (CascadeMode mode : CascadeMode.values()) {
      for (Cascade cascade : select(frames(), mode, Set.of()).values()) {
        assertThat(cascade.root().match()).isNull();
        assertConsistent(cascade.root(), Set.of(), true);
      }
      for (Product frame : frames()) {
        for (Cascade cascade : select(List.of(frame), mode, hiddenButFrames()).values()) {
          assertConsistent(cascade.root(), Set.of(), true);
        }
      }
    }
  }

  private static void assertConsistent(Association one, Set<String> above, boolean root) {
    List<String> files = one.files().stream().map(CalibrationFile::id).toList();
    assertThat(files).doesNotHaveDuplicates().noneMatch(above::contains);
    assertThat(one.category()).isNotBlank();
    if (root) {
      assertThat(files).isNotEmpty();
    } else {
      assertThat(files).isSorted();
      assertThat(one.match()).isIn(MATCHES);
      if (files.isEmpty()) {
        assertThat(one.complete()).as("%s without files", one.category()).isFalse();
      }
    }
    Set<String> path = new HashSet<>(above);
    path.addAll(files);
    for (Association below : one.calibrations()) {
      if (one.complete()) {
        assertThat(below.complete()).as("%s below %s", below, one.category()).isTrue();
      }
      if (one.certified()) {
        assertThat(below.certified()).as("%s below %s", below, one.category()).isTrue();
      }
      assertConsistent(below, path, false);
    }
  }

  @Test
  void it_names_only_what_the_archive_tells_of() throws Exception {
    for (CascadeMode mode : CascadeMode.values()) {
      Cancellation cancellation = new Cancellation();
      Visible visible = new Visible(archive(), Set.of(), cancellation, false);
      Map<String, Cascade> found = select(frames(), mode, visible, cancellation);
      Set<String> known = new HashSet<>(visible.told);
      known.addAll(ids(frames()));
      found.values().forEach(cascade -> assertThat(known).containsAll(files(cascade.root())));
    }
  }

  @Test
  void what_is_hidden_never_appears() throws Exception {
    Product frame = frames().get(0);
    for (CascadeMode mode : CascadeMode.values()) {
      Cascade open = one(frame, mode, Set.of());
      for (String file : files(open.root())) {
        if (!file.equals(frame.id())) {
          assertThat(one(frame, mode, Set.of(file)).toString())
              .as("%s without %s", mode, file)
              .doesNotContain(file);
        }
      }
    }
  }

  @Test
  void where_all_is_hidden_the_frame_is_alone() throws Exception {
    Product frame = frames().get(0);
    Set<String> hidden = new HashSet<>(hiddenButFrames());
    hidden.addAll(ids(frames()));
    hidden.remove(frame.id());
    for (CascadeMode mode : CascadeMode.values()) {
      Association root = one(frame, mode, hidden).root();
      assertThat(files(root)).containsExactly(frame.id());
      assertThat(root.complete()).isFalse();
    }
  }

  private Set<String> hiddenButFrames() {
    Set<String> hidden = new HashSet<>(archive().products().keySet());
    archive().relations().values().stream()
        .flatMap(List::stream)
        .forEach(relation -> hidden.add(relation.target().id()));
    hidden.removeAll(ids(frames()));
    return hidden;
  }

  private Cascade one(Product frame, CascadeMode mode, Set<String> hidden) throws Exception {
    Map<String, Cascade> found = select(List.of(frame), mode, hidden);
    assertThat(found).containsOnlyKeys(frame.id());
    return Objects.requireNonNull(found.get(frame.id()));
  }

  @Test
  void a_frame_without_rules_harms_no_other() throws Exception {
    Product frame = frames().get(0);
    for (CascadeMode mode : CascadeMode.values()) {
      Map<String, Cascade> found = select(List.of(other(), frame), mode, Set.of());
      assertThat(found.get(frame.id())).isEqualTo(one(frame, mode, Set.of()));
      if (found.containsKey(other().id())) {
        Association root = found.get(other().id()).root();
        assertThat(root.calibrations()).isEmpty();
        assertThat(root.messages()).isNotEmpty();
      }
    }
  }

  @Test
  void no_frames_have_no_calibrations() throws Exception {
    assertThat(select(List.of(), CascadeMode.RAW_TO_RAW, Set.of())).isEmpty();
  }

  @Test
  void many_frames_are_answered_as_one_by_one() throws Exception {
    for (CascadeMode mode : CascadeMode.values()) {
      Map<String, Cascade> together = select(frames(), mode, Set.of());
      for (Product frame : frames()) {
        assertThat(together.get(frame.id())).isEqualTo(one(frame, mode, Set.of()));
      }
    }
  }

  @Test
  void a_cancelled_request_ends() {
    for (boolean before : new boolean[] {true, false}) {
      Cancellation cancellation = new Cancellation();
      if (before) {
        cancellation.cancel(Cancellation.Reason.TIME_LIMIT);
      }
      Visible visible = new Visible(archive(), Set.of(), cancellation, true);
      assertThatThrownBy(() -> select(frames(), CascadeMode.RAW_TO_RAW, visible, cancellation))
          .as("cancelled before: %s", before)
          .isInstanceOf(DatabaseException.class);
    }
  }

  @Test
  void many_threads_select_at_once() throws Exception {
    Map<String, Cascade> expected = select(frames(), CascadeMode.RAW_TO_RAW, Set.of());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<String, Cascade>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(threads.submit(() -> select(frames(), CascadeMode.RAW_TO_RAW, Set.of())));
      }
      for (Future<Map<String, Cascade>> answer : answers) {
        assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
