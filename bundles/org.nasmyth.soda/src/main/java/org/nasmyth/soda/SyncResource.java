// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.dali.RunningRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code /sync} resource: a cut-out, or several in a tar file (SODA 1.0, section 2.1). */
final class SyncResource {

  private static final Logger LOG = LoggerFactory.getLogger(SyncResource.class);

  private final SodaService service;
  private final RunningRequests running;
  private final Clock clock;
  private final Semaphore places;

  SyncResource(SodaService service, RunningRequests running, Clock clock) {
    this.service = service;
    this.running = running;
    this.clock = clock;
    this.places = new Semaphore(service.settings().atOnce(), true);
  }

  /** Answers a request. */
  void answer(
      HttpServletRequest request,
      Parameters parameters,
      Identity caller,
      HttpServletResponse response)
      throws DaliException, IOException {
    SodaRequest wanted =
        SodaRequest.of(parameters, service.names(), service.settings().mostCutouts());
    if (!wanted.asTar() && wanted.orders().size() > 1) {
      throw SodaErrors.multiple(
          "several values of "
              + wanted.repeated()
              + " make "
              + wanted.orders().size()
              + " cut-outs, and one answer holds one file. Add RESPONSEFORMAT=tar to get them in"
              + " one tar file, send one request each, or send them to async.");
    }
    takePlace();
    try {
      answer(wanted, request, caller, response);
    } finally {
      places.release();
    }
  }

  private void answer(
      SodaRequest wanted, HttpServletRequest request, Identity caller, HttpServletResponse response)
      throws DaliException, IOException {
    try (RunningRequests.Run run = running.begin(service.settings().syncLimit())) {
      if (wanted.asTar()) {
        tar(wanted, request, caller, run.cancellation(), response);
      } else {
        single(wanted.orders().get(0), request, caller, run.cancellation(), response);
      }
    }
  }

  private void takePlace() throws DaliException {
    try {
      if (places.tryAcquire(service.settings().patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw DaliException.unavailable(
        "The service is cutting as much as it can, "
            + service.settings().atOnce()
            + " requests at a time. Try again soon, or send the request to async.");
  }

  private void single(
      Order order,
      HttpServletRequest request,
      Identity caller,
      Cancellation cancellation,
      HttpServletResponse response)
      throws DaliException, IOException {
    Optional<OpenCutout> opened =
        service.open(
            order, service.products(List.of(order), caller, cancellation), caller, cancellation);
    if (opened.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    try (OpenCutout cutout = opened.get()) {
      begin(cutout.contentType(), cutout.fileName(), response);
      response.setContentLengthLong(cutout.length());
      if (request.getMethod().equals("HEAD")) {
        return;
      }
      BodyChannel body = body(response, cancellation, cutout.length());
      try {
        cutout.writeTo(body);
        body.flush();
      } catch (IOException e) {
        throw failed(order.id().asGiven(), cancellation, response, e);
      }
      LOG.debug("{} bytes of {} were cut", cutout.length(), order.id().asGiven());
    }
  }

  private void tar(
      SodaRequest wanted,
      HttpServletRequest request,
      Identity caller,
      Cancellation cancellation,
      HttpServletResponse response)
      throws DaliException, IOException {
    String name = wanted.prefix() == null ? "cutouts.tar" : wanted.prefix() + "_cutouts.tar";
    begin(TarShelf.CONTENT_TYPE, name, response);
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    BodyChannel body = body(response, cancellation, Long.MAX_VALUE);
    TarShelf shelf = new TarShelf(body, clock.instant());
    try {
      Batch.Outcome outcome = new Batch(service, caller, cancellation).run(wanted.orders(), shelf);
      shelf.end();
      body.flush();
      LOG.debug("A tar file of {}", outcome);
    } catch (IOException e) {
      throw failed("one of the datasets", cancellation, response, e);
    }
  }

  private static void begin(String contentType, String name, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private static BodyChannel body(
      HttpServletResponse response, Cancellation cancellation, long expected) throws IOException {
    ServletOutputStream out = response.getOutputStream();
    return new BodyChannel(out::write, cancellation, expected);
  }

  /**
   * What to do about a failure while sending: before the first byte an error document, after it the
   * end of the connection, which tells the client that the answer is not whole.
   */
  private IOException failed(
      String id, Cancellation cancellation, HttpServletResponse response, IOException failure)
      throws DaliException {
    if (failure instanceof BodyChannel.WayException) {
      LOG.debug("A client left before its cut-out of {} was sent", id);
      return failure;
    }
    if (!response.isCommitted()) {
      throw service.unreadable(id, cancellation, failure);
    }
    LOG.warn("A cut-out of {} ended early: {}", id, failure.getMessage());
    return failure;
  }
}
