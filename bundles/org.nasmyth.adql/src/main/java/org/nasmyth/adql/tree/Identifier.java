// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A name as the user wrote it.
 *
 * @param text the name; for a delimited identifier without its quotes and with doubled quotes made
 *     single, case kept
 * @param delimited whether it was written in double quotes, which makes it case-sensitive (section
 *     2.1.7)
 * @param span where it stands, quotes included
 */
public record Identifier(String text, boolean delimited, Span span) implements Node {

  /** The name as ADQL text, in double quotes if it is delimited. */
  public String toAdql() {
    return delimited ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
