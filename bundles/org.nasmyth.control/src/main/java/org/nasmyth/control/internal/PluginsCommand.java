// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Lists what is plugged in, who uses it, and what keeps the rest from working. */
@Component(service = Command.class)
public final class PluginsCommand implements Command {
  /**
   * The manifest header that tells a Nasmyth bundle's floor; plugins and faces are on the top one.
   */
  private static final String FLOOR = "Nasmyth-Floor";

  private static final String TOP_FLOOR = "4";
  private static final String API = "org.nasmyth.api.";

  private final BundleContext context;
  private final ComponentNeeds componentNeeds;

  /**
   * Starts the command.
   *
   * @param context knows the bundles
   * @param runtime knows the components
   */
  @Activate
  public PluginsCommand(BundleContext context, @Reference ServiceComponentRuntime runtime) {
    this.context = context;
    this.componentNeeds = new ComponentNeeds(runtime);
  }

  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public String summary() {
    return "Lists the plugins, the services that they provide and who uses them";
  }

  @Override
  public int run(List<String> args, CommandIo io) {
    if (!args.isEmpty()) {
      io.error("plugins takes no arguments, but got " + String.join(" ", args));
      return USAGE;
    }
    Path folder = Path.of(String.valueOf(context.getProperty("nasmyth.home"))).resolve("plugins");
    io.println("Plugins in " + folder + ":");
    try {
      Map<Path, Optional<Bundle>> jars = jars(folder);
      if (jars.isEmpty()) {
        io.println("  none");
      }
      jars.forEach((jar, bundle) -> describe(jar, bundle, io));
    } catch (IOException e) {
      io.error("cannot read " + folder + ": " + e.getMessage());
      return FAILED;
    }
    io.println("Plugins and faces of the distribution:");
    Arrays.stream(context.getBundles())
        .filter(bundle -> TOP_FLOOR.equals(bundle.getHeaders("").get(FLOOR)))
        .filter(bundle -> !isIn(folder, bundle))
        .forEach(bundle -> describe(title(bundle), bundle, io));
    return OK;
  }

  private Map<Path, Optional<Bundle>> jars(Path folder) throws IOException {
    Map<Path, Optional<Bundle>> jars = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.put(
            jar,
            Arrays.stream(context.getBundles())
                .filter(bundle -> file(bundle).filter(jar::equals).isPresent())
                .findFirst());
      }
    }
    return jars;
  }

  private void describe(Path jar, Optional<Bundle> bundle, CommandIo io) {
    if (bundle.isPresent()) {
      describe(jar.getFileName() + ", " + title(bundle.get()), bundle.get(), io);
    } else {
      io.println("  " + jar.getFileName() + ": not working");
      io.println("    it is not a jar whose manifest makes it an OSGi bundle");
    }
  }

  private void describe(String title, Bundle bundle, CommandIo io) {
    List<String> unmet = unmet(bundle);
    io.println("  " + title + ": " + (unmet.isEmpty() ? "working" : "not all working"));
    unmet.forEach(reason -> io.println("    " + reason));
    services(bundle).forEach(service -> io.println("    " + service));
  }

  private List<String> unmet(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> componentNeeds.unmet(bundle);
      case Bundle.INSTALLED -> new PackageNeeds(context).unmet(bundle);
      default -> List.of("it has not started; the log has the reason");
    };
  }

  private static List<String> services(Bundle bundle) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    if (references == null) {
      return List.of();
    }
    return Arrays.stream(references)
        .flatMap(reference -> interfaces(reference).map(type -> type + usersOf(reference)))
        .map(text -> "provides " + text)
        .distinct()
        .sorted()
        .toList();
  }

  /** The extension points among a service's interfaces. */
  private static Stream<String> interfaces(ServiceReference<?> reference) {
    return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
        ? Arrays.stream(types)
            .filter(type -> type.startsWith(API))
            .map(type -> type.substring(type.lastIndexOf('.') + 1))
        : Stream.empty();
  }

  private static String usersOf(ServiceReference<?> reference) {
    Object name = reference.getProperty("name");
    String which = name == null ? "" : " '" + name + "'";
    Bundle[] users = reference.getUsingBundles();
    return which
        + (users == null
            ? ", used by nobody"
            : ", used by "
                + Arrays.stream(users)
                    .map(Bundle::getSymbolicName)
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  private static boolean isIn(Path folder, Bundle bundle) {
    return file(bundle).filter(file -> file.startsWith(folder)).isPresent();
  }

  /** The file that File Install took a bundle from. */
  private static Optional<Path> file(Bundle bundle) {
    String location = bundle.getLocation();
    return location.startsWith("file:")
        ? Optional.of(Path.of(URI.create(location).getPath()))
        : Optional.empty();
  }

  private static String title(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
