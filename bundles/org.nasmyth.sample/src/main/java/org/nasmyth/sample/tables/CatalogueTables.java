// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.reduce.Product;
import org.nasmyth.sample.reduce.Reduced;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;

/** The catalogues of schema safcat. Their sources lie where the products of their surveys look. */
public final class CatalogueTables {

  /** The catalogue that refers to another. */
  public static final TableName PHOTOMETRY = name("VVV_MPHOT_Ks_V2");

  /** How many sources the largest catalogue has. */
  public static final int VVV_SOURCES = 200_000;

  private static final int VVV_EPOCHS = 60_000;
  private static final int KIDS_SOURCES = 5_000;
  private static final long VVV_FIRST_SOURCE = 515_800_000_000L;

  private static final String SAFCAT = "Catalogues that teams derived from their products.";
  private static final TableName VVV = name("VVV_CAT_V2");

  private final Draw draw;
  private final Reduced reduced;
  private final Links links;

  /** Makes the catalogues of what was reduced. */
  public CatalogueTables(Draw draw, Reduced reduced, Links links) {
    this.draw = draw;
    this.reduced = reduced;
    this.links = links;
  }

  /** All catalogues but {@link #photometry}. */
  public List<SampleTable> catalogues() {
    return List.of(
        vvv(),
        kids(),
        transients(2, 0.7, "2016-05-02T09:11:40Z"),
        transients(3, 1, "2018-12-18T08:23:10Z"),
        stars());
  }

  /** The catalogue that refers to another, which must be made before it. */
  public SampleTable photometry() {
    List<Coordinates> tiles = centres("VVV");
    Draw mine = draw.split("VVV");
    Draw epochs = mine.split("epoch");
    return SampleTable.of(
            PHOTOMETRY,
            SAFCAT,
            "Ks magnitudes of sources of VVV_CAT_V2 at single epochs.",
            Sheet.read("safcat.VVV_MPHOT_Ks_V2"),
            VVV_EPOCHS,
            number ->
                new Measurement(number, Source.of(number / 3, mine, tiles), epochs.split(number)),
            CatalogueTables::measurementFact)
        .positioned("RA2000", "DEC2000")
        .keyed("SOURCEID", VVV, "SOURCEID")
        .described(
            facts(
                12,
                "VVV",
                "VVV multi-epoch photometry",
                2,
                "2017-03-20T11:02:31Z",
                "VIRCAM",
                "ESO-VISTA"));
  }

  private SampleTable vvv() {
    Map<Coordinates, String> names = names("VVV");
    List<Coordinates> tiles = centres("VVV");
    Draw mine = draw.split("VVV");
    return SampleTable.of(
            VVV,
            SAFCAT,
            "Sources of the bulge and disk in five near-infrared bands.",
            Sheet.read("safcat.VVV_CAT_V2"),
            VVV_SOURCES,
            number -> Source.of(number, mine, tiles),
            (source, column) -> sourceFact(source, column, names))
        .positioned("RA2000", "DEC2000")
        .described(
            facts(
                11,
                "VVV",
                "VVV band-merged source catalogue",
                2,
                "2017-03-20T11:02:31Z",
                "VIRCAM",
                "ESO-VISTA"));
  }

  private SampleTable kids() {
    Map<Coordinates, String> names = names("KIDS");
    List<Coordinates> tiles = centres("KIDS");
    Draw mine = draw.split("KIDS");
    return SampleTable.of(
            name("KiDS_DR4_1_ugriZYJHKs_cat_fits"),
            SAFCAT,
            "Sources of the Kilo-Degree Survey in nine bands.",
            Sheet.read("safcat.KiDS_DR4_1_ugriZYJHKs_cat_fits"),
            KIDS_SOURCES,
            number -> Galaxy.of(number, mine, tiles),
            (galaxy, column) -> galaxyFact(galaxy, column, names))
        .positioned("RAJ2000", "DECJ2000")
        .described(
            facts(
                21,
                "KIDS",
                "KiDS nine-band source catalogue",
                4,
                "2020-10-05T14:40:00Z",
                "OMEGACAM, VIRCAM",
                "ESO-VST, ESO-VISTA"));
  }

  private SampleTable transients(int version, double share, String published) {
    Map<String, List<Product>> byTarget =
        reduced.products().stream()
            .filter(product -> product.origin().collection().equals("PESSTO"))
            .filter(product -> product.type().equals("spectrum"))
            .collect(
                Collectors.groupingBy(
                    product -> product.origin().target(), TreeMap::new, Collectors.toList()));
    List<Map.Entry<String, List<Product>>> all = List.copyOf(byTarget.entrySet());
    int count = (int) Math.ceil(all.size() * share);
    Draw mine = draw.split("PESSTO");
    return SampleTable.<Map.Entry<String, List<Product>>>of(
            name("PESSTO_TRAN_CAT_fits_V" + version),
            SAFCAT,
            "Transients with spectra in the PESSTO collection.",
            Sheet.read("safcat.PESSTO_TRAN_CAT_fits"),
            count,
            all::get,
            (entry, column) -> transientFact(entry.getValue(), column, mine.split(entry.getKey())))
        .positioned("TRANSIENT_RAJ2000", "TRANSIENT_DECJ2000")
        .described(
            facts(
                30 + version,
                "PESSTO",
                "PESSTO transient catalogue",
                version,
                published,
                "EFOSC, SOFI",
                "ESO-NTT"));
  }

  private SampleTable stars() {
    List<Product> spectra =
        reduced.products().stream()
            .filter(product -> product.origin().collection().equals("HARPS"))
            .toList();
    Draw mine = draw.split("AMBRE");
    return SampleTable.of(
            name("AMBRE_HARPS_V1"),
            SAFCAT,
            "Stellar parameters from HARPS spectra.",
            Sheet.read("safcat.AMBRE_HARPS_V1"),
            spectra.size(),
            spectra::get,
            (product, column) -> star(product, column, mine.split(product.origin().target())))
        .positioned("RAJ2000", "DEJ2000")
        .described(
            facts(
                41,
                "AMBRE",
                "AMBRE parameters of HARPS stars",
                1,
                "2014-03-04T10:00:00Z",
                "HARPS",
                "ESO-3.6"));
  }

  /** A source of VVV, the same in both catalogues. */
  private record Source(
      int number,
      Coordinates tile,
      Coordinates at,
      Coordinates galactic,
      double magnitude,
      Draw own) {

    static Source of(int number, Draw all, List<Coordinates> tiles) {
      Draw own = all.split(number);
      Coordinates tile = own.pick(tiles);
      Coordinates at = within(tile, own, 0.7);
      double magnitude = 18.5 - 5 * StrictMath.sqrt(own.unit());
      return new Source(number, tile, at, at.toGalactic().rounded(), magnitude, own);
    }

    boolean star() {
      return number % 14 != 0;
    }
  }

  private static @Nullable Object sourceFact(
      Source source, String column, Map<Coordinates, String> names) {
    return switch (column) {
      case "SOURCEID" -> VVV_FIRST_SOURCE + source.number;
      case "IAUNAME" -> "VVV J" + degrees(source.at.longitude()) + degrees(source.at.latitude());
      case "RA2000" -> source.at.longitude();
      case "DEC2000" -> source.at.latitude();
      case "L" -> source.galactic.longitude();
      case "B" -> source.galactic.latitude();
      case "TILE" -> names.get(source.tile);
      case "MERGEDCLASS" -> source.star() ? -1 : 1;
      case "PSTAR" -> source.star() ? 0.99 : 0.003;
      case "PGALAXY" -> source.star() ? 0.01 : 0.997;
      case "PRIMARY_SOURCE" -> source.number % 50 != 0;
      default -> bandFact(column, source.magnitude, source.own);
    };
  }

  /** A signed angle in degrees with five decimals, as names of sources hold it. */
  private static String degrees(double angle) {
    String digits = String.valueOf(Math.round(Math.abs(angle) * 1e5) + 100_000_000L).substring(1);
    return (angle < 0 ? "-" : "+") + digits.substring(0, 3) + "." + digits.substring(3);
  }

  private static @Nullable Object bandFact(String column, double magnitude, Draw source) {
    String band = column.startsWith("KS") ? "KS" : column.substring(0, 1);
    Draw mine = source.split(band);
    int order = List.of("KS", "H", "J", "Y", "Z").indexOf(band);
    double own = magnitude + 0.55 * order + mine.normal(0, 0.1 + 0.1 * order);
    boolean seen = own < 20.2;
    return switch (column.substring(band.length())) {
      case "APERMAG3" -> seen ? Rounded.to(own, 4) : null;
      case "APERMAG3ERR" ->
          seen ? Rounded.to(0.003 + StrictMath.pow(10, 0.4 * (own - 23.2)), 4) : null;
      case "ELL" -> seen ? Rounded.to(Math.abs(mine.normal(0, 0.12)), 4) : null;
      case "ERRBITS" -> seen ? (mine.chance(0.9) ? 0 : 16) : null;
      default -> throw unknown("VVV_CAT_V2", column);
    };
  }

  /** A measurement of a source at one epoch. */
  private record Measurement(int number, Source source, Draw own) {}

  private static Object measurementFact(Measurement measurement, String column) {
    Source source = measurement.source;
    Draw own = measurement.own;
    int number = measurement.number;
    return switch (column) {
      case "SOURCEID" -> VVV_FIRST_SOURCE + source.number;
      case "PHOT_ID" -> 9_000_000_000L + number;
      case "MJD" -> Rounded.to(55_300 + 900 * (number % 3) + own.between(0, 300), 6);
      case "KS_MAG" -> Rounded.to(source.magnitude + own.normal(0, 0.03), 4);
      case "KS_ERR" -> Rounded.to(0.01 + StrictMath.pow(10, 0.4 * (source.magnitude - 22)), 4);
      case "SEEING" -> Rounded.to(own.between(0.7, 1.2), 3);
      case "AIRMASS" -> Rounded.to(own.between(1, 1.7), 3);
      case "FLAG" -> own.chance(0.95) ? 0 : 1;
      case "RA2000" -> source.at.longitude();
      case "DEC2000" -> source.at.latitude();
      default -> throw unknown("VVV_MPHOT_Ks_V2", column);
    };
  }

  /** A source of KiDS. */
  private record Galaxy(
      int number, Coordinates tile, Coordinates at, double redshift, double magnitude, Draw own) {

    static Galaxy of(int number, Draw all, List<Coordinates> tiles) {
      Draw own = all.split(number);
      Coordinates tile = own.pick(tiles);
      return new Galaxy(
          number,
          tile,
          within(tile, own, 0.48),
          Math.abs(own.normal(0.5, 0.3)),
          25 - 5 * own.unit() * own.unit(),
          own);
    }
  }

  private static @Nullable Object galaxyFact(
      Galaxy galaxy, String column, Map<Coordinates, String> names) {
    int number = galaxy.number;
    Coordinates at = galaxy.at;
    double redshift = galaxy.redshift;
    Draw mine = galaxy.own;
    return switch (column) {
      case "ID" -> "KiDSDR4 J" + degrees(at.longitude()) + degrees(at.latitude());
      case "KIDS_TILE" -> names.get(galaxy.tile);
      case "SLID" -> 1 + number % 90_000;
      case "SID" -> 1 + number;
      case "RAJ2000" -> at.longitude();
      case "DECJ2000" -> at.latitude();
      case "Level" -> Rounded.to(mine.between(0.9, 1.4), 4);
      case "Xpos" -> Rounded.to(mine.between(1, 21_000), 2);
      case "Ypos" -> Rounded.to(mine.between(1, 21_000), 2);
      case "Flag" -> mine.chance(0.85) ? 0 : 3;
      case "CLASS_STAR" -> Rounded.to(mine.unit(), 3);
      case "SG2DPHOT" -> mine.below(5);
      case "Z_B" -> Rounded.to(redshift, 2);
      case "Z_B_MIN" -> Rounded.to(Math.max(0, redshift - 0.08), 2);
      case "Z_B_MAX" -> Rounded.to(redshift + 0.08, 2);
      case "T_B" -> Rounded.to(mine.between(1, 6), 2);
      case "ODDS" -> Rounded.to(mine.between(0.4, 1), 3);
      case "MASK" -> mine.chance(0.8) ? 0 : 1 << mine.below(12);
      case "EBV" -> Rounded.to(mine.between(0.01, 0.1), 4);
      default -> photometry(column, galaxy.magnitude, mine);
    };
  }

  private static @Nullable Object photometry(String column, double magnitude, Draw source) {
    String last = column.substring(column.lastIndexOf('_') + 1);
    double own = magnitude + source.split(last).normal(0, 0.5);
    double flux = StrictMath.pow(10, -0.4 * (own - 23.9));
    String kind = column.substring(0, column.lastIndexOf('_'));
    return switch (kind) {
      case "MAG_GAAP" -> Rounded.to(own, 4);
      case "MAGERR_GAAP" -> Rounded.to(0.02 + StrictMath.pow(10, 0.4 * (own - 26)), 4);
      case "FLUX_GAAP" -> Rounded.significant(flux, 7);
      case "FLUXERR_GAAP" -> Rounded.significant(flux / 20, 7);
      case "EXTINCTION" -> Rounded.to(source.between(0.01, 0.3), 4);
      case "MAG_LIM" -> Rounded.to(25.2 - source.between(0, 0.3), 3);
      case "FLAG_GAAP" -> 0;
      case "FLUX_APER" -> Rounded.significant(flux * Integer.parseInt(last) * 10, 6);
      case "FLUXERR_APER" -> Rounded.significant(flux * Integer.parseInt(last) / 3, 6);
      default -> throw unknown("KiDS_DR4_1_ugriZYJHKs_cat_fits", column);
    };
  }

  private static @Nullable Object transientFact(List<Product> spectra, String column, Draw mine) {
    Product first =
        spectra.stream().min(Comparator.comparing(product -> product.time().start())).orElseThrow();
    boolean host = mine.chance(0.8);
    double redshift = Rounded.to(Math.abs(mine.normal(0.02, 0.02)) + 0.001, 5);
    Moment discovered = first.time().start().plusDays(-(3 + mine.below(20)));
    return switch (column) {
      case "TRANSIENT_ID" -> first.origin().target();
      case "TRANSIENT_RAJ2000" -> first.space().centre().longitude();
      case "TRANSIENT_DECJ2000" -> first.space().centre().latitude();
      case "TRANSIENT_CLASS" -> mine.pick(List.of("SN Ia", "SN II", "SN IIn", "SN Ib", "SN Ic"));
      case "TRANSIENT_REDSHIFT" -> redshift;
      case "TRANSIENT_PHASE" -> Rounded.to(mine.normal(4, 8), 1);
      case "DISCOVERY_MAG" -> Rounded.to(mine.between(14, 20), 2);
      case "DISCOVERY_DATE" -> discovered.isoSeconds() + "Z";
      case "HOST_ID" -> host ? "SIM-HOST-" + first.origin().target() : null;
      case "HOST_REDSHIFT" -> host ? redshift : null;
      case "N_SPECTRA" -> spectra.size();
      case "DP_ID" -> first.dpId();
      default -> throw unknown("PESSTO_TRAN_CAT_fits", column);
    };
  }

  private static Object star(Product spectrum, String column, Draw star) {
    double temperature = star.normal(5600, 600);
    double gravity = star.between(3.4, 4.7);
    double metals = star.normal(-0.15, 0.3);
    double velocity = star.normal(0, 40);
    Draw mine = star.split(spectrum.dpId());
    return switch (column) {
      case "DP_ID" -> spectrum.dpId();
      case "TARGET" -> spectrum.origin().target();
      case "RAJ2000" -> spectrum.space().centre().longitude();
      case "DEJ2000" -> spectrum.space().centre().latitude();
      case "DATE_OBS" -> spectrum.time().start().iso() + "Z";
      case "TEFF" -> Rounded.to(temperature + mine.normal(0, 20), 0);
      case "E_TEFF" -> Rounded.to(mine.between(20, 120), 0);
      case "LOGG" -> Rounded.to(gravity + mine.normal(0, 0.03), 2);
      case "E_LOGG" -> 0.1;
      case "MH" -> Rounded.to(metals + mine.normal(0, 0.02), 2);
      case "E_MH" -> 0.08;
      case "ALPHA_FE" -> Rounded.to(-0.3 * metals + mine.normal(0, 0.03), 2);
      case "RV" -> Rounded.to(velocity + mine.normal(0, 0.05), 3);
      case "E_RV" -> Rounded.to(mine.between(0.01, 0.2), 3);
      case "SNR" -> Rounded.to(mine.between(20, 200), 1);
      case "CHI2" -> Rounded.to(mine.between(0.6, 3), 2);
      case "QUALITY" -> mine.below(3);
      case "CONVERGED" -> mine.chance(0.96);
      default -> throw unknown("AMBRE_HARPS_V1", column);
    };
  }

  private Map<Coordinates, String> names(String collection) {
    return reduced.products().stream()
        .filter(product -> product.origin().collection().equals(collection))
        .collect(
            Collectors.toMap(
                product -> product.space().centre(),
                product -> product.origin().target(),
                (first, second) -> first));
  }

  private List<Coordinates> centres(String collection) {
    return names(collection).keySet().stream()
        .sorted(
            Comparator.comparingDouble(Coordinates::longitude)
                .thenComparingDouble(Coordinates::latitude))
        .toList();
  }

  private static Coordinates within(Coordinates centre, Draw mine, double half) {
    return centre.offset(mine.between(-half, half), mine.between(-half, half)).rounded();
  }

  private List<Attribute> facts(
      int id,
      String collection,
      String title,
      int version,
      String published,
      String instrument,
      String telescope) {
    return List.of(
        new Attribute(
            new Field("cat_id", ValueType.INT, null, "meta.id", null, "Number of the catalogue"),
            id),
        text("collection", "Collection that it belongs to", collection),
        text("title", "Title, the same for all versions", "[SIMULATED] " + title),
        new Attribute(
            new Field("version", ValueType.INT, null, "meta.version", null, "Version"), version),
        new Attribute(
            new Field(
                "publication_date",
                ValueType.TIMESTAMP,
                null,
                "time.publiYear",
                null,
                "When it was published"),
            published),
        text("rel_descr_url", "Document that describes it", links.release(100 + id)),
        text("instrument", "Instruments, a comma-separated list", instrument),
        text("telescope", "Telescopes, a comma-separated list", telescope));
  }

  private static Attribute text(String name, String description, String value) {
    return new Attribute(
        new Field(name, new ValueType(Datatype.CHAR, "*", null), null, null, null, description),
        value);
  }

  private static TableName name(String table) {
    return new TableName("safcat", table);
  }

  private static IllegalArgumentException unknown(String table, String column) {
    return new IllegalArgumentException("No value is known for column " + column + " of " + table);
  }
}
