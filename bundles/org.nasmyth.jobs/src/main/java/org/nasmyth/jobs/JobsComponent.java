// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The queue of jobs as a service of the server. */
@Component(
    name = JobsConfiguration.PID,
    service = {},
    immediate = true,
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = JobsConfiguration.class)
public final class JobsComponent {

  private final Jobs jobs;
  private final ServiceRegistration<JobService> registration;

  /** Begins to work on the jobs of the store. */
  @Activate
  public JobsComponent(
      JobsConfiguration configuration,
      BundleContext context,
      @Reference(name = "driver", target = "(osgi.jdbc.driver.class=org.h2.Driver)")
          DataSourceFactory driver)
      throws IOException, SQLException {
    boolean shared = !configuration.url().isBlank();
    QueueSettings settings =
        new QueueSettings(
            new Quotas(
                configuration.running(),
                configuration.runningPerUser(),
                configuration.waitingPerUser(),
                queuesMore(configuration.overLimit().strip())),
            Duration.ofSeconds(configuration.leaseSeconds()),
            Duration.ofHours(configuration.archiveHours()),
            shared);
    Path folder =
        configuration.folder().isBlank()
            ? Path.of(String.valueOf(context.getProperty("nasmyth.home"))).resolve("jobs")
            : Path.of(configuration.folder().strip());
    Properties properties = new Properties();
    properties.setProperty(
        DataSourceFactory.JDBC_URL,
        shared ? configuration.url().strip() : EmbeddedStore.url(folder));
    if (!configuration.user().isBlank()) {
      properties.setProperty(DataSourceFactory.JDBC_USER, configuration.user());
      properties.setProperty(DataSourceFactory.JDBC_PASSWORD, configuration._password());
    }
    jobs = new Jobs(driver.createDataSource(properties), folder, settings);
    registration = context.registerService(JobService.class, jobs.service(), null);
  }

  private static boolean queuesMore(String overLimit) {
    return switch (overLimit) {
      case "queue" -> true;
      case "refuse" -> false;
      default ->
          throw new IllegalArgumentException(
              "overLimit: '" + overLimit + "' is none; write queue or refuse");
    };
  }

  /** Lets the jobs of a service be done. */
  @Reference(
      name = "handler",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeHandler")
  public void addHandler(JobHandler handler) {
    jobs.add(handler);
  }

  /** Lets the jobs of a service wait. */
  public void removeHandler(JobHandler handler) {
    jobs.remove(handler);
  }

  /** Ends the work; what runs is interrupted and stays in the queue. */
  @Deactivate
  public void close() {
    registration.unregister();
    jobs.close();
  }
}
