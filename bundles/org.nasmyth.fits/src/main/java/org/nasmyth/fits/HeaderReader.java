// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one header, some blocks at a time, until its END. */
final class HeaderReader {

  /** Enough for most headers, and little enough to fetch from afar. */
  private static final int LOOK_AHEAD = 8 * HeaderEditor.BLOCK;

  /** 147,456 cards: far beyond every real header, and small enough to be held. */
  private static final long LONGEST = 4096L * HeaderEditor.BLOCK;

  private final ByteSource source;
  private final int number;
  private final long start;
  private final long size;

  HeaderReader(ByteSource source, int number, long start, long size) {
    this.source = source;
    this.number = number;
    this.start = start;
    this.size = size;
  }

  /** The HDU that begins here; empty if an extension should begin here and does not. */
  Optional<Hdu> read() throws IOException {
    List<Card> cards = new ArrayList<>();
    long position = start;
    while (position - start < LONGEST) {
      ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(LOOK_AHEAD, size - position));
      source.readFully(position, chunk);
      chunk.flip();
      while (chunk.remaining() >= Card.LENGTH) {
        Card card = next(chunk);
        if (cards.isEmpty() && !begins(card)) {
          return Optional.empty();
        }
        if (card.keyword().equals("END")) {
          return Optional.of(hdu(cards));
        }
        cards.add(card);
      }
      position += LOOK_AHEAD;
      if (position >= size) {
        throw noEnd(cards, "before the end of the file at byte " + size);
      }
    }
    throw noEnd(cards, "within %d bytes".formatted(LONGEST));
  }

  private FitsException noEnd(List<Card> cards, String where) {
    String last = cards.isEmpty() ? null : cards.get(cards.size() - 1).text();
    return new FitsException(
        "A header of at least %d cards has no END card %s.".formatted(cards.size(), where),
        new Place(source.name(), number, start, last));
  }

  private static Card next(ByteBuffer chunk) {
    byte[] bytes = new byte[Card.LENGTH];
    chunk.get(bytes);
    return Card.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private boolean begins(Card card) throws FitsException {
    if (number > 0) {
      return card.keyword().equals("XTENSION");
    }
    if (!card.keyword().equals("SIMPLE")) {
      throw new FitsException(
          "Not a FITS file: it does not begin with the keyword SIMPLE.",
          new Place(source.name(), 0, 0, card.text()));
    }
    return true;
  }

  private Hdu hdu(List<Card> cards) throws FitsException {
    Header header = new Header(cards, source.name(), number, start);
    long end = start + Hdu.padded((cards.size() + 1L) * Card.LENGTH);
    return Hdu.of(header, start, end, size);
  }
}
