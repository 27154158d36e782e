// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.ingest.archive.FileTables;
import org.nasmyth.ingest.archive.Lookup.Row;
import org.nasmyth.testkit.RecordingTerminal;

/** What becomes of directories of FITS files. */
class IngestCommandTest {

  private static final String PRODUCT = "ADP.2015-01-01T00:00:00.001";

  @TempDir private Path folder;
  private TestArchive archive;

  @BeforeEach
  void open() throws IOException {
    archive = new TestArchive(folder);
  }

  @AfterEach
  void close() throws Exception {
    archive.close();
  }

  private Path file(String path) {
    return archive.files.resolve(path);
  }

  @Test
  void aRawFrameIsDescribedByItsKeywords() throws Exception {
    Path frame =
        FitsText.raw("0001", 10.25).writeTo(file("night1/MUSE.2014-12-09T06_00_00.123.fits"));
    archive.ingest();
    assertThat(archive.said()).isEqualTo("Took in 1 files (1 raw); 0 unchanged, 0 skipped");
    Row row = archive.row("dbo", "raw", "dp_id", "MUSE.2014-12-09T06:00:00.123");
    assertThat(row.values())
        .containsEntry("instrument", "MUSE")
        .containsEntry("dp_cat", "SCIENCE")
        .containsEntry("prog_id", "094.A-0001(B)")
        .containsEntry("ob_id", 200100)
        .containsEntry("det_ndit", (short) 3)
        .containsEntry("ra", 10.25)
        .containsEntry("exposure", 300.5f)
        .containsEntry("filter_path", "Blue")
        .containsEntry("exp_start", "2014-12-09T06:00:00.123Z")
        .containsEntry("origfile", "MUSE_0001.fits")
        .containsEntry("s_region", "POSITION J2000 10.25 -30.5")
        .containsEntry("access_estsize", 3L)
        .containsEntry("access_url", "http://archive/dataPortal/file/MUSE.2014-12-09T06:00:00.123")
        .containsEntry(
            "datalink_url",
            "http://archive/datalink/links?ID=ivo://example.org/ID?MUSE.2014-12-09T06:00:00.123")
        .doesNotContainKeys("tel_alt", "slit_path", "obs_mode");
    Row stored = archive.row("archive", "files", "file_id", "MUSE.2014-12-09T06:00:00.123");
    assertThat(stored.values())
        .containsEntry("file_path", "night1/MUSE.2014-12-09T06_00_00.123.fits")
        .containsEntry("file_size", Files.size(frame))
        .containsEntry("content_type", "application/fits");
    Row noted = archive.row("archive", "ingested", "file_path", stored.required("file_path"));
    assertThat(noted.text("checksum")).isEqualTo(md5(Files.readAllBytes(frame)));
  }

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  @Test
  void framesOfEachInstrumentAreInATableOfTheirOwn() throws Exception {
    FitsText.raw("0001", 10)
        .with("ESO INS OPTI2 NAME", "WFM_NOAO_N")
        .with("ESO TEL AMBI TEMP", 11.5)
        .with("LST", 3600.0)
        .writeTo(file("muse.fits"));
    FitsText.raw("X-SHOOTER 2", "0002", 20).writeTo(file("shooter.fits"));
    FitsText.empty().with("ESO DPR CATG", "CALIB").writeTo(file("nameless.fits"));
    archive.ingest();
    assertThat(archive.io.lines()).noneMatch(line -> line.startsWith("Remark"));
    assertThat(archive.rows("dbo", "raw")).hasSize(3);
    assertThat(archive.row("ist", "muse", "dp_id", "muse").values())
        .containsEntry("dp_cat", "SCIENCE")
        .containsEntry("ins_opti2_name", "WFM_NOAO_N")
        .containsEntry("tel_ambi_temp", 11.5f)
        .containsEntry("lst", 3600f)
        .containsEntry("period", 94)
        .containsEntry("s_region", "POSITION J2000 10 -30.5");
    assertThat(archive.row("ist", "x_shooter_2", "dp_id", "shooter").values())
        .containsEntry("ra", 20.0)
        .doesNotContainKey("ins_opti2_name");
    assertThat(archive.everything())
        .containsOnlyKeys(
            "archive.companion_names",
            "archive.companions",
            "archive.files",
            "archive.ingested",
            "dbo.raw",
            "dbo.ssa",
            "ist.muse",
            "ist.x_shooter_2",
            "ivoa.ObsCore",
            "phase3v2.files",
            "phase3v2.product_files",
            "phase3v2.provenance");
  }

  @Test
  void aFrameThatChangesItsInstrumentOrGoesLeavesNoRowBehind() throws Exception {
    Path frame = FitsText.raw("0001", 10).writeTo(file("a.fits"));
    FitsText.raw("0002", 20).writeTo(file("b.fits"));
    archive.ingest();
    assertThat(archive.rows("ist", "muse")).hasSize(2);
    FitsText.raw("HAWKI", "0001", 10).writeTo(frame);
    archive.ingest();
    assertThat(archive.row("ist", "muse", "dp_id", "b").values()).containsEntry("ra", 20.0);
    assertThat(archive.rows("ist", "muse")).hasSize(1);
    assertThat(archive.rows("ist", "hawki")).hasSize(1);
    Files.move(frame, file("c.fits"));
    archive.ingest("--remove-missing");
    assertThat(archive.rows("ist", "hawki"))
        .extracting(row -> row.text("dp_id"))
        .containsExactly("c");
    Files.delete(file("b.fits"));
    Files.delete(file("c.fits"));
    archive.ingest("--remove-missing");
    assertThat(archive.rows("ist", "muse")).isEmpty();
    assertThat(archive.rows("ist", "hawki")).isEmpty();
  }

  @Test
  void aFileThatIsRefusedLeavesTheRowsOfTheOneThatHasItsIdentifier() throws Exception {
    FitsText.raw("0001", 10).writeTo(file("a/frame.fits"));
    archive.ingest();
    FitsText.raw("HAWKI", "0002", 20).writeTo(file("b/frame.fits"));
    archive.ingest();
    assertThat(archive.said()).isEqualTo("Took in 0 files; 1 unchanged, 1 skipped");
    assertThat(archive.row("ist", "muse", "dp_id", "frame").values()).containsEntry("ra", 10.0);
  }

  @Test
  void headersOfNonsenseDoNotFillTheArchiveWithTables() throws Exception {
    for (int i = 0; i < 210; i++) {
      FitsText.raw("CAM" + i, "n" + i, 1).writeTo(file("f" + i + ".fits"));
    }
    archive.ingest();
    assertThat(archive.rows("dbo", "raw")).hasSize(210);
    assertThat(archive.everything().keySet())
        .filteredOn(table -> table.startsWith("ist."))
        .hasSize(200);
    assertThat(archive.io.lines())
        .filteredOn(line -> line.endsWith("the schema has too many tables already"))
        .hasSize(10);
  }

  @Test
  void aSpectrumIsInTheTableOfSpectraToo() throws Exception {
    spectrum().writeTo(file("spectrum.fits"));
    FitsText.product("ADP.2015-01-01T00:00:00.002").writeTo(file("image.fits"));
    archive.ingest();
    assertThat(archive.rows("ivoa", "ObsCore")).hasSize(2);
    assertThat(archive.rows("dbo", "ssa")).hasSize(1);
    Row row = archive.row("dbo", "ssa", "dp_id", PRODUCT);
    assertThat(row.values())
        .containsEntry("COLLECTION", "XSHOOTER")
        .containsEntry("TARGETNAME", "QSO 1")
        .containsEntry("APERTURE", 0.9)
        .containsEntry("dataset_length", 4L)
        .containsEntry("em_min", 300 * 1e-9)
        .containsEntry("em_max", 600 * 1e-9)
        .containsEntry("em_bw", 300 * 1e-9)
        .containsEntry("t_elapsed", 43200.0)
        .containsEntry("t_mid", 57000.25)
        .containsEntry("SPECRP", 5400.0)
        .containsEntry("flux_ucd", "phot.flux.density;em.wl")
        .containsEntry("space_frame", "FK5")
        .containsEntry("s_region", "POSITION J2000 150.5 2.25")
        .containsEntry("access_url", "http://archive/dataPortal/file/" + PRODUCT)
        .containsEntry("PUBDID", "ivo://example.org/ID?" + PRODUCT);
    assertThat((double[]) row.values().get("positionJ2000")).containsExactly(150.5, 2.25);
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", PRODUCT).values())
        .containsEntry("dataproduct_type", "spectrum")
        .containsEntry("em_xel", 4L);
    archive.ingest("--again");
    assertThat(archive.rows("dbo", "ssa")).hasSize(1);
    Files.delete(file("spectrum.fits"));
    archive.ingest("--remove-missing");
    assertThat(archive.rows("dbo", "ssa")).isEmpty();
  }

  private static FitsText spectrum() {
    return FitsText.empty()
        .with("INSTRUME", "XSHOOTER")
        .with("OBJECT", "QSO 1")
        .with("PRODCATG", "SCIENCE.SPECTRUM")
        .with("ARCFILE", PRODUCT + ".fits")
        .with("RA", 150.5)
        .with("DEC", 2.25)
        .with("MJD-OBS", 57000.0)
        .with("MJD-END", 57000.5)
        .with("SPEC_RES", 5400.0)
        .spectrum(300, 400, 500, 600)
        .with("APERTURE", 0.00025);
  }

  @Test
  void aSpectrumOfNoObservatoryInParticularIsOneToo() throws Exception {
    FitsText.empty()
        .with("OBJECT", "Vega")
        .with("RA", "18:36:56.34")
        .with("DEC", "+38:47:01.3")
        .spectrum(300, 400, 500, 600)
        .writeTo(file("lab/vega.fits"));
    FitsText.image(8, 8).with("RA", "unknown").with("DEC", 5).writeTo(file("lab/image.fits"));
    archive.ingest();
    assertThat(archive.io.lines()).noneMatch(line -> line.startsWith("Remark"));
    assertThat(archive.rows("dbo", "ssa")).hasSize(1);
    assertThat(archive.row("dbo", "ssa", "dp_id", "vega").values())
        .containsEntry("COLLECTION", "lab")
        .containsEntry("TARGETNAME", "Vega")
        .containsEntry("em_val", (300 * 1e-9 + 600 * 1e-9) / 2)
        .containsEntry("s_ra", 279.23475)
        .doesNotContainKeys("space_frame", "SNR", "t_mid");
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", "vega").text("s_region"))
        .startsWith("POSITION J2000 279.23475 38.7836");
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", "image").values())
        .doesNotContainKeys("s_ra", "s_region");
  }

  @Test
  void anImageOfOneSpectralAxisIsASpectrumWhateverAxesOfOnePixelItHas() throws Exception {
    for (int axis : List.of(1, 2)) {
      FitsText.image(axis == 1 ? 9 : 1, axis == 1 ? 1 : 9)
          .with("CTYPE" + axis, "WAVE")
          .with("CUNIT" + axis, "nm")
          .with("CRPIX" + axis, 1)
          .with("CRVAL" + axis, 400)
          .with("CDELT" + axis, 50)
          .writeTo(file("axis" + axis + ".fits"));
    }
    FitsText.image(9, 1).writeTo(file("strip.fits"));
    archive.ingest();
    for (String id : List.of("axis1", "axis2")) {
      assertThat(archive.row("ivoa", "ObsCore", "dp_id", id).text("dataproduct_type"))
          .isEqualTo("spectrum");
    }
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", "strip").text("dataproduct_type"))
        .isEqualTo("image");
  }

  @Test
  void aProductHasFootprintWavelengthsProvenanceAndAPicture() throws Exception {
    FitsText.product(PRODUCT)
        .with("PROV1", "HAWKI.2014-12-09T00:00:00.001.fits")
        .with("PROV2", "M.HAWKI.2014-12-10T00:00:00.001.fits")
        .writeTo(file("p/product.fits"));
    archive.ingest();
    Row row = archive.row("ivoa", "ObsCore", "dp_id", PRODUCT);
    assertThat(row.values())
        .containsEntry("dataproduct_type", "image")
        .containsEntry("em_min", 1000.0 * 1.0e-9)
        .containsEntry("s_xel1", 40L)
        .containsEntry("s_xel2", 30L)
        .containsEntry("s_pixel_scale", 36.0)
        .containsEntry("t_exptime", 1200.0)
        .containsEntry("t_resolution", 43200.0)
        .containsEntry("obs_id", "12345")
        .containsEntry("obs_publisher_did", "ivo://example.org/ID?" + PRODUCT);
    assertThat(row.text("s_region"))
        .startsWith("POLYGON J2000 150.20")
        .matches("POLYGON J2000( -?[0-9.]+){8}");
    long key = FileTables.internalId(PRODUCT);
    assertThat(archive.row("phase3v2", "files", "archive_id", PRODUCT).whole("internal_file_id"))
        .isEqualTo(key);
    assertThat(archive.rows("phase3v2", "provenance"))
        .extracting(
            source ->
                source.whole("internal_file_id")
                    + " "
                    + source.whole("prov_order")
                    + " "
                    + source.text("source_category")
                    + " "
                    + source.text("source_dp_id"))
        .containsExactlyInAnyOrder(
            key + " 1 RAW HAWKI.2014-12-09T00:00:00.001",
            key + " 2 CALIB.MASTER M.HAWKI.2014-12-10T00:00:00.001");
    Row preview = archive.row("phase3v2", "product_files", "eso_category", "ANCILLARY.PREVIEW");
    assertThat(preview.text("product_id")).isEqualTo(PRODUCT);
    Row picture = archive.row("archive", "files", "file_id", preview.required("archive_id"));
    BufferedImage image = ImageIO.read(file(picture.required("file_path")).toFile());
    assertThat(image.getWidth()).isEqualTo(40);
    assertThat(image.getHeight()).isEqualTo(30);
    // Values rise along rows and from row to row; the first row of FITS is the lowest.
    assertThat(image.getRaster().getSample(0, 29, 0))
        .isLessThan(image.getRaster().getSample(39, 0, 0));
  }

  @Test
  void chipsOfAMosaicMakeAUnionAndPlanesOfOneGridOneFootprint() throws Exception {
    FitsText.empty()
        .with("OBJECT", "mosaic")
        .extension(20, 20)
        .with("EXTNAME", "CHIP1")
        .sky(10, 10, 0.01, 30, 10.5)
        .extension(20, 20)
        .with("EXTNAME", "CHIP2")
        .sky(10, 10, 0.01, -9, 10.5)
        .extension(20, 20)
        .with("EXTNAME", "STAT2")
        .sky(10, 10, 0.01, -9, 10.5)
        .writeTo(file("mosaic.fits"));
    archive.ingest();
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", "mosaic").text("s_region"))
        .matches("UNION J2000 \\(POLYGON J2000( [0-9.]+){8} POLYGON J2000( [0-9.]+){8}\\)");
  }

  @Test
  void companionsFindTheirProductWhicheverComesFirst() throws Exception {
    byte[] weight = image("weight").with("PRODCATG", "ANCILLARY.WEIGHTMAP").toBytes();
    List<Path> steps = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    steps.add(file("a/maps/field_weight.fits"));
    contents.add(weight);
    steps.add(file("b/field.fits"));
    contents.add(
        FitsText.product(PRODUCT)
            .with("ASSON1", "field_weight.fits")
            .with("ASSOC1", "ANCILLARY.WEIGHTMAP")
            .with("ASSOM1", md5(weight))
            .with("ASSON2", "notes.txt")
            .with("ASSOC2", "ANCILLARY.README")
            .toBytes());
    steps.add(file("c/notes.txt"));
    contents.add("Read me.".getBytes(StandardCharsets.UTF_8));

    for (int i = 0; i < steps.size(); i++) {
      write(steps.get(i), contents.get(i));
    }
    archive.ingest();
    var together = archive.everything();
    assertThat(together.get("phase3v2.product_files"))
        .filteredOn(row -> row.contains("WEIGHTMAP") || row.contains("README"))
        .hasSize(2)
        .allMatch(row -> row.contains("product_id=" + PRODUCT));
    assertThat(archive.io.lines()).noneMatch(line -> line.startsWith("Remark"));

    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}}) {
      try (TestArchive other =
          new TestArchive(folder.resolve("o" + order[0] + order[1] + order[2]))) {
        for (int step : order) {
          Path target = other.files.resolve(archive.files.relativize(steps.get(step)).toString());
          write(target, contents.get(step));
          Files.setLastModifiedTime(target, Files.getLastModifiedTime(steps.get(step)));
          other.ingest();
        }
        other.ingest();
        assertThat(other.everything()).isEqualTo(together);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADP.2015-01-01T00:00:00.009.png, ADP.2015-01-01T00:00:00.009.png",
    "ADP.2015-01-01T00:00:00.009.png, ADP.2015-01-01T00:00:00.009",
    "ADP.2015-01-01T00_00_00.009.png, ADP.2015-01-01T00:00:00.009.png",
    "ADP.2015-01-01T00_00_00.009.png, ADP.2015-01-01T00:00:00.009",
    "ADP.2015-01-01T00_00_00.009.png, ADP.2015-01-01T00_00_00.009.png",
    "ADP.2015-01-01T00_00_00.009.txt, ADP.2015-01-01T00:00:00.009.txt"
  })
  void companionsThatAreNoFitsFilesMayBeCalledByTheirIdentifier(String file, String called)
      throws Exception {
    FitsText.product(PRODUCT)
        .with("ASSON1", called)
        .with("ASSOC1", "ANCILLARY.PREVIEW")
        .writeTo(file("a/z.fits"));
    write(file("a/" + file), new byte[] {1});
    archive.ingest();
    assertThat(
            archive
                .row("phase3v2", "product_files", "archive_id", "ADP.2015-01-01T00:00:00.009")
                .values())
        .containsEntry("product_id", PRODUCT)
        .containsEntry("eso_category", "ANCILLARY.PREVIEW");
  }

  @Test
  void aPictureThatIsCalledLikeItsProductIsAFileOfItsOwn() throws Exception {
    FitsText.product(PRODUCT)
        .with("ASSON1", PRODUCT + ".png")
        .with("ASSOC1", "ANCILLARY.PREVIEW")
        .writeTo(file("a/" + PRODUCT + ".fits"));
    write(file("a/" + PRODUCT.replace(':', '_') + ".png"), new byte[] {1});
    archive.ingest();
    assertThat(archive.rows("archive", "files"))
        .extracting(row -> row.text("file_id"))
        .containsExactlyInAnyOrder(PRODUCT, PRODUCT.replace(':', '_') + ".png");
    assertThat(archive.rows("phase3v2", "product_files"))
        .extracting(row -> row.text("archive_id") + " of " + row.text("product_id"))
        .contains(PRODUCT.replace(':', '_') + ".png of " + PRODUCT);
  }

  private static FitsText image(String object) {
    return FitsText.image(8, 8).with("OBJECT", object);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Test
  void aCompanionThatNamesItsProductBelongsToIt() throws Exception {
    image("map")
        .with("PRODCATG", "ANCILLARY.EXPMAP")
        .with("ARCFILE", PRODUCT + ".fits")
        .writeTo(file("ADP.2015-01-01T00_00_00.777.fits"));
    archive.ingest();
    FitsText.product(PRODUCT).writeTo(file("z.fits"));
    archive.ingest();
    FitsText.product(PRODUCT).with("OBJECT2", "changed").writeTo(file("z.fits"));
    archive.ingest();
    Row companion =
        archive.row("phase3v2", "product_files", "archive_id", "ADP.2015-01-01T00:00:00.777");
    assertThat(companion.values())
        .containsEntry("product_id", PRODUCT)
        .containsEntry("eso_category", "ANCILLARY.EXPMAP");
  }

  @Test
  void aPictureIsMadeUnlessTheOneThatTheProductNamesLiesBesideIt() throws Exception {
    for (String name : List.of("a", "b")) {
      FitsText.product(PRODUCT + name)
          .with("ASSON1", "look")
          .with("ASSOC1", "ANCILLARY.PREVIEW")
          .writeTo(file(name + "/" + name + ".fits"));
    }
    write(file("b/look.png"), new byte[] {1});
    archive.ingest();
    assertThat(archive.rows("archive", "files"))
        .extracting(row -> row.text("file_id"))
        .contains("a.preview", "look.png")
        .doesNotContain("b.preview");
  }

  @Test
  void whatIsSaidOfManyFilesIsSaidOfAFewAndCounted() throws Exception {
    for (int i = 0; i < 10; i++) {
      write(file("note" + i + ".txt"), new byte[] {1});
    }
    archive.ingest();
    assertThat(archive.io.lines()).filteredOn(line -> line.startsWith("Skipped note")).hasSize(3);
    assertThat(archive.io.lines())
        .anyMatch(line -> line.startsWith("Skipped 7 more files: it is no FITS file by its name"))
        .anyMatch(line -> line.startsWith("Not all is shown; --report FILE"));
    assertThat(archive.said()).isEqualTo("Took in 0 files; 0 unchanged, 10 skipped");
  }

  @Test
  void picturesThatNobodyNeedsAnyMoreAreTakenAway() throws Exception {
    FitsText.product(PRODUCT).writeTo(file("p.fits"));
    archive.ingest();
    Path first = picture();
    FitsText.product(PRODUCT).with("COMMENTS", "other").writeTo(file("p.fits"));
    archive.ingest();
    Path second = picture();
    assertThat(first).isNotEqualTo(second).doesNotExist();
    archive.ingest("--again");
    assertThat(picture()).isEqualTo(second).exists();
    Files.delete(file("p.fits"));
    archive.ingest("--remove-missing");
    assertThat(second).doesNotExist();
  }

  private Path picture() throws DatabaseException {
    return file(archive.row("archive", "files", "content_type", "image/png").required("file_path"));
  }

  @Test
  void theMappingOfTheManualDoesWhatTheManualSays() throws Exception {
    Files.createDirectories(archive.mappings);
    String manual = Files.readString(manual(), StandardCharsets.UTF_8);
    int start = manual.indexOf("```yaml\nmapping: mycam") + "```yaml\n".length();
    Files.writeString(
        archive.mappings.resolve("mycam.yaml"),
        manual.substring(start, manual.indexOf("```", start)));
    FitsText.image(8, 8)
        .with("INSTRUME", "MYCAM")
        .with("IMAGETYP", "object")
        .with("OBJECT", "M 13")
        .with("EXPTIME", 10.5)
        .with("NCOMBINE", 4)
        .with("DATE-OBS", "2020-01-01T00:00:00")
        .writeTo(file("f1.fits"));
    archive.ingest();
    assertThat(archive.row("ivoa", "ObsCore", "dp_id", "MYCAM.f1").values())
        .containsEntry("obs_collection", "MyCam survey")
        .containsEntry("target_name", "M 13")
        .containsEntry("filter", "clear")
        .containsEntry("t_exptime", 42.0)
        .containsEntry("obs_release_date", "2020-12-31T00:00:00Z")
        .containsEntry("dataproduct_type", "image");
  }

  private static Path manual() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/ingest.md"))) {
      at = at.getParent();
    }
    return at.resolve("docs/ingest.md");
  }

  @Test
  void aWrongSumOfACompanionIsRemarkedOn() throws Exception {
    image("map").with("PRODCATG", "ANCILLARY.WEIGHTMAP").writeTo(file("w.fits"));
    FitsText.product(PRODUCT)
        .with("ASSON1", "w.fits")
        .with("ASSOM1", "00000000000000000000000000000000")
        .writeTo(file("x.fits"));
    archive.ingest();
    assertThat(archive.io.lines())
        .contains(
            "Remark on w.fits: its MD5 sum is not the one that product " + PRODUCT + " tells");
  }

  @Test
  void whatIsUnchangedIsPassedByAndWhatIsChangedReplaced() throws Exception {
    FitsText.raw("0001", 10).writeTo(file("a.fits"));
    Path changing = FitsText.raw("0002", 20).writeTo(file("b.fits"));
    Path touched = FitsText.raw("0003", 30).writeTo(file("c.fits"));
    archive.ingest();
    archive.ingest();
    assertThat(archive.said()).isEqualTo("Took in 0 files; 3 unchanged, 0 skipped");
    FitsText.raw("0002", 25).writeTo(changing);
    Files.setLastModifiedTime(touched, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    archive.ingest();
    assertThat(archive.said()).isEqualTo("Took in 1 files (1 raw); 2 unchanged, 0 skipped");
    assertThat(archive.rows("dbo", "raw")).hasSize(3);
    assertThat(archive.row("dbo", "raw", "dp_id", "b").values()).containsEntry("ra", 25.0);
    assertThat(archive.row("archive", "ingested", "file_path", "c.fits").text("file_time"))
        .startsWith("2001-01-01T00:00:00");
    archive.ingest("--again");
    assertThat(archive.said()).isEqualTo("Took in 3 files (3 raw); 0 unchanged, 0 skipped");
    assertThat(archive.rows("dbo", "raw")).hasSize(3);
    assertThat(archive.rows("archive", "ingested")).hasSize(3);
  }

  @Test
  void aChangedMappingIsAppliedToFilesThatAreUnchanged() throws Exception {
    FitsText.raw("0001", 10).writeTo(file("a.fits"));
    archive.ingest();
    Files.createDirectories(archive.mappings);
    Files.writeString(
        archive.mappings.resolve("muse.yaml"),
        """
        extends: eso-raw
        order: 1
        when: INSTRUME == 'MUSE'
        rows:
          dbo.raw:
            telescope: {value: Yepun}
        """);
    archive.ingest();
    assertThat(archive.row("dbo", "raw", "dp_id", "a").values())
        .containsEntry("telescope", "Yepun")
        .containsEntry("instrument", "MUSE");
    assertThat(archive.row("archive", "ingested", "file_path", "a.fits").text("mapping"))
        .isEqualTo("muse");
  }

  @Test
  void twoFilesOfOneIdentifierAreToldApartAndTheFirstIsKept() throws Exception {
    FitsText.product(PRODUCT).writeTo(file("a/first.fits"));
    FitsText.product(PRODUCT).writeTo(file("b/second.fits"));
    archive.ingest();
    String why = ": its identifier " + PRODUCT + " is that of a/first.fits already";
    assertThat(archive.io.lines()).contains("Skipped b/second.fits" + why);
    archive.ingest();
    assertThat(archive.io.lines()).contains("Skipped b/second.fits" + why);
    Files.move(file("a/first.fits"), file("a/moved.fits"));
    archive.ingest();
    assertThat(archive.rows("ivoa", "ObsCore")).hasSize(1);
    assertThat(archive.row("archive", "files", "file_id", PRODUCT).text("file_path"))
        .isEqualTo("a/moved.fits");
    assertThat(archive.rows("archive", "ingested")).hasSize(1);
  }

  @Test
  void filesThatAreGoneAreTakenOutOnlyIfThatIsWanted() throws Exception {
    FitsText.raw("0001", 10).writeTo(file("a/one.fits"));
    FitsText.product(PRODUCT).with("PROV1", "one.fits").writeTo(file("a/two.fits"));
    FitsText.raw("0003", 10).writeTo(file("b/three.fits"));
    archive.ingest();
    Files.delete(file("a/two.fits"));
    Files.delete(file("b/three.fits"));
    archive.ingest();
    assertThat(archive.rows("archive", "ingested")).hasSize(3);
    assertThat(archive.tryIngest(file("a"), "--remove-missing")).isEqualTo(Command.OK);
    assertThat(archive.said()).isEqualTo("Took in 0 files; 1 unchanged, 0 skipped, 1 removed");
    assertThat(archive.rows("ivoa", "ObsCore")).isEmpty();
    assertThat(archive.rows("phase3v2", "provenance")).isEmpty();
    assertThat(archive.rows("phase3v2", "product_files")).isEmpty();
    assertThat(archive.rows("archive", "files")).hasSize(2);
    assertThat(archive.rows("archive", "ingested")).hasSize(2);
  }

  @Test
  void brokenFilesAreToldOfAndTheOthersTakenIn() throws Exception {
    byte[] whole = FitsText.product(PRODUCT).toBytes();
    write(file("truncated.fits"), java.util.Arrays.copyOf(whole, whole.length - 2880));
    write(file("half_a_header.fits"), java.util.Arrays.copyOf(whole, 1000));
    write(file("text.fits"), "This is no FITS file.".getBytes(StandardCharsets.UTF_8));
    write(file("nothing.fits"), new byte[0]);
    write(file("packed.fits.Z"), new byte[] {0x1f, (byte) 0x9d, 0});
    write(file("torn.fits.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Files.createSymbolicLink(file("link.fits"), file("good.fits"));
    byte[] random = new byte[5000];
    new Random(4711).nextBytes(random);
    write(file("random.fits"), random);
    FitsText.raw("0001", 5)
        .card("GARBAGE = what is this 'thing / and ''that")
        .card("\u0001\u0002\u00ff binary")
        .card("ESO     = 'no end")
        .raw("ESO TEL ALT", "not a number")
        .writeTo(file("garbage_cards.fits"));
    FitsText.raw("0002", 6).writeTo(file("good.fits"));
    Path report = folder.resolve("report.tsv");
    archive.ingest("--report", report.toString());
    assertThat(archive.said()).isEqualTo("Took in 2 files (2 raw); 0 unchanged, 8 skipped");
    assertThat(Files.readAllLines(report))
        .anyMatch(line -> line.matches("skipped\\ttruncated.fits\\t.*truncated.*"))
        .anyMatch(line -> line.startsWith("skipped\thalf_a_header.fits\tit is no whole FITS file"))
        .anyMatch(line -> line.startsWith("skipped\ttext.fits\tit is no whole FITS file"))
        .anyMatch(line -> line.startsWith("skipped\tnothing.fits\t"))
        .anyMatch(line -> line.startsWith("skipped\tpacked.fits.Z\tit cannot be unpacked"))
        .anyMatch(line -> line.startsWith("skipped\ttorn.fits.gz\tit cannot be unpacked"))
        .anyMatch(line -> line.endsWith("/link.fits\tit is a link or no file at all"))
        .anyMatch(line -> line.startsWith("skipped\trandom.fits\t"))
        .contains("taken\tgood.fits\teso-raw good");
    assertThat(archive.row("dbo", "raw", "dp_id", "garbage_cards").values())
        .containsEntry("ra", 5.0)
        .doesNotContainKey("tel_alt");
    archive.ingest();
    assertThat(archive.said()).isEqualTo("Took in 0 files; 2 unchanged, 8 skipped");
  }

  @Test
  void valuesThatDoNotFitLeaveTheirColumnEmpty() throws Exception {
    FitsText.empty()
        .with("ESO DPR CATG", "SCIENCE")
        .with("RA", "12:34:56")
        .with("ESO DET NDIT", 40_000)
        .with("DATE-OBS", "yesterday")
        .writeTo(file("odd.fits"));
    archive.ingest();
    assertThat(archive.row("dbo", "raw", "dp_id", "odd").values())
        .containsEntry("date_obs", "yesterday")
        .doesNotContainKeys("ra", "det_ndit", "exp_start");
    assertThat(archive.io.lines())
        .contains("Remark on odd.fits: dbo.raw.det_ndit is left empty: '40000' is too large")
        .contains("Remark on odd.fits: dbo.raw.ra is left empty: '12:34:56' is no number")
        .contains("Remark on odd.fits: dbo.raw.exp_start is left empty: 'yesterday' is no instant");
  }

  @Test
  void packedFilesAreTakenInAsTheyAreStored() throws Exception {
    Path packed = file("frame.fits.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(FitsText.raw("0001", 77).toBytes());
    }
    archive.ingest();
    assertThat(archive.row("dbo", "raw", "dp_id", "frame").values()).containsEntry("ra", 77.0);
    assertThat(archive.row("archive", "files", "file_id", "frame").values())
        .containsEntry("file_size", Files.size(packed))
        .containsEntry("content_type", "application/gzip");
  }

  @Test
  void aRunThatWasGivenUpIsTakenUpAndEndsAsOneInOneGo() throws Exception {
    for (int i = 0; i < 1300; i++) {
      FitsText.raw("n" + i, i / 10.0).writeTo(file(i % 3 + "/f" + i + ".fits"));
    }
    FitsText.product(PRODUCT).with("ASSON1", "w.fits").writeTo(file("0/zz.fits"));
    image("map").with("PRODCATG", "ANCILLARY.WEIGHTMAP").writeTo(file("2/w.fits"));
    archive.ingest();
    var inOneGo = archive.everything();
    assertThat(inOneGo.get("dbo.raw")).hasSize(1300);
    try (TestArchive other = new TestArchive(folder)) {
      for (int patience : new int[] {1, 501}) {
        other.io = new RecordingTerminal();
        other.io.giveUpAt("ingest", patience);
        assertThatThrownBy(() -> other.run(other.files)).isInstanceOf(InterruptedException.class);
        assertThat(other.rows("dbo", "raw").size()).isBetween(1, 1299);
      }
      other.ingest();
      assertThat(other.everything()).isEqualTo(inOneGo);
    }
  }

  @Test
  void aDryRunShowsRowsAndWritesNothing() throws Exception {
    Path frame = FitsText.raw("0001", 10.25).writeTo(folder.resolve("elsewhere/frame.fits"));
    assertThat(archive.tryIngest(frame, "--dry-run")).isEqualTo(Command.OK);
    assertThat(archive.io.lines()).hasSize(1);
    assertThat(archive.io.lines().get(0))
        .startsWith(frame.toRealPath() + ": mapping eso-raw, identifier frame\n  dbo.raw\n")
        .contains("\n    ra = 10.25\n", "\n    instrument = MUSE\n");
    assertThat(archive.everything()).isEmpty();
  }

  @Test
  void whatCannotWorkIsRefusedWithWhatToDo() throws Exception {
    Path outside = FitsText.raw("0001", 1).writeTo(folder.resolve("elsewhere/frame.fits"));
    assertThat(archive.tryIngest(outside)).isEqualTo(Command.FAILED);
    assertThat(archive.io.errors().get(0))
        .contains("'roots' of org.nasmyth.storage.file~archive.json");
    assertThat(archive.tryIngest(file("nowhere"))).isEqualTo(Command.FAILED);
    assertThat(archive.io.errors()).containsExactly("There is no " + file("nowhere") + ".");
    assertThat(archive.run("--what")).isEqualTo(Command.USAGE);
    assertThat(archive.run()).isEqualTo(Command.USAGE);
    assertThat(archive.io.errors().get(0))
        .startsWith("ingest needs a file or a directory.\nUsage: ingest PATH...");
  }

  @Test
  void mappingsThatAreCopiedTakeThePlaceOfOurs() throws Exception {
    assertThat(archive.run("--copy-mappings")).isEqualTo(Command.OK);
    Path raw = archive.mappings.resolve("eso-raw.yaml");
    Files.writeString(
        raw, Files.readString(raw).replace("telescope: TELESCOP", "telescope: ORIGFILE"));
    FitsText.raw("0001", 1).writeTo(file("a.fits"));
    archive.ingest();
    assertThat(archive.row("dbo", "raw", "dp_id", "a").values())
        .containsEntry("telescope", "MUSE_0001.fits");
    assertThat(archive.run("--copy-mappings")).isEqualTo(Command.OK);
    assertThat(Files.readString(raw)).contains("telescope: ORIGFILE");
  }

  @Test
  void aMappingOfOnesOwnFillsATableOfOnesOwn() throws Exception {
    Files.createDirectories(archive.mappings);
    Files.writeString(
        archive.mappings.resolve("tables.yaml"),
        """
        ist.muse:
          description: Frames of MUSE.
          schema: Raw frames by instrument.
          columns:
            dp_id: {type: char, indexed: true, ucd: meta.id}
            seeing: {type: float, unit: arcsec}
        """);
    Files.writeString(
        archive.mappings.resolve("muse.yaml"),
        """
        extends: eso-raw
        order: 1
        when: INSTRUME == 'MUSE'
        rows:
          ist.muse:
            dp_id: = id
            seeing: {expression: ESO.TEL.IA.FWHM * 2, default: 9.5}
        """);
    FitsText.raw("0001", 1).with("ESO TEL IA FWHM", 0.4).writeTo(file("a.fits"));
    FitsText.raw("0002", 1).writeTo(file("b.fits"));
    archive.ingest();
    assertThat(archive.rows("ist", "muse"))
        .extracting(row -> row.text("dp_id") + " " + row.text("seeing"))
        .containsExactlyInAnyOrder("a 0.8", "b 9.5");
    assertThat(archive.rows("dbo", "raw")).hasSize(2);
  }

  @Test
  void aWrongMappingIsNamedBeforeAnythingIsTakenIn() throws Exception {
    Files.createDirectories(archive.mappings);
    FitsText.raw("0001", 1).writeTo(file("a.fits"));
    for (String[] wrong :
        new String[][] {
          {"kind: raw\nid: '= file.stem", "it is no YAML"},
          {"kind: raw\nid: = file +", "is no expression"},
          {"kind: fish\nid: OBJECT", "kind is 'fish'"},
          {"kind: raw", "it has no rule for 'id'"},
          {"kind: raw\nid: OBJECT\ncolour: red", "'colour' is not known"},
          {"extends: nothing", "it extends 'nothing', which is no mapping"},
          {"kind: raw\nid: OBJECT\nrows: {dbo.raw: {ra: RA}}", "no column of dbo.raw is '= id'"},
          {"kind: raw\nid: OBJECT\nrows: {raw: {ra: RA}}", "names no table with its schema"},
          {"kind: raw\nid: OBJECT\nrows: {my.t: {a: = id}}", "no tables.yaml defines it"},
          {"kind: raw\nid: OBJECT\nrows: {'my.{ORIGIN}': {a: = id}}", "Rows of my.* are wanted"},
          {"kind: raw\nid: OBJECT\nrows: {'ist.{ORIGIN}': {a: OBJECT}}", "no column of ist.{…}"},
          {"kind: raw\nid: OBJECT\nrows: {'ist.{ORIGIN}': {ra: = id}}", "are found by"},
          {"kind: raw\nid: OBJECT\nrows: {'ist.{ORIGIN +}': {a: = id}}", "is no expression"}
        }) {
      Files.writeString(archive.mappings.resolve("mine.yaml"), wrong[0]);
      assertThat(archive.tryIngest(archive.files)).as(wrong[0]).isEqualTo(Command.FAILED);
      assertThat(archive.io.errors().get(0)).startsWith("A mapping is wrong. ").contains(wrong[1]);
    }
  }

  @Test
  void regionsOfNewFilesAreFoundByGeometry() throws Exception {
    List<Integer> fields = new ArrayList<>(List.of(1, 2, 3, 4, 5));
    Collections.shuffle(fields, new Random(3));
    for (int field : fields) {
      FitsText.image(30, 30)
          .sky(field * 40, 10, 0.02, 15.5, 15.5)
          .writeTo(file("field" + field + ".fits"));
      archive.ingest();
    }
    assertThat(idsWithin(80.2, 10.1)).containsExactly("field2");
    assertThat(idsWithin(200.0, 10.0)).containsExactly("field5");
    assertThat(idsWithin(100, 10)).isEmpty();
  }

  private List<String> idsWithin(double ra, double dec) throws DatabaseException {
    return archive.containing("ivoa", "ObsCore", "s_region", ra, dec, "dp_id");
  }
}
