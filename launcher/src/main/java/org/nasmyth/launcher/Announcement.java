// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Tells the addresses of the services once they answer. */
final class Announcement {
  private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
  private static final String NAME = "osgi.http.whiteboard.servlet.name";
  private static final String SYNC = "/sync?LANG=ADQL&";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  /** How long to wait, after the first service has answered, for the others that are coming. */
  private static final Duration OTHERS = Duration.ofSeconds(2);

  private static final int ANSWER_MILLIS = 10_000;

  private final BundleContext context;
  private final int port;
  private final List<String> tables;

  /**
   * Of a server that has started.
   *
   * @param tables names of the user's tables in the schema {@value RunCommand#SCHEMA}
   */
  Announcement(BundleContext context, int port, List<String> tables) {
    this.context = context;
    this.port = port;
    this.tables = List.copyOf(tables);
  }

  /** Waits until the services answer and prints their addresses; gives up after a minute. */
  void whenServing(PrintStream out) throws InterruptedException {
    Set<String> serving = new TreeSet<>();
    long end = System.nanoTime() + LIMIT.toNanos();
    Set<String> known = services();
    while (System.nanoTime() < end && (serving.isEmpty() || !serving.containsAll(known))) {
      for (String service : known) {
        if (!serving.contains(service) && answers(service + "/availability")) {
          if (serving.isEmpty()) {
            end = Math.min(end, System.nanoTime() + OTHERS.toNanos());
          }
          serving.add(service);
        }
      }
      Thread.sleep(POLL.toMillis());
      known = services();
    }
    print(serving, out);
  }

  private void print(Set<String> serving, PrintStream out) {
    if (serving.isEmpty()) {
      out.println(
          "Nasmyth runs, but no service answers yet; 'nasmyth plugins' tells what is missing.");
      return;
    }
    out.println("Nasmyth serves:");
    serving.forEach(service -> out.println("  " + url(service)));
    List<String> queries = new ArrayList<>();
    tables.forEach(table -> query(table, serving).ifPresent(queries::add));
    if (queries.isEmpty()) {
      String select = "FORMAT=csv&QUERY=SELECT+table_name,description+FROM+TAP_SCHEMA.tables";
      serving.stream()
          .map(service -> service + SYNC + select)
          .filter(this::answers)
          .findFirst()
          .ifPresent(queries::add);
    }
    if (!queries.isEmpty()) {
      out.println("Try:");
      queries.forEach(query -> out.println("  curl '" + url(query) + "'"));
    }
    out.flush();
  }

  /** The query of a table's first rows, put to the service that has the table. */
  private Optional<String> query(String table, Set<String> serving) {
    // Some names are words of ADQL and need quotes.
    for (String name : List.of(table, "%22" + table + "%22")) {
      String from = "FROM+" + RunCommand.SCHEMA + "." + name;
      for (String service : serving) {
        if (answers(service + SYNC + "MAXREC=0&QUERY=SELECT+*+" + from)) {
          return Optional.of(service + SYNC + "FORMAT=csv&QUERY=SELECT+TOP+5+*+" + from);
        }
      }
    }
    return Optional.empty();
  }

  private String url(String service) {
    return "http://localhost:" + port + service;
  }

  /**
   * The paths of all DALI services: what is registered with the HTTP Whiteboard for a whole subtree
   * that has the servlet's own name. Other servlets have no availability to ask for.
   */
  private Set<String> services() {
    Set<String> paths = new TreeSet<>();
    for (ServiceReference<?> servlet : servlets()) {
      Object patterns = servlet.getProperty(PATTERN);
      for (String pattern : patterns instanceof String[] all ? all : new String[] {"" + patterns}) {
        if (pattern.equals("/" + servlet.getProperty(NAME) + "/*")) {
          paths.add(pattern.substring(0, pattern.length() - 2));
        }
      }
    }
    return paths;
  }

  private ServiceReference<?>[] servlets() {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, "(" + PATTERN + "=*)");
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a resource of a service is there; every DALI service has its availability. */
  private boolean answers(String resource) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      String request =
          "GET " + resource + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }
}
