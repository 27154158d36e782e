// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.observe.Observed;
import org.nasmyth.sample.observe.Programme;
import org.nasmyth.sample.reduce.Master;
import org.nasmyth.sample.reduce.Product;
import org.nasmyth.sample.reduce.ProductFile;
import org.nasmyth.sample.reduce.Reduced;
import org.nasmyth.sample.reduce.Releases;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Moment;
import org.nasmyth.sample.sky.Rounded;

/** ivoa.ObsCore, dbo.ssa, the tables of phase3v2 and util: products and what belongs to them. */
public final class ProductTables {

  /** ivoa.ObsCore. */
  public static final TableName OBSCORE = new TableName("ivoa", "ObsCore");

  private static final TableName PRODUCT_FILES = new TableName("phase3v2", "product_files");
  private static final String PHASE3 = "Files of products and where they come from.";
  private static final String UTIL = "What explains the other tables.";

  private final Observed observed;
  private final Reduced reduced;
  private final Links links;
  private final FileTables sizes;
  private final Map<String, Integer> documents;

  /** Makes the tables of what was reduced. */
  public ProductTables(Observed observed, Reduced reduced, Links links, FileTables sizes) {
    this.observed = observed;
    this.reduced = reduced;
    this.links = links;
    this.sizes = sizes;
    this.documents = Releases.of(reduced).numbers();
  }

  /** ivoa.ObsCore. */
  public SampleTable obsCore() {
    return SampleTable.of(
            OBSCORE,
            "Tables that the Virtual Observatory defines.",
            "Reduced data products, by the ObsCore data model.",
            Sheet.read("ivoa.ObsCore"),
            reduced.products().size(),
            reduced.products()::get,
            this::obsCore)
        .withUtype("ivo://ivoa.net/std/ObsCore#core-1.1")
        .positioned("s_ra", "s_dec");
  }

  /** dbo.ssa. */
  public SampleTable spectra() {
    List<Product> spectra =
        reduced.products().stream().filter(product -> product.type().equals("spectrum")).toList();
    return SampleTable.of(
            new TableName("dbo", "ssa"),
            "Raw frames and spectra.",
            "One-dimensional spectra, by the Simple Spectral Access protocol.",
            Sheet.read("dbo.ssa"),
            spectra.size(),
            spectra::get,
            this::spectrum)
        .positioned("s_ra", "s_dec")
        .keyed("dp_id", OBSCORE, "dp_id");
  }

  /** phase3v2.product_files. */
  public SampleTable productFiles() {
    record Entry(Product product, ProductFile file) {}
    List<Entry> entries = new ArrayList<>();
    for (Product product : reduced.products()) {
      product.files().forEach(file -> entries.add(new Entry(product, file)));
    }
    return SampleTable.<Entry>of(
            PRODUCT_FILES,
            PHASE3,
            "Files of each product: the science file and what comes with it.",
            Sheet.read("phase3v2.product_files"),
            entries.size(),
            entries::get,
            (entry, column) ->
                switch (column) {
                  case "access_estsize" ->
                      sizes.kilobytes(entry.file.archiveId(), entry.file.size());
                  case "access_url" -> links.file(entry.file.archiveId());
                  case "archive_id" -> entry.file.archiveId();
                  case "eso_category" -> entry.file.category();
                  case "extension" -> entry.file.extension();
                  case "internal_file_id" -> entry.file.internalId();
                  case "original_filename" -> entry.file.name();
                  case "product_id" -> entry.product.dpId();
                  default -> throw unknown("product_files", column);
                })
        .keyed("product_id", OBSCORE, "dp_id");
  }

  /** phase3v2.files. */
  public SampleTable files() {
    record Entry(
        String id,
        long internalId,
        String category,
        String name,
        String extension,
        long size,
        Moment made) {}
    List<Entry> entries = new ArrayList<>();
    for (Product product : reduced.products()) {
      for (ProductFile file : product.files()) {
        entries.add(
            new Entry(
                file.archiveId(),
                file.internalId(),
                file.category(),
                file.name(),
                file.extension(),
                file.size(),
                product.published()));
      }
    }
    for (Master master : reduced.masters()) {
      entries.add(
          new Entry(
              master.id(),
              master.internalId(),
              master.category(),
              master.id() + ".fits",
              "FITS",
              master.size(),
              master.made()));
    }
    return SampleTable.<Entry>of(
        new TableName("phase3v2", "files"),
        PHASE3,
        "Files that were made from other files: those of products and master calibrations.",
        Sheet.read("phase3v2.files"),
        entries.size(),
        entries::get,
        (entry, column) ->
            switch (column) {
              case "access_estsize" -> sizes.kilobytes(entry.id, entry.size);
              case "archive_id" -> entry.id;
              case "category" -> entry.category;
              case "creation_date" -> entry.made.iso() + "Z";
              case "extension" -> entry.extension;
              case "internal_file_id" -> entry.internalId;
              case "name" -> entry.name;
              default -> throw unknown("files", column);
            });
  }

  /** phase3v2.provenance. */
  public SampleTable provenance() {
    record Entry(long file, int order, String category, String source) {}
    List<Entry> entries = new ArrayList<>();
    for (Product product : reduced.products()) {
      int order = 0;
      for (Exposure raw : product.origin().sources()) {
        entries.add(new Entry(product.science().internalId(), ++order, "RAW", raw.dpId()));
      }
      for (Master master : product.masters()) {
        entries.add(
            new Entry(product.science().internalId(), ++order, master.category(), master.id()));
      }
    }
    for (Master master : reduced.masters()) {
      int order = 0;
      for (Exposure raw : master.sources()) {
        entries.add(new Entry(master.internalId(), ++order, "RAW", raw.dpId()));
      }
    }
    return SampleTable.<Entry>of(
            new TableName("phase3v2", "provenance"),
            PHASE3,
            "Which files each file was made from, down to raw frames.",
            Sheet.read("phase3v2.provenance"),
            entries.size(),
            entries::get,
            (entry, column) ->
                switch (column) {
                  case "internal_file_id" -> entry.file;
                  case "prov_order" -> entry.order;
                  case "source_category" -> entry.category;
                  case "source_dp_id" -> entry.source;
                  default -> throw unknown("provenance", column);
                })
        .keyed("internal_file_id", new TableName("phase3v2", "files"), "internal_file_id");
  }

  /** The tables of schema util. */
  public List<SampleTable> util() {
    return List.of(collections(), documents(), programmes());
  }

  private SampleTable collections() {
    Set<String> secret =
        observed.programmes().stream()
            .filter(programme -> programme.privacy() == Programme.Privacy.METADATA_PRIVATE)
            .map(Programme::id)
            .collect(Collectors.toSet());
    Map<String, List<Product>> byCollection = new TreeMap<>();
    for (Product product : reduced.products()) {
      if (!secret.contains(product.origin().programme())) {
        byCollection
            .computeIfAbsent(product.origin().collection(), key -> new ArrayList<>())
            .add(product);
      }
    }
    List<Map.Entry<String, List<Product>>> entries = List.copyOf(byCollection.entrySet());
    return SampleTable.<Map.Entry<String, List<Product>>>of(
        new TableName("util", "collections"),
        UTIL,
        "The data collections, as far as everybody may know of them.",
        Sheet.read("util.collections"),
        entries.size(),
        entries::get,
        (entry, column) -> {
          Product.Origin origin = entry.getValue().get(0).origin();
          return switch (column) {
            case "collection" -> entry.getKey();
            case "description" -> "Simulated products in the shape of " + entry.getKey();
            case "facility" -> origin.telescope();
            case "instrument" -> origin.instrument();
            case "n_products" -> entry.getValue().size();
            default -> throw unknown("collections", column);
          };
        });
  }

  private SampleTable documents() {
    List<Map.Entry<String, Integer>> entries = List.copyOf(documents.entrySet());
    return SampleTable.<Map.Entry<String, Integer>>of(
        new TableName("util", "docurl"),
        UTIL,
        "The documents that describe data releases.",
        Sheet.read("util.docurl"),
        entries.size(),
        entries::get,
        (entry, column) ->
            switch (column) {
              case "collection" -> entry.getKey();
              case "doc_number" -> entry.getValue();
              case "url" -> links.release(entry.getValue());
              default -> throw unknown("docurl", column);
            });
  }

  private SampleTable programmes() {
    Map<Programme, List<Exposure>> byProgramme = new LinkedHashMap<>();
    observed.programmes().forEach(programme -> byProgramme.put(programme, new ArrayList<>()));
    for (Exposure exposure : observed.exposures()) {
      List<Exposure> own = byProgramme.get(exposure.programme());
      if (own != null) {
        own.add(exposure);
      }
    }
    List<Map.Entry<Programme, List<Exposure>>> entries =
        byProgramme.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).toList();
    return SampleTable.<Map.Entry<Programme, List<Exposure>>>of(
        new TableName("util", "programmes"),
        UTIL,
        "The observing programmes and how they are to be kept.",
        Sheet.read("util.programmes"),
        entries.size(),
        entries::get,
        (entry, column) -> programme(entry.getKey(), entry.getValue(), column));
  }

  private static Object programme(Programme programme, List<Exposure> own, String column) {
    return switch (column) {
      case "metadata_private" -> programme.privacy() == Programme.Privacy.METADATA_PRIVATE ? 1 : 0;
      case "n_raw" -> own.size();
      case "period" -> programme.period();
      case "pi_coi" -> programme.piCoi();
      case "prog_id" -> programme.id();
      case "prog_title" -> programme.title();
      case "prog_type" -> programme.type().word();
      case "proprietary_until" ->
          own.stream().map(Exposure::release).max(Comparator.naturalOrder()).orElseThrow().iso()
              + "Z";
      default -> throw unknown("programmes", column);
    };
  }

  private @Nullable Object obsCore(Product p, String column) {
    Product.Origin origin = p.origin();
    Product.Space space = p.space();
    return switch (column) {
      case "abmaglim" -> p.quality().limit();
      case "access_estsize" -> sizes.kilobytes(p.dpId(), p.science().size());
      case "access_format" -> "application/x-votable+xml;content=datalink";
      case "access_url" -> links.datalink(p.dpId());
      case "bib_reference" -> null;
      case "calib_level" -> p.quality().level();
      case "dataproduct_subtype" -> p.subtype();
      case "dataproduct_type" -> p.type();
      case "dp_id" -> p.dpId();
      case "em_max" -> metres(p.spectrum().band().max());
      case "em_min" -> metres(p.spectrum().band().min());
      case "em_res_power" -> p.spectrum().resolvingPower();
      case "em_xel" -> p.spectrum().elements();
      case "facility_name" -> origin.telescope();
      case "filter" -> origin.filter();
      case "gal_lat" -> space.centre().toGalactic().rounded().latitude();
      case "gal_lon" -> space.centre().toGalactic().rounded().longitude();
      case "instrument_name" -> origin.instrument();
      case "is_solar" -> 0;
      case "last_mod_date" -> p.published().plusDays(3).iso() + "Z";
      case "multi_ob" -> origin.blocks() > 1 ? "M" : "S";
      case "n_obs" -> origin.blocks();
      case "o_calib_status" -> origin.external() ? "absolute" : "normalized";
      case "o_ucd" -> unitOfObservable(p);
      case "obs_collection" -> origin.collection();
      case "obs_creator_did" -> links.origin(p.science().name());
      case "obs_creator_name" -> origin.creator();
      case "obs_id" -> origin.observation();
      case "obs_publisher_did" -> links.identifier(p.dpId());
      case "obs_release_date" -> p.release().iso() + "Z";
      case "obs_title" -> "[SIMULATED] " + p.type() + " of " + origin.target();
      case "obstech" -> origin.technique();
      case "p3orig" -> origin.external() ? "EDP" : "IDP";
      case "pol_states" -> origin.instrument().equals("ALMA") ? "/XX/YY/" : null;
      case "pol_xel" -> origin.instrument().equals("ALMA") ? 2 : null;
      case "preview_html" -> links.page(p.dpId());
      case "proposal_id" -> origin.programme();
      case "publication_date" -> p.published().isoSeconds() + "Z";
      case "release_description" -> links.release(document(p));
      case "s_dec" -> space.centre().latitude();
      case "s_fov" -> space.field();
      case "s_pixel_scale" -> space.pixel() > 0 ? space.pixel() : null;
      case "s_ra" -> space.centre().longitude();
      case "s_region" -> space.region();
      case "s_resolution" -> space.resolution();
      case "s_xel1", "s_xel2" -> space.pixels() > 0 ? space.pixels() : null;
      case "snr" -> p.quality().signalToNoise();
      case "strehl" -> p.quality().strehl();
      case "t_exptime" -> p.time().exposure();
      case "t_max" -> p.time().end().mjd();
      case "t_min" -> p.time().start().mjd();
      case "t_resolution" -> elapsed(p);
      case "t_xel" -> null;
      case "target_name" -> origin.target();
      default -> throw unknown("ObsCore", column);
    };
  }

  private @Nullable Object spectrum(Product p, String column) {
    Product.Space space = p.space();
    double min = metres(p.spectrum().band().min());
    double max = metres(p.spectrum().band().max());
    Coordinates galactic = space.centre().toGalactic().rounded();
    return switch (column) {
      case "access_estsize" -> sizes.kilobytes(p.dpId(), p.science().size());
      case "access_url" -> links.file(p.dpId());
      case "APERTURE" -> Rounded.to(space.field() * 3600, 4);
      case "COLLECTION" -> p.origin().collection();
      case "creation_type" -> "archival";
      case "CREATORDID" -> links.origin(p.science().name());
      case "curation_reference" -> links.release(document(p));
      case "datalink_url" -> links.datalink(p.dpId());
      case "DATAMODEL" -> "Spectrum-1.0";
      case "dataset_length" -> p.spectrum().elements();
      case "dataset_title" -> "[SIMULATED] spectrum of " + p.origin().target();
      case "dp_id" -> p.dpId();
      case "em_bw" -> metres(p.spectrum().band().max() - p.spectrum().band().min());
      case "em_max" -> max;
      case "em_min" -> min;
      case "em_val" -> metres((p.spectrum().band().min() + p.spectrum().band().max()) / 2);
      case "equinox" -> 2000.0;
      case "flux_ucd" -> "phot.flux.density;em.wl";
      case "FLUXCALIB" -> p.origin().external() ? "ABSOLUTE" : "NORMALIZED";
      case "FORMAT" -> "application/x-fits-bintable";
      case "gal_lat" -> galactic.latitude();
      case "gal_lon" -> galactic.longitude();
      case "instrument_name" -> p.origin().instrument();
      case "MTIME" -> p.published().plusDays(3).iso() + "Z";
      case "obs_creator_name" -> p.origin().creator();
      case "positionJ2000" -> new double[] {space.centre().longitude(), space.centre().latitude()};
      case "PUBDID" -> links.identifier(p.dpId());
      case "publication_date" -> p.published().isoSeconds() + "Z";
      case "publisher" -> "Simulated archive";
      case "rights" -> p.release().compareTo(Moment.ARCHIVE_EPOCH) > 0 ? "proprietary" : "public";
      case "s_dec" -> space.centre().latitude();
      case "s_ra" -> space.centre().longitude();
      case "s_region" -> space.region();
      case "SNR" -> p.quality().signalToNoise();
      case "space_frame" -> "FK5";
      case "spatial_resolution" -> Rounded.significant(space.resolution() / 3600, 6);
      case "SPECRP" -> p.spectrum().resolvingPower();
      case "t_elapsed" -> elapsed(p);
      case "t_exptime" -> p.time().exposure();
      case "t_max" -> p.time().end().mjd();
      case "t_mid" -> Rounded.to((p.time().start().mjd() + p.time().end().mjd()) / 2, 8);
      case "t_min" -> p.time().start().mjd();
      case "TARGETNAME" -> p.origin().target();
      case "WAVECALIB" -> "absolute";
      default -> throw unknown("ssa", column);
    };
  }

  private int document(Product product) {
    return documents.getOrDefault(product.origin().collection(), 0);
  }

  private static double elapsed(Product product) {
    return (product.time().end().millis() - product.time().start().millis()) / 1000.0;
  }

  private static @Nullable String unitOfObservable(Product product) {
    return switch (product.type().toLowerCase(Locale.ROOT)) {
      case "spectrum", "cube" -> "phot.flux.density;em.wl";
      case "image" -> "phot.count";
      default -> null;
    };
  }

  /** To a picometre. */
  private static double metres(double nanometres) {
    return Math.rint(nanometres * 1000) / 1e12;
  }

  private static IllegalArgumentException unknown(String table, String column) {
    return new IllegalArgumentException("No value is known for column " + column + " of " + table);
  }
}
