// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.nasmyth.dali.ErrorFormat;

/**
 * Answers requests that the container refuses before any servlet sees them, such as those with a
 * malformed address: a sentence of plain text, as services answer. Any thread.
 */
final class ContainerErrors extends ErrorHandler {

  private static final String MALFORMED =
      "This request cannot be understood. Most often its address is malformed: % is to be followed"
          + " by two hexadecimal digits of UTF-8 (%25 is the sign itself), and a path has no parts"
          + " that are empty, '.' or '..', and no %2F, %5C or %00. Encode identifiers before they are"
          + " put into an address.";

  /** Refuses with documents of our own. */
  ContainerErrors() {
    setCacheControl("no-cache");
  }

  /** Whatever the method, there is a document. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    byte[] document = ErrorFormat.TEXT.document(code, sentence(code));
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, ErrorFormat.TEXT.contentType());
    headers.put(HttpHeader.CONTENT_LENGTH, document.length);
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.write(true, ByteBuffer.wrap(document), callback);
  }

  private static String sentence(int code) {
    return switch (code) {
      case HttpStatus.BAD_REQUEST_400 -> MALFORMED;
      case HttpStatus.NOT_FOUND_404 ->
          "There is nothing at this address. The page at / tells what this archive offers.";
      case HttpStatus.REQUEST_TIMEOUT_408 -> "The request did not come to its end in time.";
      case HttpStatus.URI_TOO_LONG_414 ->
          "The address is longer than this server reads. Send long parameters by POST.";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "The header of this request is larger than this server reads. Send long parameters in"
              + " the body of a POST.";
      case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
          "The service failed. Its operator finds the reason in the server's log.";
      case HttpStatus.SERVICE_UNAVAILABLE_503 ->
          "The service is not there at the moment. Try again soon.";
      case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "This server speaks HTTP/1.0 and HTTP/1.1.";
      default -> "This request was refused: " + HttpStatus.getMessage(code) + ".";
    };
  }
}
