// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exam;

import static org.ops4j.pax.exam.CoreOptions.bootClasspathLibrary;
import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackages;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Home;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The bundles of the unpacked distribution as Pax Exam is told to install them. */
final class ProvisionedDistribution {

  private static final String HOME = "nasmyth.home";
  private static final String PORT = "org.osgi.service.http.port";
  private static final String SLF4J = "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi";

  private ProvisionedDistribution() {}

  /** The framework's options: the bundles of the start list, and a home with an empty archive. */
  static Option[] options() throws IOException {
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.home("exam");
    Home.delete(home);
    Home.copy(distribution.folder().resolve("config-samples").resolve("demo"), home);
    Files.createDirectories(home.resolve("data"));
    // Without the sample's tables of grants nobody would be let in.
    for (String rules : List.of("access.grants~obs", "query", "products")) {
      Files.delete(home.resolve("etc").resolve("org.nasmyth." + rules + ".json"));
    }

    List<Option> options = new ArrayList<>();
    options.add(junitBundles());
    options.add(frameworkProperty(HOME).value(home));
    options.add(frameworkProperty(PORT).value(freePort()));
    options.add(frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"));
    options.add(frameworkProperty("felix.fileinstall.dir").value(home.resolve("etc")));
    options.add(frameworkProperty("felix.fileinstall.poll").value(200));
    options.add(frameworkProperty("felix.fileinstall.noInitialDelay").value(true));
    options.add(frameworkProperty("felix.fileinstall.enableConfigSave").value(false));
    options.add(
        frameworkProperty("felix.fileinstall.tmpdir").value(home.resolve("run").resolve("tmp")));
    options.add(
        frameworkProperty("felix.cm.config.plugins")
            .value("org.apache.felix.configadmin.plugin.interpolation"));
    options.add(
        vmOption("-Djava.library.path=" + distribution.folder().resolve("native/linux-amd64")));
    options.add(vmOption("-Xmx512m"));
    // What the launcher gives its framework; Pax Exam's own bundles were made for slf4j 1.
    options.add(
        systemPackages(
            SLF4J + ";version=\"2.0.20\"",
            "org.slf4j;version=\"1.7.36\"",
            "org.osgi.service.log;version=\"1.5.0\""));
    for (String name : List.of("slf4j-api", "slf4j-jdk14", "org.osgi.service.log")) {
      options.add(library(distribution.folder().resolve("bin/lib").resolve(name + ".jar")));
    }
    // The libraries that the tests themselves use.
    for (Class<?> type : List.of(Assertions.class, Awaitility.class, Matcher.class)) {
      options.add(library(jarOf(type)));
    }
    options.add(frameworkProperty(Constants.FRAMEWORK_BUNDLE_PARENT).value("app"));
    options.add(
        bootDelegationPackages(
            "org.assertj.*",
            "org.awaitility",
            "org.awaitility.*",
            "org.hamcrest",
            "org.hamcrest.*"));
    for (String line : Files.readAllLines(distribution.folder().resolve("bundles/start.list"))) {
      options.add(installed(distribution.folder(), line.split(" ", 4)));
    }
    return options.toArray(Option[]::new);
  }

  /** The home of the framework that a test runs in. */
  static Path home(BundleContext context) {
    return Path.of(context.getProperty(HOME));
  }

  /** The base URL of the framework that a test runs in. */
  static String base(BundleContext context) {
    return "http://127.0.0.1:" + context.getProperty(PORT);
  }

  /** A bundle of the start list, one level higher: Pax Exam starts those of level 1 one by one. */
  private static Option installed(Path folder, String[] fields) throws IOException {
    Path jar = folder.resolve(fields[3]);
    int level = 1 + Integer.parseInt(fields[0]);
    try (JarFile file = new JarFile(jar.toFile())) {
      boolean fragment =
          file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
      return fragment
          ? bundle(jar.toUri().toString()).noStart()
          : bundle(jar.toUri().toString()).startLevel(level);
    }
  }

  private static Option library(Path jar) {
    return bootClasspathLibrary(jar.toUri().toString());
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
