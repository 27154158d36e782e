// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.observe.Equipment;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Instrument;
import org.nasmyth.sample.observe.Observed;

/** dbo.raw and the tables of schema ist: raw frames, together and by instrument. */
public final class ObservationTables {

  private static final String IST = "Raw frames by instrument.";

  private final Draw draw;
  private final Observed observed;
  private final Links links;
  private final FileTables sizes;

  /** Makes the tables of what was observed. */
  public ObservationTables(Draw draw, Observed observed, Links links, FileTables sizes) {
    this.draw = draw;
    this.observed = observed;
    this.links = links;
    this.sizes = sizes;
  }

  /** dbo.raw. */
  public SampleTable raw() {
    return table(
            new TableName("dbo", "raw"),
            "Raw frames and spectra.",
            "All raw frames of all instruments.",
            Sheet.read("dbo.raw"),
            observed.exposures(),
            true)
        .positioned("ra", "dec");
  }

  /** One table for each instrument, and the quick-looks of APEX. */
  public List<SampleTable> instruments() {
    Sheet common = Sheet.read("ist.instrument");
    List<SampleTable> tables = new ArrayList<>();
    Map<String, List<Exposure>> byInstrument =
        observed.exposures().stream()
            .collect(Collectors.groupingBy(exposure -> exposure.instrument().name()));
    for (Instrument instrument : observed.equipment().instruments()) {
      List<Exposure> own = byInstrument.getOrDefault(instrument.name(), List.of());
      Sheet sheet =
          switch (instrument.table()) {
            case "muse", "hawki", "apex" -> Sheet.read("ist." + instrument.table());
            default -> common;
          };
      tables.add(
          table(
                  new TableName("ist", instrument.table()),
                  IST,
                  "Raw frames of " + instrument.name() + ".",
                  sheet,
                  own,
                  false)
              .positioned("ra", "dec"));
      if (instrument.radio()) {
        tables.add(quicklooks(own));
      }
    }
    return tables;
  }

  private SampleTable table(
      TableName name,
      String schema,
      String description,
      Sheet sheet,
      List<Exposure> exposures,
      boolean together) {
    Equipment equipment = observed.equipment();
    return SampleTable.of(
        name,
        schema,
        description,
        sheet,
        exposures.size(),
        number -> ExposureValues.of(exposures.get(number), equipment, links, sizes, draw, together),
        ExposureValues::value);
  }

  private SampleTable quicklooks(List<Exposure> exposures) {
    List<Exposure> first = new ArrayList<>();
    String last = "";
    for (Exposure exposure : exposures) {
      String key = exposure.programme().id() + exposure.night();
      if (!key.equals(last)) {
        first.add(exposure);
        last = key;
      }
    }
    return SampleTable.of(
        new TableName("ist", "apex_quicklooks"),
        IST,
        "Packages of quick-look data of APEX, one for each programme and night.",
        Sheet.read("ist.apex_quicklooks"),
        first.size(),
        first::get,
        this::quicklook);
  }

  private Object quicklook(Exposure exposure, String column) {
    String project = "E-" + exposure.programme().id().replace("(", "").replace(")", "");
    String id =
        (project
            + "."
            + exposure.night().getYear()
            + exposure.night().getMonth().name().substring(0, 3)
            + String.format(Locale.ROOT, "%02d", exposure.night().getDayOfMonth())
            + "."
            + exposure.block().id() % 1000
            + ".TAR");
    return switch (column) {
      case "access_estsize" -> 50 + draw.split(id).below(400_000);
      case "access_url" -> links.file(id);
      case "instrument" -> exposure.instrument().name();
      case "instrument_type" -> "Heterodyne";
      case "partner" -> "ESO";
      case "pi_coi" -> exposure.programme().people().get(0);
      case "prog_id" -> exposure.programme().id();
      case "prog_title" -> exposure.programme().title();
      case "prog_type" -> exposure.programme().type().word();
      case "project_id" -> project + "-" + exposure.night().getYear();
      case "quicklook_id" -> id;
      case "release_date" -> exposure.release().iso() + "Z";
      default -> throw new IllegalArgumentException("apex_quicklooks has no column " + column);
    };
  }
}
