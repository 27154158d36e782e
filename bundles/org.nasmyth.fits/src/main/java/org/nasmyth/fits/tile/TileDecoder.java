// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.Place;

/**
 * Makes pixels of the bytes of a tile. Safe for several threads.
 *
 * <p>Pixels are those that cfitsio gives, as they would stand in an image that is not compressed:
 * BSCALE and BZERO are not applied.
 */
final class TileDecoder {

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int UNSIGNED_16 = 32768;

  /** What the bytes of the column COMPRESSED_DATA are. */
  private enum Packing {
    CODED,
    GZIP_1,
    GZIP_2,
    NONE
  }

  private final Place place;
  private final int bitpix;
  private final int width;
  private final Packing packing;
  private final Optional<Codec> codec;
  private final Optional<Quantisation> quantisation;
  private final int subtracted;

  private TileDecoder(
      Place place,
      int bitpix,
      Packing packing,
      Optional<Codec> codec,
      Optional<Quantisation> quantisation,
      int subtracted) {
    this.place = place;
    this.bitpix = bitpix;
    this.width = Math.abs(bitpix) / 8;
    this.packing = packing;
    this.codec = codec;
    this.quantisation = quantisation;
    this.subtracted = subtracted;
  }

  static TileDecoder of(TiledImage image) throws FitsException {
    Header header = image.header();
    String type = header.text("ZCMPTYPE").orElse("").toUpperCase(Locale.ROOT);
    Optional<Quantisation> quantisation = quantisation(image);
    int bitpix = image.bitpix();
    boolean unsignedMask =
        type.equals("PLIO_1") && bitpix == 16 && header.real("BZERO").orElse(0) == UNSIGNED_16;
    Packing packing =
        switch (type) {
          case "GZIP_1" -> Packing.GZIP_1;
          case "GZIP_2" -> Packing.GZIP_2;
          case "NOCOMPRESS" -> Packing.NONE;
          default -> Packing.CODED;
        };
    Optional<Codec> codec =
        packing == Packing.CODED ? Optional.of(codec(image, type)) : Optional.empty();
    if (packing == Packing.CODED && bitpix == 64) {
      throw new FitsException(
          "%s has no pixels of 64 bits.".formatted(type), header.place("ZBITPIX"));
    }
    return new TileDecoder(
        header.place("ZCMPTYPE"),
        bitpix,
        packing,
        codec,
        quantisation,
        unsignedMask ? UNSIGNED_16 : 0);
  }

  private static Codec codec(TiledImage image, String type) throws FitsException {
    Header header = image.header();
    switch (type) {
      case "RICE_1", "RICE_ONE" -> {
        try {
          return new Rice(
              Math.toIntExact(image.parameter("BLOCKSIZE").orElse(32)),
              Math.toIntExact(image.parameter("BYTEPIX").orElse(4)));
        } catch (IllegalArgumentException | ArithmeticException e) {
          throw new FitsException("The parameters of RICE_1 are wrong.", header.place("ZNAME1"), e);
        }
      }
      case "PLIO_1" -> {
        return new Plio();
      }
      case "HCOMPRESS_1" -> {
        int bitpix = image.bitpix();
        int least = bitpix == 8 ? 0 : bitpix == 16 ? Short.MIN_VALUE : Integer.MIN_VALUE;
        int greatest = bitpix == 8 ? 255 : bitpix == 16 ? Short.MAX_VALUE : Integer.MAX_VALUE;
        return new Hcompress(image.parameter("SMOOTH").orElse(0) != 0, least, greatest);
      }
      default ->
          throw new FitsException(
              "The compression is none of RICE_1, GZIP_1, GZIP_2, HCOMPRESS_1, PLIO_1.",
              header.place("ZCMPTYPE"));
    }
  }

  /** Real pixels are whole numbers with a scale, unless there is no scale or ZQUANTIZ says NONE. */
  private static Optional<Quantisation> quantisation(TiledImage image) throws FitsException {
    Header header = image.header();
    boolean scaled = image.column("ZSCALE").isPresent() || header.has("ZSCALE");
    String method = header.text("ZQUANTIZ").orElse("").toUpperCase(Locale.ROOT);
    if (image.bitpix() > 0 || !scaled || method.equals("NONE")) {
      return Optional.empty();
    }
    Quantisation.Method known =
        switch (method) {
          case "SUBTRACTIVE_DITHER_1" -> Quantisation.Method.SUBTRACTIVE_DITHER_1;
          case "SUBTRACTIVE_DITHER_2" -> Quantisation.Method.SUBTRACTIVE_DITHER_2;
          default -> Quantisation.Method.NO_DITHER;
        };
    return Optional.of(new Quantisation(known, header.whole("ZDITHER0", 1)));
  }

  /** Whether whole numbers stand for real pixels with random numbers. */
  boolean dithered() {
    return quantisation
        .filter(quantised -> quantised.method() != Quantisation.Method.NO_DITHER)
        .isPresent();
  }

  /**
   * The pixels of a tile.
   *
   * @param tile as it is stored
   * @param pixels of the whole tile
   * @param from the first pixel that is wanted
   * @param to behind the last one
   * @return pixels in big-endian order from the first of the tile on; undefined before {@code from}
   */
  byte[] decode(StoredTile tile, int pixels, int from, int to) throws FitsException {
    try {
      return switch (tile.form()) {
        case PLAIN -> exact(bytesOf(tile.bytes()), pixels);
        case GZIPPED -> exact(Gzip.decode(tile.bytes(), pixels, false), pixels);
        case COMPRESSED -> compressed(tile, pixels, from, to);
      };
    } catch (MalformedTileException e) {
      throw new FitsException("Tile %d: %s".formatted(tile.number() + 1, e.getMessage()), place, e);
    }
  }

  private byte[] compressed(StoredTile tile, int pixels, int from, int to)
      throws FitsException, MalformedTileException {
    if (codec.isPresent()) {
      int[] values = new int[to];
      codec.get().decode(tile.bytes(), pixels, values, to);
      return quantisation.isPresent()
          ? real(quantisation.get(), tile, values, from, to)
          : whole(values, from, to);
    }
    byte[] bytes =
        packing == Packing.NONE
            ? bytesOf(tile.bytes())
            : Gzip.decode(tile.bytes(), pixels, packing == Packing.GZIP_2);
    if (quantisation.isPresent()) {
      return real(quantisation.get(), tile, levels(bytes, pixels, to), from, to);
    }
    // Whole numbers may be packed in more bytes than the image has for them.
    return bitpix > 0 && bytes.length != (long) pixels * width
        ? whole(levels(bytes, pixels, to), from, to)
        : exact(bytes, pixels);
  }

  private static byte[] bytesOf(Compressed tile) {
    byte[] bytes = new byte[tile.length()];
    System.arraycopy(tile.bytes(), tile.start(), bytes, 0, tile.length());
    return bytes;
  }

  private byte[] exact(byte[] bytes, int pixels) throws MalformedTileException {
    if (bytes.length != (long) pixels * width) {
      throw new MalformedTileException(
          "%d bytes are not %d pixels of %d bytes.".formatted(bytes.length, pixels, width));
    }
    return bytes;
  }

  private static int[] levels(byte[] bytes, int pixels, int to) throws MalformedTileException {
    int size = bytes.length / pixels;
    int[] levels = new int[to];
    for (int i = 0; i < to; i++) {
      levels[i] =
          switch (size) {
            case 1 -> bytes[i] & 0xFF;
            case 2 -> (short) SHORTS.get(bytes, 2 * i);
            case 4 -> (int) INTS.get(bytes, 4 * i);
            default -> throw new MalformedTileException("Pixels have %d bytes.".formatted(size));
          };
    }
    return levels;
  }

  private byte[] real(Quantisation quantised, StoredTile tile, int[] levels, int from, int to) {
    byte[] pixels = new byte[Math.multiplyExact(to, width)];
    quantised.toPixels(levels, from, to, tile, pixels, width);
    return pixels;
  }

  private byte[] whole(int[] values, int from, int to) throws MalformedTileException {
    byte[] pixels = new byte[Math.multiplyExact(to, width)];
    switch (bitpix) {
      case 8 -> {
        for (int i = from; i < to; i++) {
          pixels[i] = (byte) values[i];
        }
      }
      case 16 -> {
        for (int i = from; i < to; i++) {
          SHORTS.set(pixels, 2 * i, (short) (values[i] - subtracted));
        }
      }
      case 32 -> {
        for (int i = from; i < to; i++) {
          INTS.set(pixels, 4 * i, values[i]);
        }
      }
      default ->
          throw new MalformedTileException(
              "Pixels of BITPIX %d cannot be whole numbers.".formatted(bitpix));
    }
    return pixels;
  }
}
