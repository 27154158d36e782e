// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/** An OSGi framework with the bundles of an installation, serving one home. */
final class Server implements AutoCloseable {
  /** Plugins come after everything of the distribution. */
  private static final int PLUGIN_LEVEL = 10;

  /**
   * Settings of the HTTP service; a system property of the same name takes the place of one.
   * Queries and cut-outs hold a thread each while their clients read, downloads none, and many more
   * threads would only wait for each other. A thousand clients that come at once are let in: behind
   * a shorter queue the system drops connections, which begin anew seconds later or never.
   */
  private static final Map<String, String> HTTP =
      Map.of(
          "org.apache.felix.http.jetty.threadpool.max", "100",
          "org.apache.felix.http.jetty.acceptQueueSize", "1000");

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /**
   * Folders are looked at this often; a new file is taken when two looks have found it the same.
   */
  private static final Duration POLL = Duration.ofMillis(200);

  private final Framework framework;

  private Server(Framework framework) {
    this.framework = framework;
  }

  /**
   * Starts a server.
   *
   * @param installation its bundles
   * @param home its home, prepared and locked
   * @param port the port of its HTTP services, empty for none
   */
  static Server start(Installation installation, Home home, OptionalInt port)
      throws LaunchException {
    Framework framework =
        new FrameworkFactory().newFramework(properties(home, port), new ResidentBundles());
    try {
      framework.init();
      BundleContext context = framework.getBundleContext();
      context.registerService(
          new String[] {LogService.class.getName(), LoggerFactory.class.getName()},
          new FrameworkLog(),
          null);
      for (Installation.Entry entry : installation.bundles()) {
        if (port.isPresent() || !entry.http()) {
          install(context, entry);
        }
      }
      framework.start();
      return new Server(framework);
    } catch (BundleException e) {
      throw new LaunchException("the framework does not start: " + e.getMessage(), e);
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Waits until something stops the server. */
  void awaitStop() throws InterruptedException {
    // The only wait without an end: a server runs for as long as its operator likes.
    framework.waitForStop(0);
  }

  /** Stops the server; does nothing if it has stopped. */
  @Override
  public void close() throws InterruptedException {
    try {
      framework.stop();
    } catch (BundleException e) {
      System.err.println("nasmyth: a bundle did not stop: " + e.getMessage());
    }
    FrameworkEvent end = framework.waitForStop(STOP_LIMIT.toMillis());
    if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
      System.err.println("nasmyth: gave up waiting for the framework to stop");
    }
  }

  private static void install(BundleContext context, Installation.Entry entry)
      throws BundleException {
    Bundle bundle =
        context.installBundle(
            entry.resident()
                ? ResidentBundles.location(entry.jar())
                : "reference:" + entry.jar().toUri());
    if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
      bundle.adapt(BundleStartLevel.class).setStartLevel(entry.level());
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    }
  }

  private static Map<String, String> properties(Home home, OptionalInt port) {
    Map<String, String> properties = new HashMap<>();
    properties.put("nasmyth.home", home.root().toString());
    properties.put(Constants.FRAMEWORK_STORAGE, home.run().resolve("framework").toString());
    // Nothing is kept: installing by reference is as fast as reading what was kept, and cannot be
    // stale after an upgrade or a crash.
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(PLUGIN_LEVEL));
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi;version=\"2.0.20\",org.slf4j;version=\"1.7.36\","
            + "org.osgi.service.log;version=\"1.5.0\"");
    properties.put("felix.cm.config.plugins", "org.apache.felix.configadmin.plugin.interpolation");

    properties.put("gosh.args", "--nointeractive");
    properties.put("felix.fileinstall.dir", home.etc() + "," + home.plugins());
    properties.put("felix.fileinstall.tmpdir", home.run().resolve("tmp").toString());
    properties.put("felix.fileinstall.poll", Long.toString(POLL.toMillis()));
    properties.put("felix.fileinstall.noInitialDelay", "true");
    properties.put("felix.fileinstall.subdir.mode", "skip");
    properties.put("felix.fileinstall.enableConfigSave", "false");
    properties.put("felix.fileinstall.start.level", Integer.toString(PLUGIN_LEVEL));
    properties.put("felix.fileinstall.log.level", "2");
    properties.put("felix.fileinstall.log.default", "jul");
    HTTP.forEach((name, value) -> properties.put(name, System.getProperty(name, value)));
    port.ifPresent(
        number -> properties.put("org.osgi.service.http.port", Integer.toString(number)));
    return properties;
  }
}
