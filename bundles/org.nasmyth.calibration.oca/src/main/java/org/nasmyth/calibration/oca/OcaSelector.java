// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.products.Product;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.Value;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects calibrations by files of rules in the OCA language, from the tables of one database,
 * which may be exchanged meanwhile. Safe for any thread.
 */
@Component(
    name = OcaConfiguration.PID,
    service = CalibrationSelector.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OcaConfiguration.class, factory = true)
public final class OcaSelector implements CalibrationSelector {

  private static final Logger LOG = LoggerFactory.getLogger(OcaSelector.class);
  private static final String DATABASE = "database";

  /** The day on which the modified Julian date is 0. */
  private static final LocalDate EPOCH = LocalDate.of(1858, 11, 17);

  private final Exchange<TapDatabase> databases =
      new Exchange<>(Duration.ofSeconds(3), Duration.ofSeconds(10));
  private final Settings settings;
  private final RuleFolder folder;
  private final FrameReader reader;

  /** Reads the settings; a wrong one keeps the component from starting. Rules are read later. */
  @Activate
  public OcaSelector(OcaConfiguration configuration, BundleContext context) {
    this(
        Settings.of(configuration),
        Path.of(String.valueOf(context.getProperty("nasmyth.home"))),
        new FrameReader(configuration.mostRows()));
  }

  /** A selector without OSGi; a relative folder of rules is below the home. */
  OcaSelector(Settings settings, Path home, FrameReader reader) {
    this.settings = settings;
    this.reader = reader;
    Set<String> mapped = new HashSet<>();
    settings.tables().forEach(table -> mapped.addAll(table.keywords().keySet()));
    this.folder = new RuleFolder(home.resolve(settings.rules()), mapped);
  }

  /** Gives the selector its database. */
  @Reference(
      name = DATABASE,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addDatabase(TapDatabase database, Map<String, Object> properties) {
    databases.join(
        database,
        List.of(DATABASE),
        properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0);
  }

  /** Takes the database away, after the searches that use it. */
  public void removeDatabase(TapDatabase database) {
    if (!databases.leave(database)) {
      LOG.warn("A search for calibrations still uses a database that is leaving; it may fail.");
    }
  }

  /** Lets nobody wait for a database any longer. */
  @Deactivate
  public void close() {
    databases.close();
  }

  @Override
  public boolean offers(Product frame) {
    String instrument = frame.rights().instrument();
    return frame.kind() == Product.Kind.RAW && instrument != null && folder.offers(instrument);
  }

  @Override
  public Map<String, Cascade> select(CalibrationRequest request) throws DatabaseException {
    try (Lease<TapDatabase> lease =
        databases
            .lease(DATABASE)
            .orElseThrow(
                () ->
                    new DatabaseException(
                        DatabaseException.Kind.UNAVAILABLE,
                        "The database of calibrations is not there at the moment. Try again soon.",
                        null))) {
      return new Request(request, lease.part()).cascades();
    }
  }

  /** One request. */
  private final class Request {
    final CalibrationRequest request;
    final Archive archive;
    final Visibility visibility;
    final Certification certification;
    final Nights nights = new Nights(settings.noon());
    final Map<String, Cascade> cascades = new LinkedHashMap<>();

    /** The frames for which masters were wanted, and there are none. */
    final List<Frame> withoutMasters = new ArrayList<>();

    Request(CalibrationRequest request, TapDatabase database) {
      this.request = request;
      this.archive = new Archive(database, reader, settings.tables(), request.cancellation());
      this.visibility = new Visibility(request.archive());
      this.certification = Certification.at(request.now(), settings.certifiedAfterDays());
    }

    Map<String, Cascade> cascades() throws DatabaseException {
      List<String> ids = request.frames().stream().map(Product::id).distinct().toList();
      Map<String, Frame> frames = archive.raw(ids);
      for (String id : ids) {
        if (!frames.containsKey(id)) {
          cascades.put(id, unknown(id, "UNKNOWN", true, "its keywords are not known"));
        }
      }
      search(frames.values(), request.mode());
      if (!withoutMasters.isEmpty()) {
        search(List.copyOf(withoutMasters), CascadeMode.RAW_TO_RAW);
      }
      return cascades;
    }

    private void search(Iterable<Frame> frames, CascadeMode mode) throws DatabaseException {
      Map<String, Rules> rulesOf = new LinkedHashMap<>();
      Map<String, List<Frame>> byRules = new LinkedHashMap<>();
      Map<String, Optional<RuleSet>> valid = new HashMap<>();
      for (Frame frame : frames) {
        String instrument = frame.own().get(FrameTable.INSTRUMENT).written();
        LocalDate date = date(frame);
        Optional<RuleSet> rules =
            valid.computeIfAbsent(
                instrument + " " + date, key -> folder.rules(instrument, mode, date));
        if (rules.isPresent()) {
          String key = instrument + " " + rules.get().file();
          rulesOf.put(key, new Rules(rules.get(), instrument));
          byRules.computeIfAbsent(key, k -> new ArrayList<>()).add(frame);
        } else {
          cascades.put(
              frame.id(),
              unknown(
                  frame.id(),
                  frame.category(frame.unclassified()),
                  certification.isCertified(frame),
                  "there are no rules for %s of %s".formatted(instrument, date)));
        }
      }
      for (Map.Entry<String, Rules> one : rulesOf.entrySet()) {
        List<Frame> theirs = byRules.getOrDefault(one.getKey(), List.of());
        CandidateSearch candidates =
            new CandidateSearch(
                archive, one.getValue().rules(), one.getValue().instrument(), nights);
        Map<String, Node> roots =
            new CascadeSearch(candidates, visibility, certification, mode, archive).search(theirs);
        CascadeTree trees = new CascadeTree();
        for (Frame frame : theirs) {
          Node root = roots.get(frame.id());
          if (root != null) {
            Association tree = trees.of(root, null);
            cascades.put(frame.id(), new Cascade(mode, tree));
            if (mode == CascadeMode.RAW_TO_MASTER
                && !root.wants().isEmpty()
                && !tree.complete()
                && !CascadeTree.hasMade(root)) {
              withoutMasters.add(frame);
            }
          }
        }
      }
    }

    private Cascade unknown(String id, String category, boolean certified, String why) {
      return new Cascade(
          request.mode(),
          new Association(
              category,
              certified,
              false,
              null,
              List.of(new CalibrationFile(category, id)),
              List.of("No association could be made: " + why + "."),
              List.of()));
    }

    private LocalDate date(Frame frame) {
      Value time = frame.own().get(FrameTable.TIME);
      return time.asNumber().isPresent()
          ? EPOCH.plusDays((long) Math.floor(time.asNumber().getAsDouble()))
          : LocalDate.ofInstant(request.now(), ZoneOffset.UTC);
    }
  }

  private record Rules(RuleSet rules, String instrument) {}
}
