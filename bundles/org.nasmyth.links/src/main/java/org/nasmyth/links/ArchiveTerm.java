// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import org.jspecify.annotations.Nullable;

/** The archive's own terms for links, where the vocabulary of the IVOA has none. */
public enum ArchiveTerm {
  DATA_DOCUMENTATION(
      "data_documentation",
      "Data documentation",
      "documentation",
      "The document that describes the data release to which the dataset belongs: how the data were"
          + " taken, processed and checked."),
  NIGHT_LOG(
      "night_log",
      "Night log",
      "documentation",
      "The log of the night in which the dataset was taken: what the telescope did, and under which"
          + " conditions."),
  RAW_CALIBRATIONS(
      "calSelector_raw2raw",
      "Raw calibrations",
      "calibration",
      "A list of the raw calibration frames that belong to a raw frame."),
  MASTER_CALIBRATIONS(
      "calSelector_raw2master",
      "Master calibrations",
      "calibration",
      "A list of the master calibrations that belong to a raw frame."),
  SIBLING(
      "sibling_raw",
      "Raw frames taken along with it",
      null,
      "Another raw frame of the same sequence, which is processed together with the raw frame.");

  private final String word;
  private final String label;
  private final @Nullable String wider;
  private final String meaning;

  ArchiveTerm(String word, String label, @Nullable String wider, String meaning) {
    this.word = word;
    this.label = label;
    this.wider = wider;
    this.meaning = meaning;
  }

  /** The term without the vocabulary, as in {@code local_semantics}. */
  public String word() {
    return word;
  }

  /** Some words for people. */
  public String label() {
    return label;
  }

  /** The term of the IVOA's vocabulary that this one is narrower than; null for none. */
  public @Nullable String wider() {
    return wider;
  }

  /** What it means, in whole sentences. */
  public String meaning() {
    return meaning;
  }

  /**
   * The term as a link's semantics.
   *
   * @param vocabulary where the terms are explained
   */
  public String uri(String vocabulary) {
    return vocabulary + "#" + word;
  }
}
