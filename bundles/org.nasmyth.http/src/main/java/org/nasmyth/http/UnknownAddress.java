// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.nasmyth.dali.ErrorFormat;
import org.osgi.service.component.annotations.Component;

/** All addresses that are no service's. */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=unknown",
      "osgi.http.whiteboard.servlet.pattern=/"
    })
public final class UnknownAddress extends DaliServlet {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  @Override
  protected ErrorFormat errors() {
    return ErrorFormat.TEXT;
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException {
    String path = request.getRequestURI();
    String shown = path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path;
    throw DaliException.notFound(
        "There is nothing at " + shown + ". The page at / tells what this archive offers.");
  }
}
