// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A FITS file that a test writes, card by card. */
public final class FitsText {

  private static final int BLOCK = 2880;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private List<String> cards = new ArrayList<>();
  private byte[] data = new byte[0];

  /** A primary HDU without data. */
  public static FitsText empty() {
    return new FitsText().raw("SIMPLE", "T").raw("BITPIX", "8").raw("NAXIS", "0");
  }

  /** A primary image of 16-bit numbers that rise from pixel to pixel. */
  public static FitsText image(int width, int height) {
    return new FitsText()
        .raw("SIMPLE", "T")
        .raw("BITPIX", "16")
        .raw("NAXIS", "2")
        .raw("NAXIS1", "" + width)
        .raw("NAXIS2", "" + height)
        .data(width * height);
  }

  /** The next HDU, an image extension. */
  public FitsText extension(int width, int height) {
    finish();
    return raw("XTENSION", "'IMAGE   '")
        .raw("BITPIX", "16")
        .raw("NAXIS", "2")
        .raw("NAXIS1", "" + width)
        .raw("NAXIS2", "" + height)
        .raw("PCOUNT", "0")
        .raw("GCOUNT", "1")
        .data(width * height);
  }

  /** The next HDU, a table of one row whose cells hold a spectrum: wavelengths in nm and fluxes. */
  public FitsText spectrum(double... waves) {
    finish();
    ByteBuffer row = ByteBuffer.allocate(2 * Double.BYTES * waves.length);
    for (double wave : waves) {
      row.putDouble(wave);
    }
    for (double wave : waves) {
      row.putDouble(1 / wave);
    }
    raw("XTENSION", "'BINTABLE'")
        .raw("BITPIX", "8")
        .raw("NAXIS", "2")
        .raw("NAXIS1", "" + row.capacity())
        .raw("NAXIS2", "1")
        .raw("PCOUNT", "0")
        .raw("GCOUNT", "1")
        .raw("TFIELDS", "2");
    String form = waves.length + "D";
    with("TTYPE1", "WAVE").with("TFORM1", form).with("TUNIT1", "nm");
    with("TTYPE2", "FLUX").with("TFORM2", form).with("TUCD2", "phot.flux.density;em.wl");
    data = row.array();
    return this;
  }

  private FitsText data(int pixels) {
    data = new byte[2 * pixels];
    for (int i = 0; i < pixels; i++) {
      data[2 * i] = (byte) (i >> 8);
      data[2 * i + 1] = (byte) i;
    }
    return this;
  }

  /** A text, number or truth value. */
  public FitsText with(String keyword, Object value) {
    String text =
        value instanceof Boolean flag
            ? flag ? "T" : "F"
            : value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    return raw(keyword, text);
  }

  /** A value as it is to stand in the card. */
  public FitsText raw(String keyword, String value) {
    return card(
        keyword.length() > 8
            ? "HIERARCH " + keyword + " = " + value
            : String.format(Locale.ROOT, "%-8s= %20s", keyword, value));
  }

  /** A whole card. */
  public FitsText card(String text) {
    cards.add(String.format(Locale.ROOT, "%-80s", text));
    return this;
  }

  /** A field of square pixels on the plane that touches the sky at a position. */
  public FitsText sky(double ra, double dec, double pixel, double x, double y) {
    return with("CTYPE1", "RA---TAN")
        .with("CTYPE2", "DEC--TAN")
        .with("CRVAL1", ra)
        .with("CRVAL2", dec)
        .with("CRPIX1", x)
        .with("CRPIX2", y)
        .with("CD1_1", -pixel)
        .with("CD2_2", pixel)
        .with("RADESYS", "ICRS");
  }

  private void finish() {
    StringBuilder header = new StringBuilder();
    cards.forEach(header::append);
    header.append(String.format(Locale.ROOT, "%-80s", "END"));
    while (header.length() % BLOCK != 0) {
      header.append(' ');
    }
    bytes.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(data);
    bytes.writeBytes(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
    cards = new ArrayList<>();
    data = new byte[0];
  }

  /** All of it. */
  public byte[] toBytes() {
    finish();
    return bytes.toByteArray();
  }

  /** Writes it, with the folders that are missing. */
  public Path writeTo(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.write(file, toBytes());
  }

  /** A raw frame of MUSE. */
  public static FitsText raw(String name, double ra) {
    return raw("MUSE", name, ra);
  }

  /** A raw frame as ESO's instruments write it. */
  public static FitsText raw(String instrument, String name, double ra) {
    return empty()
        .with("INSTRUME", instrument)
        .with("TELESCOP", "ESO-VLT-U4")
        .with("OBJECT", "FIELD " + name)
        .with("RA", ra)
        .with("DEC", -30.5)
        .with("EXPTIME", 300.5)
        .with("MJD-OBS", 57000.25)
        .with("DATE-OBS", "2014-12-09T06:00:00.123")
        .with("ORIGFILE", "MUSE_" + name + ".fits")
        .with("ESO OBS PROG ID", "094.A-0001(B)")
        .with("ESO OBS ID", 200100)
        .with("ESO DPR CATG", "SCIENCE")
        .with("ESO DPR TYPE", "OBJECT")
        .with("ESO DPR TECH", "IFU")
        .with("ESO INS FILT1 NAME", "Blue")
        .with("ESO DET NDIT", 3);
  }

  /** A science product of 40 x 30 pixels. */
  public static FitsText product(String id) {
    return image(40, 30)
        .sky(150, 2, 0.01, 20.5, 15.5)
        .with("INSTRUME", "HAWKI")
        .with("TELESCOP", "ESO-VLT-U4")
        .with("OBJECT", "COSMOS")
        .with("PRODCATG", "SCIENCE.IMAGE")
        .with("ARCFILE", id + ".fits")
        .with("PROG_ID", "60.A-9284(K)")
        .with("OBID1", 12345)
        .with("WAVELMIN", 1000.0)
        .with("WAVELMAX", 1340.0)
        .with("EXPTIME", 1200)
        .with("MJD-OBS", 57000.0)
        .with("MJD-END", 57000.5)
        .with("DATE", "2015-01-01T00:00:00");
  }
}
