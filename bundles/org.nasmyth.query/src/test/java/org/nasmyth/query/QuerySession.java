// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;

/** A pipeline with a database and some functions, to be asked like a service. */
final class QuerySession {

  static final String ADVICE = "Only so many rows were delivered; raise MAXREC.";
  static final String BYTE_ADVICE = "Only so many bytes were delivered; ask for less.";

  private final AdqlQueryPipeline pipeline;
  private final MemoryDatabase database;
  private ServiceRules rules = new ServiceRules("safcat");
  private long maxRows = 1000;
  private long maxBytes = Long.MAX_VALUE;
  private Cancellation cancellation = new Cancellation();
  private Identity caller = Identity.ANONYMOUS;
  private long nextService = 1;

  QuerySession(MemoryDatabase database) {
    this(database, new AdqlQueryPipeline());
  }

  QuerySession(MemoryDatabase database, AdqlQueryPipeline pipeline) {
    this.database = database;
    this.pipeline = pipeline;
    add(
        function(
            "ESO_INTERSECTION",
            ValueType.DOUBLE,
            new Parameter("region1", ValueType.REGION),
            new Parameter("region2", ValueType.REGION)));
    add(
        function(
            "eso_dateadd_sec",
            ValueType.TIMESTAMP,
            new Parameter("seconds", ValueType.INT),
            new Parameter("date", ValueType.TIMESTAMP)));
    add(function("ivo_to_mjd", ValueType.DOUBLE, new Parameter("ts", ValueType.TIMESTAMP)));
    add(function("to_flux", ValueType.DOUBLE, new Parameter("magnitude", ValueType.DOUBLE)));
    add(function("getdate", ValueType.TIMESTAMP));
  }

  static QuerySession overAll() {
    return new QuerySession(new MemoryDatabase());
  }

  static AdqlFunction function(String name, ValueType result, Parameter... parameters) {
    return new TestFunction(
        FunctionSignature.of(name, result, parameters), FunctionBody.java(arguments -> null));
  }

  /** A function that is nothing but its data. */
  record TestFunction(FunctionSignature signature, FunctionBody body) implements AdqlFunction {
    @Override
    public String description() {
      return "A function for tests.";
    }
  }

  void add(AdqlFunction function) {
    pipeline.addFunction(function, Map.of("service.id", nextService++));
  }

  void remove(AdqlFunction function) {
    pipeline.removeFunction(function, () -> false);
  }

  void add(AccessPolicy policy) {
    pipeline.addPolicy(policy, Map.of("service.id", nextService++));
  }

  void remove(AccessPolicy policy) {
    pipeline.removePolicy(policy);
  }

  QuerySession withMaxBytes(long bytes) {
    maxBytes = bytes;
    return this;
  }

  QuerySession withMaxRows(long rows) {
    maxRows = rows;
    return this;
  }

  QuerySession withDefaultSchema(String schema) {
    return withRules(new ServiceRules(schema));
  }

  QuerySession withRules(ServiceRules serviceRules) {
    rules = serviceRules;
    return this;
  }

  QuerySession cancelledBy(Cancellation switchedBy) {
    cancellation = switchedBy;
    return this;
  }

  QuerySession askedBy(Identity identity) {
    caller = identity;
    return this;
  }

  MemoryDatabase database() {
    return database;
  }

  QueryPipeline pipeline() {
    return pipeline;
  }

  QueryRequest request(String adql) {
    return new QueryRequest(
        adql,
        caller,
        database,
        rules,
        new LineFormat(),
        new QueryRequest.ResultLimits(maxRows, ADVICE, maxBytes, BYTE_ADVICE),
        ResultDescriber.PLAIN,
        cancellation);
  }

  /** What the database is asked to run for a query. */
  Query bound(String adql) throws QueryException, IOException {
    run(adql);
    return database.lastQuery();
  }

  /** The document that a query yields. */
  String run(String adql) throws QueryException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    QueryOutcome unused = pipeline.run(request(adql), () -> out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
