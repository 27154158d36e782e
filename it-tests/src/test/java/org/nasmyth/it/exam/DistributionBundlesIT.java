// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.awaitility.core.ConditionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.TapService;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;

/** The distribution's bundles in a plain framework, without the launcher. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionBundlesIT {

  private static final String DATABASE = "org.nasmyth.database.duckdb";

  @Inject private BundleContext context;

  /** The framework in which the tests run. */
  @Configuration
  public static Option[] distribution() throws IOException {
    return ProvisionedDistribution.options();
  }

  @Test
  public void all_bundles_start() {
    List<String> waiting =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
            .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
            .map(Bundle::getSymbolicName)
            .toList();
    assertThat(waiting).isEmpty();
  }

  @Test
  public void database_pipeline_and_formats_are_services() {
    soon("the archive's services")
        .untilAsserted(
            () -> {
              assertThat(services("org.nasmyth.api.database.TapDatabase")).isPositive();
              assertThat(services("org.nasmyth.api.database.TableStore")).isPositive();
              assertThat(services("org.nasmyth.query.QueryPipeline")).isEqualTo(1);
              assertThat(services("org.nasmyth.api.command.Command")).isPositive();
            });
  }

  @Test
  public void query_is_answered_over_http() throws IOException {
    soon("the service").until(() -> tables().status() == 200);
    assertThat(tables().text()).startsWith("table_name").containsIgnoringCase("tap_schema.tables");
  }

  @Test
  public void change_of_a_configuration_file_takes_effect() throws IOException {
    soon("the service").until(() -> tables().status() == 200);
    Path file = ProvisionedDistribution.home(context).resolve("etc/org.nasmyth.tap~obs.json");
    String original = Files.readString(file);
    String renamed = original.replace("\"tap_obs\"", "\"tap_renamed\"");
    assertThat(renamed).isNotEqualTo(original);
    try {
      Files.writeString(file, renamed);
      soon("the service under its new path").until(() -> at("tap_renamed").status() == 200);
      soon("nothing under the old one").until(() -> tables().status() == 404);
    } finally {
      Files.writeString(file, original);
    }
    soon("the service under its old path").until(() -> tables().status() == 200);
  }

  @Test
  public void database_plugin_can_be_exchanged() throws BundleException, IOException {
    soon("the service").until(() -> tables().status() == 200);
    Bundle database =
        Arrays.stream(context.getBundles())
            .filter(bundle -> DATABASE.equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();

    database.stop();
    Answer without = tables();
    assertThat(without.status()).isEqualTo(503);
    assertThat(without.header("Retry-After")).isPresent();

    byte[] jar = Files.readAllBytes(Path.of(URI.create(database.getLocation())));
    database.update(new ByteArrayInputStream(jar));
    database.start();
    soon("the service on the new plugin").until(() -> tables().status() == 200);
  }

  private Answer tables() throws IOException {
    return at("tap_obs");
  }

  private Answer at(String path) throws IOException {
    return TapService.at(URI.create(ProvisionedDistribution.base(context) + "/" + path))
        .csv("SELECT table_name FROM TAP_SCHEMA.tables");
  }

  private int services(String type) throws InvalidSyntaxException {
    var references = context.getAllServiceReferences(type, null);
    return references == null ? 0 : references.length;
  }

  private static ConditionFactory soon(String what) {
    return await(what)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(IOException.class);
  }
}
