// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.nasmyth.testkit.MemoryFile;

class AnyDamagedSpectrumTest {

  private final SpectrumReader reader = new SpectrumReader();

  @Property
  void aDamagedFileIsAnsweredForWithoutAnUnforeseenException(
      @ForAll @Size(max = 8) List<@IntRange(max = 2879) Integer> places,
      @ForAll @Size(8) List<@IntRange(min = 32, max = 126) Integer> characters,
      @ForAll boolean table)
      throws IOException {
    byte[] file =
        table
            ? SpectrumReaderTest.phase3().bytes()
            : new MadeFits()
                .primary(
                    -32, MadeFits.floats(5, i -> i), List.of(5L), SpectrumReaderTest.NANOMETRES)
                .bytes();
    for (int i = 0; i < places.size(); i++) {
      // Header cards are damaged where they say something: in their first thirty characters.
      int card = places.get(i) / 80 % 20;
      int at = (table ? 2880 : 0) + card * 80 + places.get(i) % 30;
      file[at] = characters.get(i).byteValue();
    }
    assertThat(reader.read(new MemoryFile(file), 10)).isNotNull();
  }
}
