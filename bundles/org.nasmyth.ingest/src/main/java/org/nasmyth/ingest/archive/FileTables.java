// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.nasmyth.api.metadata.TableName;

/** The tables of files, whose rows are made by no mapping. */
public final class FileTables {

  /** Which files there are to be downloaded. */
  public static final TableName FILES = new TableName("archive", "files");

  /** What was taken in. */
  public static final TableName INGESTED = new TableName("archive", "ingested");

  /** What products say of files that come with them. */
  public static final TableName COMPANIONS = new TableName("archive", "companions");

  /** By which names companions may be called. */
  public static final TableName NAMES = new TableName("archive", "companion_names");

  /** The files of each product. */
  public static final TableName PRODUCT_FILES = new TableName("phase3v2", "product_files");

  /** Files that were made from others. */
  public static final TableName MADE = new TableName("phase3v2", "files");

  /** From what they were made. */
  public static final TableName PROVENANCE = new TableName("phase3v2", "provenance");

  /** All of them. */
  public static final List<TableName> ALL =
      List.of(FILES, PRODUCT_FILES, MADE, PROVENANCE, COMPANIONS, NAMES, INGESTED);

  private static final int BITS = 60;

  private FileTables() {}

  /**
   * The key of a file in the tables of provenance. It depends on the identifier alone, so that a
   * file has the same one whenever it is taken in.
   */
  public static long internalId(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The identifier of the picture that is made of a product. */
  public static String pictureId(String product) {
    return product + ".preview";
  }
}
