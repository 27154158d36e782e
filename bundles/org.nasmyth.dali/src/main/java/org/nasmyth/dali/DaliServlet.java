// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every face does alike: scripts of all web pages may read its answers, every failure becomes
 * an error document that says what to do, and requests are logged at debug level without their
 * parameters, which may hold credentials.
 */
public abstract class DaliServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";
  private static final String METHODS_AND_DELETE = "GET, HEAD, POST, DELETE, OPTIONS";

  private final transient Logger log = LoggerFactory.getLogger(getClass());

  /**
   * Answers a GET, HEAD, POST or DELETE. The container drops what is written in answer to a HEAD.
   *
   * @throws DaliException to answer with an error document instead; only before the first byte
   * @throws IOException if the client cannot be read from or written to
   */
  protected abstract void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException;

  /** How this face writes its error documents. */
  protected ErrorFormat errors() {
    return ErrorFormat.VOTABLE;
  }

  /** Whether a request's address is one that can be deleted. */
  protected boolean isDeletable(HttpServletRequest request) {
    return false;
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long began = System.nanoTime();
    String methods = isDeletable(request) ? METHODS_AND_DELETE : METHODS;
    allowScripts(methods, response);
    if (request.getMethod().equals("DELETE") && isDeletable(request)) {
      answerOrExplain(request, response);
    } else {
      answerCommon(request, methods, response);
    }
    if (log.isDebugEnabled()) {
      log.debug(
          "{} {} -> {} in {} ms",
          request.getMethod(),
          request.getRequestURI(),
          response.getStatus(),
          (System.nanoTime() - began) / 1_000_000);
    }
  }

  private void answerCommon(
      HttpServletRequest request, String methods, HttpServletResponse response) throws IOException {
    switch (request.getMethod()) {
      case "GET", "HEAD", "POST" -> answerOrExplain(request, response);
      case "OPTIONS" -> {
        response.setHeader("Allow", methods);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        response.setHeader("Allow", methods);
        explain(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Use one of " + methods + ".", response);
      }
    }
  }

  /** Sends a document that is complete in memory, not to be kept by caches without asking again. */
  protected static void send(byte[] document, String contentType, HttpServletResponse response)
      throws IOException {
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  private void answerOrExplain(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (DaliException e) {
      if (e.getCause() != null) {
        log.error("{} failed", request.getRequestURI(), e);
      }
      e.retryAfter()
          .ifPresent(time -> response.setHeader("Retry-After", String.valueOf(time.toSeconds())));
      explain(e.status(), String.valueOf(e.getMessage()), response);
    } catch (RuntimeException e) {
      String reference = UUID.randomUUID().toString();
      log.error("{} failed, reference {}", request.getRequestURI(), reference, e);
      if (response.isCommitted()) {
        throw new IOException("The answer cannot be completed, reference " + reference, e);
      }
      explain(
          HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
          "The service failed. Its operator finds the reason under the reference "
              + reference
              + ".",
          response);
    }
  }

  private void explain(int status, String message, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("The answer had begun when it failed: " + message);
    }
    response.resetBuffer();
    response.setStatus(status);
    response.setHeader("Content-Disposition", null);
    if (status == HttpServletResponse.SC_UNAUTHORIZED
        && response.getHeader("WWW-Authenticate") == null) {
      // RFC 9110, section 15.5.2, wants one, also where nobody can log in yet.
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    send(errors().document(status, message), errors().contentType(), response);
  }

  private static void allowScripts(String methods, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Methods", methods);
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Range");
    response.setHeader(
        "Access-Control-Expose-Headers",
        "Content-Disposition, Content-Length, Location, Retry-After, WWW-Authenticate,"
            + " X-VO-Authenticated");
  }
}
