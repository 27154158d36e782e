// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.files.ByteRanges.Span;

/** Sends an open file: all of it, or the ranges that are asked for. */
final class Delivery {

  private final Buffers buffers = new Buffers();
  private final Turns turns = new Turns();

  /**
   * Answers a GET or HEAD.
   *
   * @param file is closed when it was sent, also if this method throws
   * @param name for Content-Disposition, without blanks and quotes
   * @param attachment whether a browser is to save it rather than to show it
   * @throws DaliException of status 412 or 416
   */
  void send(
      HttpServletRequest request,
      HttpServletResponse response,
      OpenFile file,
      String name,
      String contentType,
      boolean attachment)
      throws DaliException, IOException {
    boolean passedOn = false;
    try {
      Conditions conditions = new Conditions(file.state());
      response.setHeader("ETag", conditions.tag());
      response.setHeader("Last-Modified", conditions.date());
      response.setHeader("Accept-Ranges", "bytes");
      response.setHeader("Cache-Control", "no-cache");
      switch (conditions.verdict(request)) {
        case FAILED ->
            throw DaliException.refused(412, "The file is no longer the one that you began with.");
        case NOT_MODIFIED -> {
          response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
          return;
        }
        default -> {}
      }
      response.setHeader(
          "Content-Disposition",
          (attachment ? "attachment" : "inline") + "; filename=\"" + name + "\"");
      List<Piece> pieces = pieces(request, response, conditions, contentType);
      response.setContentLengthLong(pieces.stream().mapToLong(Piece::length).sum());
      if (!request.getMethod().equals("HEAD")) {
        Transfer.begin(request.startAsync(request, response), file, pieces, turns, buffers);
        passedOn = true;
      }
    } finally {
      if (!passedOn) {
        file.close();
      }
    }
  }

  private static List<Piece> pieces(
      HttpServletRequest request,
      HttpServletResponse response,
      Conditions conditions,
      String contentType)
      throws DaliException {
    long size = conditions.state().size();
    Optional<List<Span>> spans =
        conditions.allowsRange(request)
            ? ByteRanges.of(request.getHeader("Range"), size)
            : Optional.empty();
    if (spans.isEmpty()) {
      response.setContentType(contentType);
      return size == 0 ? List.of() : List.of(new Piece.Bytes(new Span(0, size - 1)));
    }
    if (spans.get().isEmpty()) {
      response.setHeader("Content-Range", "bytes */" + size);
      throw DaliException.refused(
          416, "The file has " + size + " bytes; the range lies behind its end.");
    }
    response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
    if (spans.get().size() == 1) {
      response.setContentType(contentType);
      response.setHeader("Content-Range", range(spans.get().get(0), size));
      return List.of(new Piece.Bytes(spans.get().get(0)));
    }
    String boundary = "nasmyth" + UUID.randomUUID().toString().replace("-", "");
    response.setContentType("multipart/byteranges; boundary=" + boundary);
    List<Piece> pieces = new ArrayList<>();
    for (Span span : spans.get()) {
      pieces.add(
          Piece.Text.of(
              "\r\n--"
                  + boundary
                  + "\r\nContent-Type: "
                  + contentType
                  + "\r\nContent-Range: "
                  + range(span, size)
                  + "\r\n\r\n"));
      pieces.add(new Piece.Bytes(span));
    }
    pieces.add(Piece.Text.of("\r\n--" + boundary + "--\r\n"));
    return pieces;
  }

  private static String range(Span span, long size) {
    return "bytes " + span.first() + "-" + span.last() + "/" + size;
  }
}
