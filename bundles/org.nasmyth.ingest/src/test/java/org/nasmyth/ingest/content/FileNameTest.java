// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "a.fits, true, a, FITS, application/fits",
    "a.FITS.fz, true, a, FITS, application/x-fits-hcompress",
    "a.b.fit.gz, true, a.b, FITS, application/gzip",
    "frame.fits.Z, true, frame, FITS, application/x-compress",
    "ADP.2014-11-12T16:17:06.307, false, ADP.2014-11-12T16:17:06.307, '', application/octet-stream",
    "notes.txt, false, notes, TXT, text/plain",
    "white.png, false, white, PNG, image/png",
    "archive.gz, false, archive, GZ, application/octet-stream",
    "plain, false, plain, '', application/octet-stream"
  })
  void namesTellWhatFilesAre(
      String name, boolean fits, String stem, String extension, String contentType) {
    assertThat(FileName.isFits(name)).isEqualTo(fits);
    assertThat(FileName.stem(name)).isEqualTo(stem);
    assertThat(FileName.extension(name)).isEqualTo(extension);
    assertThat(FileName.contentType(name)).isEqualTo(contentType);
  }
}
