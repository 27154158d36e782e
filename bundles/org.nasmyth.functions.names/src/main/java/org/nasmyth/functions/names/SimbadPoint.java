// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.names;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.fetch.FetchRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The function {@code ivo_simbadpoint} of the IVOA's catalogue of functions. Only offered where it
 * is configured, because it asks a service on the network.
 */
@Component(name = "org.nasmyth.functions.names", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SimbadPoint.Settings.class)
public final class SimbadPoint implements AdqlFunction {

  /** Which resolver is asked. */
  @ObjectClassDefinition(
      name = "Nasmyth name resolver",
      description = "The service that knows the positions of objects by their names.")
  public @interface Settings {
    /** The resolver's address. */
    @AttributeDefinition(
        name = "Address",
        description =
            "Where Sesame, or a service that answers as it does, is asked for a plain text; the"
                + " name is appended.")
    String url() default "https://cds.unistra.fr/cgi-bin/nph-sesame/-oI/S?";

    /** Hosts of its that are not on the public network. */
    @AttributeDefinition(
        name = "Hosts",
        description = "Hosts that may be asked although they are not on the public network.")
    String[] hosts() default {};

    /** How long an answer may take. */
    @AttributeDefinition(
        name = "Time limit",
        description = "How long an answer may take, in seconds.",
        min = "1")
    int seconds() default 5;
  }

  private static final int MOST_REDIRECTS = 3;

  private final NameResolver resolver;

  /** Takes the settings. */
  @Activate
  public SimbadPoint(Settings settings) {
    this.resolver =
        new NameResolver(
            settings.url().strip(),
            new FetchRules(
                Set.of(settings.hosts()), Duration.ofSeconds(settings.seconds()), MOST_REDIRECTS));
  }

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_simbadpoint", ValueType.POINT, Parameter.constant("identifier", ValueType.STRING));
  }

  @Override
  public String description() {
    return "The position of an object that Simbad knows by this name, ICRS.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.OfLiterals(
        arguments -> resolver.position(String.valueOf(List.copyOf(arguments).get(0))));
  }
}
