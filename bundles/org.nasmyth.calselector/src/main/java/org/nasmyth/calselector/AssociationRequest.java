// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.ArchiveNames.RequestedId;

/**
 * What is asked for.
 *
 * @param ids each once, at least one
 * @param mode which calibrations
 * @param asVotable whether as a list of links, and not as XML
 */
record AssociationRequest(List<RequestedId> ids, CascadeMode mode, boolean asVotable) {

  static final String DP_ID = "dp_id";
  static final String MODE = "mode";
  static final String RESPONSEFORMAT = "responseformat";
  static final String VOTABLE = "votable";
  static final String XML = "xml";

  /** ESO's client sends a hundred at once. */
  static final int MOST_IDS = 1000;

  /** Copies the list. */
  AssociationRequest {
    ids = List.copyOf(ids);
  }

  /**
   * Reads a request.
   *
   * @throws DaliException of status 400, saying what to change
   */
  static AssociationRequest of(Parameters parameters, ArchiveNames names) throws DaliException {
    List<RequestedId> ids = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String value : parameters.all(DP_ID)) {
      for (RequestedId one : names.read(value)) {
        if (seen.add(one.id() == null ? " " + one.asGiven() : one.id())) {
          ids.add(one);
        }
      }
    }
    if (ids.isEmpty()) {
      throw DaliException.badRequest(
          "dp_id is missing; give the identifier of a raw frame, or several.");
    }
    if (ids.size() > MOST_IDS) {
      throw DaliException.badRequest(
          "The request names "
              + ids.size()
              + " files; at most "
              + MOST_IDS
              + " are answered at once. Divide them among several requests.");
    }
    return new AssociationRequest(ids, mode(parameters), isVotable(parameters));
  }

  private static CascadeMode mode(Parameters parameters) throws DaliException {
    String word = parameters.single(MODE).orElse(CascadeMode.RAW_TO_RAW.word()).strip();
    return CascadeMode.read(word)
        .orElseThrow(
            () ->
                DaliException.badRequest(
                    "The mode '" + word + "' is not offered; write Raw2Raw or Raw2Master."));
  }

  private static boolean isVotable(Parameters parameters) throws DaliException {
    String word = parameters.single(RESPONSEFORMAT).orElse(XML).strip();
    return switch (word.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case VOTABLE, "application/x-votable+xml", "application/x-votable xml" -> true;
      case XML, "application/xml" -> false;
      default ->
          throw DaliException.badRequest(
              "The responseformat '" + word + "' is not offered; write votable or xml.");
    };
  }
}
