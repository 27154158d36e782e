// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One header-data unit: its header, and where in the file its data are. Immutable. */
public final class Hdu {

  private static final int MOST_AXES = 999;

  /** Cards that a compressed image has under another name, because the table has its own. */
  private static final Pattern SIZE = Pattern.compile("BITPIX|NAXIS\\d*");

  /** Cards of Paper IV that hold a field and its value: {@code DP1 = 'EXTVER: 1'}. */
  private static final Pattern RECORD =
      Pattern.compile("\\s*([A-Za-z0-9_.]+)\\s*:\\s*([-+0-9.EeDd]+)\\s*");

  private final int number;
  private final HduKind kind;
  private final Header header;
  private final long headerPosition;
  private final long dataPosition;
  private final long dataLength;
  private final long fileSize;

  private Hdu(
      int number,
      HduKind kind,
      Header header,
      long headerPosition,
      long dataPosition,
      long dataLength,
      long fileSize) {
    this.number = number;
    this.kind = kind;
    this.header = header;
    this.headerPosition = headerPosition;
    this.dataPosition = dataPosition;
    this.dataLength = dataLength;
    this.fileSize = fileSize;
  }

  /**
   * Understands a header.
   *
   * @param header of the HDU
   * @param headerPosition its first byte
   * @param dataPosition the first byte behind it
   * @param fileSize bytes of the file
   * @throws FitsException if a card that tells the data's size is missing or wrong
   */
  static Hdu of(Header header, long headerPosition, long dataPosition, long fileSize)
      throws FitsException {
    HduKind kind = kindOf(header);
    long length = dataLength(header, kind);
    if (length > Long.MAX_VALUE - dataPosition - HeaderEditor.BLOCK) {
      throw tooLarge(header);
    }
    return new Hdu(header.hdu(), kind, header, headerPosition, dataPosition, length, fileSize);
  }

  private static HduKind kindOf(Header header) {
    if (header.hdu() == 0) {
      return header.flag("GROUPS") && header.value("NAXIS1").filter(Hdu::isZero).isPresent()
          ? HduKind.RANDOM_GROUPS
          : HduKind.IMAGE;
    }
    return switch (header.text("XTENSION").orElse("")) {
      case "IMAGE", "IUEIMAGE" -> HduKind.IMAGE;
      case "BINTABLE", "A3DTABLE" ->
          header.flag("ZIMAGE") ? HduKind.COMPRESSED_IMAGE : HduKind.BINARY_TABLE;
      case "TABLE" -> HduKind.ASCII_TABLE;
      default -> HduKind.OTHER;
    };
  }

  private static boolean isZero(CardValue value) {
    return value instanceof CardValue.Whole whole && whole.value().signum() == 0;
  }

  /** Section 4.4.1: |BITPIX| · GCOUNT · (PCOUNT + NAXIS1 · …) bits. */
  private static long dataLength(Header header, HduKind kind) throws FitsException {
    long bitpix = bitpix(header, "BITPIX");
    List<Long> axes = axes(header, "NAXIS");
    if (axes.isEmpty()) {
      return 0;
    }
    try {
      long elements = 1;
      for (int i = kind == HduKind.RANDOM_GROUPS ? 1 : 0; i < axes.size(); i++) {
        elements = Math.multiplyExact(elements, axes.get(i));
      }
      long extra = notNegative(header, "PCOUNT", 0);
      long groups = notNegative(header, "GCOUNT", 1);
      return Math.multiplyExact(
          Math.abs(bitpix) / 8, Math.multiplyExact(groups, Math.addExact(extra, elements)));
    } catch (ArithmeticException e) {
      throw tooLarge(header);
    }
  }

  private static FitsException tooLarge(Header header) {
    return new FitsException("The axes tell of more than 2^63 bytes.", header.place("NAXIS"));
  }

  private static long notNegative(Header header, String keyword, long otherwise)
      throws FitsException {
    long value = header.whole(keyword, otherwise);
    if (value < 0) {
      throw new FitsException(keyword + " is negative.", header.place(keyword));
    }
    return value;
  }

  private static int bitpix(Header header, String keyword) throws FitsException {
    long bitpix = header.required(keyword);
    if (bitpix != 8
        && bitpix != 16
        && bitpix != 32
        && bitpix != 64
        && bitpix != -32
        && bitpix != -64) {
      throw new FitsException(
          keyword + " is none of 8, 16, 32, 64, -32, -64.", header.place(keyword));
    }
    return (int) bitpix;
  }

  private static List<Long> axes(Header header, String keyword) throws FitsException {
    long count = header.required(keyword);
    if (count < 0 || count > MOST_AXES) {
      throw new FitsException(keyword + " is not between 0 and 999.", header.place(keyword));
    }
    List<Long> axes = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = keyword + i;
      if (!header.has(name)) {
        throw new FitsException(
            "%s is missing, though %s is %d.".formatted(name, keyword, count),
            header.place(keyword));
      }
      long length = header.required(name);
      if (length < 0) {
        throw new FitsException(name + " is negative.", header.place(name));
      }
      axes.add(length);
    }
    return List.copyOf(axes);
  }

  /** Its place in the file, 0 for the primary HDU. */
  public int number() {
    return number;
  }

  /** What its data are. */
  public HduKind kind() {
    return kind;
  }

  /** Its header. */
  public Header header() {
    return header;
  }

  /** EXTNAME, empty if there is none. */
  public String name() {
    return header.text("EXTNAME").orElse("");
  }

  /** EXTVER, which tells HDUs of one name apart; 1 if there is none, or no whole number. */
  public long version() {
    return header.value("EXTVER").orElseGet(CardValue.Undefined::new)
            instanceof CardValue.Whole whole
        ? whole.value().longValue()
        : 1;
  }

  /**
   * The bits of a pixel and their meaning, section 4.4.1; for a compressed image those of the
   * image.
   *
   * @throws FitsException if it is missing or wrong, which only a compressed image's can be
   */
  public int bitpix() throws FitsException {
    return bitpix(header, kind == HduKind.COMPRESSED_IMAGE ? "ZBITPIX" : "BITPIX");
  }

  /**
   * The lengths of the axes, NAXIS1 first; for a compressed image those of the image. Empty if
   * there are no data.
   *
   * @throws FitsException if one is missing or wrong, which only a compressed image's can be
   */
  public List<Long> axes() throws FitsException {
    return axes(header, kind == HduKind.COMPRESSED_IMAGE ? "ZNAXIS" : "NAXIS");
  }

  /**
   * The value of a card as text, as world coordinates are read from it: of a compressed image,
   * BITPIX and NAXISn are those of the image, and {@code DP1.EXTVER} is a field of one of the cards
   * DP1.
   *
   * @param keyword to look for
   * @return texts without quotes, T or F for logical values; null if there is no such card or it
   *     has no value. The first card counts if there are several.
   */
  public @Nullable String imageValue(String keyword) {
    boolean renamed = kind == HduKind.COMPRESSED_IMAGE && SIZE.matcher(keyword).matches();
    CardValue value =
        header.value(renamed ? "Z" + keyword : keyword).orElseGet(CardValue.Undefined::new);
    if (value instanceof CardValue.Text text) {
      return text.text();
    }
    if (value instanceof CardValue.Whole whole) {
      return whole.value().toString();
    }
    if (value instanceof CardValue.Real real) {
      return real.value().toString();
    }
    if (value instanceof CardValue.Logical logical) {
      return logical.value() ? "T" : "F";
    }
    if (value instanceof CardValue.Complex complex) {
      return complex.text();
    }
    if (value instanceof CardValue.Malformed malformed) {
      return malformed.text();
    }
    int dot = keyword.indexOf('.');
    return dot < 0 ? null : field(keyword.substring(0, dot), keyword.substring(dot + 1));
  }

  private @Nullable String field(String keyword, String name) {
    for (Card card : header.cards()) {
      if (card.keyword().equals(keyword) && card.value() instanceof CardValue.Text text) {
        Matcher field = RECORD.matcher(text.text());
        if (field.matches() && field.group(1).equals(name)) {
          return field.group(2);
        }
      }
    }
    return null;
  }

  /** The first byte of its header. */
  public long headerPosition() {
    return headerPosition;
  }

  /** The first byte of its data; where there are none, of what follows. */
  public long dataPosition() {
    return dataPosition;
  }

  /** Bytes of the data as the header tells it, without the filling up of the last block. */
  public long dataLength() {
    return dataLength;
  }

  /** The first byte of the next HDU. */
  public long end() {
    return dataPosition + padded(dataLength);
  }

  /** Whether the file holds all of the data; the filling up of the last block may be missing. */
  public boolean complete() {
    return dataPosition + dataLength <= fileSize;
  }

  /**
   * Bytes with those that fill the last block.
   *
   * @param bytes of data
   */
  public static long padded(long bytes) {
    return Math.addExact(bytes, HeaderEditor.BLOCK - 1) / HeaderEditor.BLOCK * HeaderEditor.BLOCK;
  }

  /** Its place, for messages. */
  public Place place() {
    return header.place();
  }

  @Override
  public String toString() {
    return "HDU " + number + " " + kind + " " + name();
  }
}
