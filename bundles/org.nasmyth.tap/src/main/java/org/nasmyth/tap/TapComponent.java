// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobHandler;
import org.nasmyth.api.jobs.JobService;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.dali.Spool;
import org.nasmyth.dali.pages.OfferedService;
import org.nasmyth.exchange.Lease;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.check.CheckedQuery;
import org.nasmyth.results.ResultFormats;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A configured TAP service, mounted as a servlet. */
@Component(
    name = TapConfiguration.PID,
    service = TapService.class,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TapConfiguration.class, factory = true)
public final class TapComponent implements TapService {

  private static final Logger LOG = LoggerFactory.getLogger(TapComponent.class);

  private final Databases databases = new Databases();
  private final RunningRequests running;
  private final TapSettings settings;
  private final QueryPipeline pipeline;
  private final ServiceRegistration<Servlet> registration;
  private final ServiceRegistration<JobHandler> jobs;

  /** Mounts the service; it answers 503 until its database is there. */
  @Activate
  public TapComponent(
      TapConfiguration configuration,
      BundleContext context,
      @Reference QueryPipeline pipeline,
      @Reference ResultFormats formats,
      @Reference Callers callers,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable JobService jobService)
      throws IOException {
    this.pipeline = pipeline;
    settings = TapSettings.of(configuration, "Nasmyth/" + context.getBundle().getVersion());
    running = new RunningRequests(settings.path());
    Uploading uploading = new Uploading(settings.uploads(), spool(context, settings));
    Map<String, Object> properties =
        Map.of(
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
            "/" + settings.path() + "/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
            settings.path(),
            OfferedService.PATH,
            "/" + settings.path(),
            OfferedService.TITLE,
            settings.title(),
            OfferedService.DESCRIPTION,
            settings.description(),
            OfferedService.ORDER,
            TapPages.ORDER,
            OfferedService.RECIPES,
            TapPages.RECIPES.toArray(String[]::new));
    registration =
        context.registerService(
            Servlet.class,
            new TapServlet(
                settings,
                databases,
                pipeline,
                formats,
                uploading,
                callers,
                new ClientAddresses(List.of(configuration.trustedProxies())),
                running,
                jobService),
            FrameworkUtil.asDictionary(properties));
    jobs =
        context.registerService(
            JobHandler.class,
            new QueryJobs(
                settings, databases, new TapQueries(settings, pipeline, formats, uploading)),
            null);
    LOG.info("TAP service /{} is mounted", settings.path());
  }

  private static Spool spool(BundleContext context, TapSettings settings) throws IOException {
    UploadSettings uploads = settings.uploads();
    Path folder =
        Path.of(String.valueOf(context.getProperty("nasmyth.home")))
            .resolve("uploads")
            .resolve(settings.path().replace('/', '_'));
    return new Spool(folder, uploads.bytes(), uploads.space());
  }

  /** Gives the service a database. */
  @Reference(
      name = "database",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "removeDatabase")
  public void addDatabase(TapDatabase database, Map<String, ?> properties) {
    databases.join(
        database, properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0);
  }

  /** Takes a database away, after the queries that use it. */
  public void removeDatabase(TapDatabase database) {
    databases.leave(database);
  }

  @Override
  public String path() {
    return settings.path();
  }

  @Override
  public CheckedQuery check(String adql) {
    try (Lease<TapDatabase> database = databases.lease()) {
      return CheckedQuery.of(
          pipeline.check(adql, Identity.ANONYMOUS, database.part(), settings.rules()));
    } catch (QueryException e) {
      return CheckedQuery.of(e);
    } catch (DaliException e) {
      return new CheckedQuery(false, null, e.getMessage(), null);
    }
  }

  /** Unmounts the service and ends its queries. */
  @Deactivate
  public void close() {
    registration.unregister();
    jobs.unregister();
    databases.close();
    running.close();
  }
}
