// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.query.check.CheckedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code nasmyth adql check}: tells of each query whether a service would run it, one JSON object a
 * line in the form of {@link CheckedQuery#json}. With {@code --exit-code}, the status tells whether
 * all are valid. Safe for any thread.
 */
@Component(service = Command.class)
public final class AdqlCommand implements Command {

  private static final String SYNOPSIS =
      "Usage: adql check [--exit-code] [--service PATH] QUERY...";

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
    boolean telling = args.size() > 1 && args.get(1).equals("--exit-code");
    List<String> rest = args.subList(telling ? 2 : 1, args.size());
    boolean named = rest.size() > 1 && rest.get(0).equals("--service");
    Optional<TapService> service =
        named
            ? Optional.ofNullable(services.get(rest.get(1)))
            : services.values().stream().findFirst();
    if (service.isEmpty()) {
      io.error(
          (named ? "There is no TAP service '" + rest.get(1) + "'" : "There is no TAP service")
              + "; there are: "
              + String.join(", ", services.keySet()));
      return USAGE;
    }
    boolean allValid = true;
    for (String query : rest.subList(named ? 2 : 0, rest.size())) {
      if (io.cancelled()) {
        return FAILED;
      }
      CheckedQuery checked = service.get().check(query);
      allValid &= checked.valid();
      io.println(checked.json());
    }
    return allValid || !telling ? OK : FAILED;
  }
}
