// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.nasmyth.control.channel.Connection;
import org.nasmyth.control.channel.ControlFile;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the launcher. */
@Component(
    service = {},
    immediate = true)
public final class ControlServer {
  /** The framework property that tells the server's home. */
  private static final String HOME = "nasmyth.home";

  private static final int MOST_SESSIONS = 16;
  private static final int SECRET_BITS = 256;

  /** How long after its start a server may still be getting its commands. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private final Instant started = Instant.now();
  private final Commands commands;
  private final String secret = new BigInteger(SECRET_BITS, new SecureRandom()).toString(36);
  private final ServerSocket socket;
  private final Path file;
  private final Semaphore free = new Semaphore(MOST_SESSIONS);
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  /**
   * Opens the channel.
   *
   * @param context knows the server's home
   * @param commands what clients may call
   * @throws IOException if the channel cannot be opened
   */
  @Activate
  public ControlServer(BundleContext context, @Reference Commands commands) throws IOException {
    this.commands = commands;
    String home = context.getProperty(HOME);
    if (home == null) {
      throw new IOException("the framework property " + HOME + " is not set");
    }
    file = ControlFile.of(Path.of(home));
    socket = new ServerSocket(0, MOST_SESSIONS, InetAddress.getLoopbackAddress());
    try {
      new ControlFile(socket.getLocalPort(), secret, ProcessHandle.current().pid()).write(file);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    start("nasmyth-control", this::accept);
  }

  @Deactivate
  void close() {
    try {
      Files.deleteIfExists(file);
      socket.close();
      for (Connection connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      log.warn("Closing the control channel: {}", e.getMessage());
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        if (free.tryAcquire()) {
          start("nasmyth-control-session", () -> serve(client));
        } else {
          log.warn("More than {} control sessions at once: refused one", MOST_SESSIONS);
          client.close();
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          log.warn("The control channel could not accept a client: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket client) {
    try (Connection connection = new Connection(client)) {
      open.add(connection);
      try {
        new Session(connection, secret, commands, this::stillStarting).serve();
      } finally {
        open.remove(connection);
      }
    } catch (IOException e) {
      log.debug("A control session ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private Duration stillStarting() {
    Duration left = STARTING.minus(Duration.between(started, Instant.now()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
