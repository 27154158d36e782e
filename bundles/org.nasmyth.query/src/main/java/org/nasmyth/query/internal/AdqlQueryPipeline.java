// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlParser;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.tree.Statement;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Query;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryPipeline;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.ResultSink;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipeline over the functions and access policies that are registered as services. */
@Component(name = "org.nasmyth.query", service = QueryPipeline.class)
@Designate(ocd = AdqlQueryPipeline.Settings.class)
public final class AdqlQueryPipeline implements QueryPipeline {

  /** How queries are run. */
  @ObjectClassDefinition(name = "Nasmyth queries", description = "How queries are run.")
  public @interface Settings {
    /** How many access policies there have to be. */
    @AttributeDefinition(
        name = "Access policies",
        description =
            "How many access policies there have to be. No query runs under fewer, such as while"
                + " the server starts or when a policy's bundle is missing.")
    int accessPolicies() default 0;
  }

  private static final Logger LOG = LoggerFactory.getLogger(AdqlQueryPipeline.class);

  /** How long a query waits for the successor of a plugin that has just left. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long a leaving plugin waits for the queries that use it. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final AdqlParser parser = new AdqlParser(AdqlDialect.EXTENDED);
  private final Exchange<AdqlFunction> functions = new Exchange<>(PATIENCE, DRAIN_LIMIT);
  private final Policies policies;

  /** A pipeline without functions and policies; they join and leave as they are registered. */
  @Activate
  public AdqlQueryPipeline(Settings settings) {
    this(settings.accessPolicies());
  }

  /** A pipeline that demands no access policy. */
  public AdqlQueryPipeline() {
    this(0);
  }

  /** A pipeline that demands as many access policies. */
  public AdqlQueryPipeline(int accessPolicies) {
    policies = new Policies(PATIENCE, DRAIN_LIMIT, accessPolicies);
  }

  /** Lets nobody wait any longer for plugins. */
  @Deactivate
  public void close() {
    functions.close();
    policies.close();
  }

  /** Offers a function from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "functionLeaves")
  public void addFunction(AdqlFunction function, Map<String, Object> properties) {
    FunctionSignature signature = function.signature();
    functions.join(function, List.of(signature.name(), signature.overload()), ranking(properties));
  }

  /** Takes a function away whose plugin is stopping, perhaps only to be started anew. */
  public void functionLeaves(AdqlFunction function, ServiceReference<AdqlFunction> reference) {
    Bundle plugin = reference.getBundle();
    removeFunction(function, () -> plugin.getState() == Bundle.UNINSTALLED);
  }

  /**
   * Offers a function no longer; returns when its last query has ended or time is up.
   *
   * @param forGood whether no successor will come, as far as is known when it is asked
   */
  public void removeFunction(AdqlFunction function, BooleanSupplier forGood) {
    if (!functions.leave(function, forGood)) {
      LOG.warn("A query still uses a function whose plugin is leaving; it may fail.");
    }
  }

  /** Applies a policy from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addPolicy(AccessPolicy policy, Map<String, Object> properties) {
    Object name =
        properties.getOrDefault(
            "service.pid", properties.getOrDefault("component.name", policy.getClass().getName()));
    policies.join(
        policy, "name:" + name, "id:" + properties.get("service.id"), ranking(properties));
  }

  /** Applies a policy no longer; returns when its last query has ended or time is up. */
  public void removePolicy(AccessPolicy policy) {
    policies.leave(policy);
  }

  private static int ranking(Map<String, Object> properties) {
    return properties.get("service.ranking") instanceof Integer rank ? rank : 0;
  }

  @Override
  public List<AdqlFunction> functions(TapDatabase database) {
    return functions.parts().stream().filter(database::supports).toList();
  }

  @Override
  public QueryOutcome run(QueryRequest request, ResultSink sink)
      throws QueryException, IOException {
    try (LeasedFunctions leased = new LeasedFunctions(functions, request.database())) {
      Query query =
          bind(
              request.adql(),
              request.caller(),
              request.database(),
              request.rules(),
              request.cancellation(),
              leased);
      Optional<Cancellation.Reason> ended = request.cancellation().reason();
      if (ended.isPresent()) {
        throw Failures.of(ended.get(), null);
      }
      return new Execution(request, query, sink).run();
    } catch (RuntimeException e) {
      LOG.error("A query failed because of a fault.", e);
      throw Failures.of(e);
    }
  }

  @Override
  public List<Field> check(String adql, Identity caller, TapDatabase database, ServiceRules rules)
      throws QueryException {
    try (LeasedFunctions leased = new LeasedFunctions(functions, database)) {
      return bind(adql, caller, database, rules, new Cancellation(), leased).fields();
    } catch (RuntimeException e) {
      LOG.error("A query could not be checked because of a fault.", e);
      throw Failures.of(e);
    }
  }

  private Query bind(
      String adql,
      Identity caller,
      TapDatabase database,
      ServiceRules rules,
      Cancellation cancellation,
      LeasedFunctions leased)
      throws QueryException {
    Statement statement;
    try {
      statement = parser.parse(adql);
    } catch (AdqlSyntaxException e) {
      throw Failures.of(e);
    }
    Catalogue catalogue;
    try {
      catalogue = database.catalogue();
    } catch (DatabaseException e) {
      throw Failures.of(e, cancellation);
    }
    AccessRequest access =
        new AccessRequest(caller, Instant.now(), Optional.of(catalogue), cancellation);
    while (true) {
      try (Policies.Applied applied = policies.lease(access)) {
        return StatementBinder.bind(
            statement, new Binding(adql, catalogue, rules, database.features(), leased, applied));
      } catch (LeasedFunctions.BeingExchanged exchanged) {
        leased.await(exchanged);
      } catch (Refusal refusal) {
        throw Failures.of(refusal);
      } catch (Policies.Unreadable unreadable) {
        throw Failures.of(unreadable.reason(), cancellation);
      } catch (DatabaseException e) {
        throw Failures.of(e, cancellation);
      }
      if (cancellation.isCancelled()) {
        throw Failures.of(cancellation.reason().orElseThrow(), null);
      }
    }
  }
}
