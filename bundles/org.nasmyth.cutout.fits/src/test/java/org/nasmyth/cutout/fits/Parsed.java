// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.WcsException;

/** A FITS file in memory, for looking at. */
final class Parsed {

  private final byte[] bytes;
  private final FitsFile file;

  private Parsed(byte[] bytes, FitsFile file) {
    this.bytes = bytes;
    this.file = file;
  }

  static Parsed of(byte[] bytes) throws IOException {
    return new Parsed(bytes, FitsFile.open(new OpenFileSource(new BytesFile(bytes), "test.fits")));
  }

  List<Hdu> hdus() throws IOException {
    return file.hdus();
  }

  Hdu hdu(int number) throws IOException {
    return file.hdu(number);
  }

  List<Long> axes(int number) throws IOException {
    return hdu(number).axes();
  }

  List<String> cards(int number) throws IOException {
    return hdu(number).header().cards().stream().map(Card::text).toList();
  }

  /** The value of a card as a number. */
  double number(int hdu, String keyword) throws IOException {
    return hdu(hdu).header().real(keyword).orElseThrow();
  }

  Wcs wcs(int number) throws IOException {
    return Grid.of(file, hdu(number)).wcs().orElseThrow();
  }

  Optional<Wcs> wcsIfAny(Hdu hdu) throws IOException {
    try {
      return Grid.of(file, hdu).wcs();
    } catch (WcsException e) {
      return Optional.empty();
    }
  }

  byte[] data(Hdu hdu) {
    int from = (int) hdu.dataPosition();
    return Arrays.copyOfRange(bytes, from, from + (int) hdu.dataLength());
  }

  /** The bytes of a pixel. */
  byte[] pixel(Hdu hdu, long... place) throws IOException {
    int size = Math.abs(hdu.bitpix()) / 8;
    long at = 0;
    long stride = 1;
    for (int i = 0; i < place.length; i++) {
      at += (place[i] - 1) * stride;
      stride *= hdu.axes().get(i);
    }
    int from = (int) (hdu.dataPosition() + at * size);
    return Arrays.copyOfRange(bytes, from, from + size);
  }

  /** The bytes of an HDU, header and all. */
  byte[] whole(Hdu hdu) {
    return Arrays.copyOfRange(bytes, (int) hdu.headerPosition(), (int) hdu.end());
  }

  FitsFile file() {
    return file;
  }

  byte[] bytes() {
    return bytes;
  }
}
