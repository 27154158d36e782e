// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlParser;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.database.RowStream;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Query;
import org.nasmyth.functions.eso.DateAddSec;
import org.nasmyth.functions.eso.GetDate;
import org.nasmyth.functions.eso.Intersection;
import org.nasmyth.functions.eso.Substring;
import org.nasmyth.query.QueryException;
import org.nasmyth.query.QueryOutcome;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.query.ResultDescriber;
import org.nasmyth.query.QueryRequest.ColumnOrder;
import org.nasmyth.query.QueryRequest.ServiceRules;
import org.nasmyth.query.internal.AdqlQueryPipeline;
import org.nasmyth.results.votable.Binary2Format;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a query takes until it is SQL: the queries that ESO's users send, and queries of up to a
 * megabyte.
 */
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class FrontEndBenchmark {

  private static final List<String> QUERIES =
      List.of(
          "select top 51 * from ivoa.ObsCore where obs_collection in ('AMBRE', 'HARPS') and s_dec"
              + " < 10 and intersects(s_region, circle('ICRS', 266.4, -29, 0.0041))=1 order by"
              + " t_exptime desc ",
          "select count(*) from dbo.raw where date_obs > '2015'",
          "select distinct obs_collection from ivoa.ObsCore",
          "select column_name, datatype, unit, xtype from TAP_SCHEMA.columns where table_name ="
              + " 'ist.MUSE'",
          "select table_name from TAP_SCHEMA.tables where schema_name='ist' order by table_name",
          "SELECT dp_id FROM ivoa.Obscore WHERE 1 = INTERSECTS(s_region, POLYGON('J2000', 13.0,"
              + " -71.6, 14.8, -71.5, 15.2, -71.3, 16.0, -71.1, 15.1, -70.2))",
          "SELECT dp_id FROM dbo.raw WHERE CONTAINS(s_region, CIRCLE('', 1, -2, .1))=1 AND"
              + " exp_start BETWEEN '2024-12-31' AND '2025-01-01 12:00:00'",
          "SELECT J.s_ra FROM (SELECT * FROM ivoa.ObsCore WHERE snr > 500) J, ivoa.ObsCore H"
              + " WHERE INTERSECTS(J.s_region, H.s_region)=1 AND"
              + " ESO_INTERSECTION(J.s_region,H.s_region) > 0.8*AREA(J.s_region)",
          "SELECT * FROM dbo.raw WHERE exp_start BETWEEN eso_dateadd_sec(-2700,"
              + " '2019-06-06T09:55:27') AND GETDATE()",
          "SELECT ESO_SUBSTRING(dp_id, 1, 4) x, sqrt(power(em_min, 2)), em_min*1E9 wmin,"
              + " access_estsize / 1000.0 AS mb FROM ivoa.ObsCore",
          "SELECT a.table_name FROM TAP_SCHEMA.tables a LEFT OUTER JOIN TAP_SCHEMA.tables b ON"
              + " a.schema_name = b.schema_name AND a.table_index < b.table_index WHERE"
              + " b.table_index IS NULL",
          "SELECT obs_collection, COUNT(*) NumProducts FROM ivoa.ObsCore WHERE dp_id IN (SELECT"
              + " dp_id FROM dbo.raw) GROUP BY obs_collection HAVING COUNT(*) > 400 ORDER BY 2"
              + " DESC, 1; ");

  private static final String TEXTS =
      "dp_id obs_id obs_collection obs_publisher_did obs_creator_did dataproduct_type access_url"
          + " access_format target_name facility_name instrument_name filter obstech obs_title"
          + " pol_states proposal_id bib_reference multi_ob p3orig o_ucd release_description"
          + " preview_html o_calib_status object prog_id dp_cat dp_tech dp_type date_obs telescope";

  private static final String NUMBERS =
      "s_ra s_dec s_fov s_resolution s_pixel_scale t_min t_max t_exptime t_resolution em_min"
          + " em_max em_res_power snr strehl abmaglim gal_lat gal_lon ra dec exposure lambda_min"
          + " lambda_max tel_alt tel_az mjd_obs access_estsize";

  @Param({"10000", "100000", "1000000"})
  private int length;

  private final AdqlParser parser = new AdqlParser(AdqlDialect.EXTENDED);
  private final AdqlQueryPipeline pipeline = new AdqlQueryPipeline();
  private final ServiceRules rules = new ServiceRules("ivoa", true, ColumnOrder.ALPHABETICAL, true);
  private @Nullable Engine engine;
  private @Nullable TapDatabase database;
  private String longList = "";
  private String longCondition = "";
  private int next;

  /** Makes an archive without rows. */
  @Setup
  public void open() throws DatabaseException, SQLException {
    Engine opened = Engine.open(new DuckDbSettings(":memory:", "512MB", 1, "", "", 1));
    engine = opened;
    ArchiveStore store = new ArchiveStore(opened);
    make(store, new TableName("ivoa", "ObsCore"), "s_ra", "s_dec");
    make(store, new TableName("dbo", "raw"), "ra", "dec");
    database = new Translating(new Dialect(opened.constants(), new JavaFunctions(opened)), store);
    for (AdqlFunction function :
        List.of(new Intersection(), new DateAddSec(), new Substring(), new GetDate())) {
      pipeline.addFunction(function, Map.of());
    }
    StringJoiner list = new StringJoiner(", ", "SELECT dp_id FROM dbo.raw WHERE dp_id IN (", ")");
    while (list.length() < length - 40) {
      list.add("'ADP.2016-06-02T12:34:56." + list.length() + "'");
    }
    longList = list.toString();
    StringJoiner circles = new StringJoiner(" OR ", "SELECT dp_id FROM dbo.raw WHERE ", "");
    while (circles.length() < length - 80) {
      circles.add("1 = CONTAINS(POINT(ra, dec), CIRCLE(10." + circles.length() + ", -5.5, 0.1))");
    }
    longCondition = circles.toString();
  }

  private static void make(ArchiveStore store, TableName name, String longitude, String latitude)
      throws DatabaseException {
    List<Column> columns = new ArrayList<>();
    for (String text : TEXTS.split(" ", -1)) {
      columns.add(Column.of(Field.of(text, ValueType.STRING)));
    }
    for (String number : NUMBERS.split(" ", -1)) {
      columns.add(Column.of(Field.of(number, ValueType.DOUBLE)));
    }
    columns.add(Column.of(Field.of("exp_start", ValueType.TIMESTAMP)));
    columns.add(Column.of(Field.of("s_region", ValueType.REGION)));
    Table table = Table.of(name, "A table.", columns);
    try (TableLoad load =
        store.begin(
            new TableDefinition(
                table, null, new TableDefinition.PositionColumns(longitude, latitude), List.of()),
            IfPresent.REFUSE)) {
      load.commit();
    }
  }

  /** Lets go of the archive. */
  @TearDown
  public void close() {
    if (engine != null) {
      engine.close();
    }
  }

  private String nextQuery() {
    next = (next + 1) % QUERIES.size();
    return QUERIES.get(next);
  }

  /** The grammar alone. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Object parse() throws AdqlSyntaxException {
    return parser.parse(nextQuery());
  }

  /** All until there is SQL, and an empty result written. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public QueryOutcome parseResolveTranslate() throws QueryException, IOException {
    return run(nextQuery());
  }

  /** The same of a long list of values. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public QueryOutcome listOfLength() throws QueryException, IOException {
    return run(longList);
  }

  /** The same of a long condition with geometry. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public QueryOutcome conditionOfLength() throws QueryException, IOException {
    return run(longCondition);
  }

  private QueryOutcome run(String query) throws QueryException, IOException {
    if (database == null) {
      throw new IllegalStateException("The archive is not open.");
    }
    return pipeline.run(
        new QueryRequest(
            query,
            Identity.ANONYMOUS,
            database,
            rules,
            new Binary2Format(),
            new QueryRequest.ResultLimits(20_000, "Send a larger MAXREC."),
            ResultDescriber.PLAIN,
            new Cancellation()),
        OutputStream::nullOutputStream);
  }

  /** Makes SQL of queries and runs none. */
  private record Translating(Dialect sql, ArchiveStore store) implements TapDatabase {

    @Override
    public Catalogue catalogue() {
      return store.archive().catalogue();
    }

    @Override
    public String dialect() {
      return DuckDbDatabase.DIALECT;
    }

    @Override
    public AdqlFeatures features() {
      return AdqlFeatures.all();
    }

    @Override
    public boolean supports(AdqlFunction function) {
      return true;
    }

    @Override
    public RowStream execute(Query query, long maxRows, Cancellation cancellation)
        throws DatabaseException {
      Translation translation = sql.translate(query, maxRows, store.archive());
      if (translation.sql().isEmpty()) {
        throw new IllegalStateException("Nothing was translated.");
      }
      translation.release();
      return new RowStream() {
        @Override
        public @Nullable RowBatch next() {
          return null;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void ping() {}
  }
}
