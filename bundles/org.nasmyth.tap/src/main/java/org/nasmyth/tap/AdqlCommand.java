// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code nasmyth adql check}: tells of each query whether a service would run it, one JSON object a
 * line in the form of {@link org.nasmyth.query.check.CheckedQuery#json}. Safe for any thread.
 */
@Component(service = Command.class)
public final class AdqlCommand implements Command {

  private static final String SYNOPSIS = "Usage: adql check [--service PATH] QUERY...";

  private final Map<String, TapService> services = new ConcurrentSkipListMap<>();

  /** A command without services; they join as they are configured. */
  @Activate
  public AdqlCommand() {}

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addService(TapService service) {
    services.put(service.path(), service);
  }

  void removeService(TapService service) {
    services.remove(service.path(), service);
  }

  @Override
  public String name() {
    return "adql";
  }

  @Override
  public String summary() {
    return "check queries without running them";
  }

  @Override
  public int run(List<String> args, CommandIo io) {
    if (args.isEmpty() || !args.get(0).equals("check")) {
      io.error(SYNOPSIS);
      return USAGE;
    }
    boolean named = args.size() > 2 && args.get(1).equals("--service");
    Optional<TapService> service =
        named
            ? Optional.ofNullable(services.get(args.get(2)))
            : services.values().stream().findFirst();
    if (service.isEmpty()) {
      io.error(
          (named ? "There is no TAP service '" + args.get(2) + "'" : "There is no TAP service")
              + "; there are: "
              + String.join(", ", services.keySet()));
      return USAGE;
    }
    for (String query : args.subList(named ? 3 : 1, args.size())) {
      if (io.cancelled()) {
        return FAILED;
      }
      io.println(service.get().check(query).json());
    }
    return OK;
  }
}
