// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Tells why components of a bundle do not work. */
final class ComponentNeeds {
  private final ServiceComponentRuntime runtime;

  ComponentNeeds(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /** What the components of an active bundle need and do not have, one sentence each. */
  List<String> unmet(Bundle bundle) {
    List<String> unmet = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      Collection<ComponentConfigurationDTO> instances =
          runtime.getComponentConfigurationDTOs(component);
      if (instances.isEmpty() && runtime.isComponentEnabled(component)) {
        unmet.add(withoutConfiguration(component));
      }
      for (ComponentConfigurationDTO instance : instances) {
        unmet.addAll(unmet(component, instance));
      }
    }
    return unmet;
  }

  private static List<String> unmet(
      ComponentDescriptionDTO component, ComponentConfigurationDTO instance) {
    if (instance.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
      return List.of(withoutConfiguration(component));
    }
    String name = "component " + name(component, instance);
    if (instance.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
      return List.of(name + " failed to start: " + firstLine(instance.failure));
    }
    return Arrays.stream(instance.unsatisfiedReferences)
        .map(
            reference ->
                name + " needs a " + service(component, reference) + ", which is not there")
        .toList();
  }

  private static String withoutConfiguration(ComponentDescriptionDTO component) {
    String pid = component.configurationPid[0];
    return "component "
        + component.name
        + " waits for its configuration: etc/"
        + pid
        + ".json or etc/"
        + pid
        + "~NAME.json";
  }

  private static String name(
      ComponentDescriptionDTO component, ComponentConfigurationDTO instance) {
    Object pid = instance.properties.get("service.pid");
    return pid instanceof String text ? text : component.name;
  }

  private static String service(
      ComponentDescriptionDTO component, UnsatisfiedReferenceDTO reference) {
    String type =
        Arrays.stream(component.references)
            .filter(candidate -> candidate.name.equals(reference.name))
            .map(candidate -> candidate.interfaceName)
            .findFirst()
            .orElse(reference.name);
    String target = reference.target;
    return type + (target == null || target.isEmpty() ? "" : " with " + target);
  }

  /** The runtime tells a failure as a stack trace; its first line is the reason. */
  private static String firstLine(String failure) {
    return failure == null ? "the log has the reason" : failure.lines().findFirst().orElse("");
  }
}
