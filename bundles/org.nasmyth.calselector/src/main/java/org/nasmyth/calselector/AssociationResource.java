// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.links.LinkColumn;
import org.nasmyth.links.LinkRow;
import org.nasmyth.links.LinkWriter;
import org.nasmyth.links.VotableLinks;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.ProductException;

/** The resource {@code /v1/associations}. Any thread. */
final class AssociationResource {

  /** So many identifiers are worked on before what was found is sent and forgotten. */
  private static final int AT_ONCE = 100;

  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  /** ESO's service does not tell here under which name a file was made. */
  private static final Set<LinkColumn> COLUMNS =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(LinkColumn.ESO_ORIGFILE)));

  private final CalibrationService service;
  private final RunningRequests running;

  AssociationResource(CalibrationService service, RunningRequests running) {
    this.service = service;
    this.running = running;
  }

  void answer(
      AssociationRequest wanted, Identity caller, Addresses addresses, HttpServletResponse response)
      throws DaliException, IOException {
    try (RunningRequests.Run run = running.begin(TIME_LIMIT);
        Selection selection =
            service
                .begin()
                .orElseThrow(
                    () ->
                        DaliException.unavailable(
                            "There are no rules for calibrations at the moment. Try again"
                                + " soon."))) {
      Work work = new Work(wanted, caller, selection, run.cancellation());
      // What is found first is there before the first byte is, so that most failures get a status
      // of their own.
      List<Selected> first = work.select(0);
      response.setHeader("Cache-Control", "no-cache");
      if (wanted.asVotable()) {
        votable(work, first, addresses, response);
      } else if (wanted.ids().size() == 1) {
        single(wanted, first.get(0), response);
      } else {
        several(work, first, response);
      }
    }
  }

  /** A request that is being answered. */
  private record Work(
      AssociationRequest wanted, Identity caller, Selection selection, Cancellation cancellation) {

    /** The answers from one of the identifiers on, not for all; empty if there is none left. */
    List<Selected> select(int from) throws DaliException {
      List<RequestedId> ids = wanted.ids();
      if (from >= ids.size()) {
        return List.of();
      }
      try {
        return selection.select(
            ids.subList(from, Math.min(from + AT_ONCE, ids.size())),
            wanted.mode(),
            caller,
            cancellation);
      } catch (ProductException e) {
        throw e.kind() == ProductException.Kind.UNAVAILABLE
            ? DaliException.unavailable(String.valueOf(e.getMessage()))
            : DaliException.fault(String.valueOf(e.getMessage()), e.getCause());
      } catch (DatabaseException e) {
        throw failure(e);
      }
    }

    private DaliException failure(DatabaseException e) {
      if (cancellation.reason().isPresent()) {
        return DaliException.unavailable(
            switch (cancellation.reason().get()) {
              case TIME_LIMIT ->
                  "The search for calibrations was ended because it took longer than "
                      + TIME_LIMIT.toSeconds()
                      + " s. Ask for fewer files at once.";
              case ABORTED, CLIENT_GONE -> "The request was ended.";
              case SHUTDOWN -> "The service is stopping. Try again soon.";
            });
      }
      return e.kind() == DatabaseException.Kind.UNAVAILABLE
          ? DaliException.unavailable(String.valueOf(e.getMessage()))
          : DaliException.fault("The search for calibrations failed.", e);
    }
  }

  private static void single(
      AssociationRequest wanted, Selected selected, HttpServletResponse response)
      throws DaliException, IOException {
    if (selected.frame() == null) {
      throw DaliException.notFound(Selected.refusal(selected.requested()));
    }
    byte[] document = CascadeDocument.of(selected.cascade());
    response.setContentType("application/xml; content=calselector");
    // As ESO has it: neither "attachment" nor colons.
    response.setHeader(
        "Content-Disposition",
        "filename=\""
            + CascadeFileName.of(selected.requested(), wanted.mode()).replace(':', '_')
            + "\"");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  private static void several(Work work, List<Selected> first, HttpServletResponse response)
      throws IOException {
    MultipartCascades parts = new MultipartCascades(response.getOutputStream(), work.wanted.mode());
    response.setHeader("Content-Type", parts.contentType());
    List<Selected> some = first;
    for (int from = AT_ONCE; !some.isEmpty(); from += AT_ONCE) {
      for (Selected one : some) {
        parts.add(one);
      }
      try {
        some = work.select(from);
      } catch (DaliException e) {
        // The connection breaks off, which tells the client that parts are missing.
        throw new IOException("Not all associations could be sent: " + e.getMessage(), e);
      }
    }
    parts.end();
  }

  private void votable(
      Work work, List<Selected> first, Addresses addresses, HttpServletResponse response)
      throws IOException {
    CascadeRows rows =
        new CascadeRows(service.products().products(), work.caller, addresses, work.wanted.mode());
    response.setContentType(VotableLinks.CONTENT_TYPE);
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8), 32 * 1024)) {
      LinkWriter writer = new VotableLinks(out, COLUMNS);
      writer.begin();
      String failure = null;
      List<Selected> some = first;
      for (int from = AT_ONCE; failure == null && !some.isEmpty(); from += AT_ONCE) {
        List<LinkRow> found = new ArrayList<>();
        some.forEach(one -> found.addAll(rows.of(one)));
        writer.rows(found);
        try {
          some = work.select(from);
        } catch (DaliException e) {
          failure = String.valueOf(e.getMessage());
        }
      }
      writer.end(false, failure);
    }
  }
}
