// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.text.CsvFormat;
import org.nasmyth.results.votable.Binary2Format;
import org.nasmyth.results.votable.TableDataFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long writing one row of twelve columns takes in each format. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class WriterBenchmark {

  private static final int BATCHES = 50;
  private static final int ROWS = BATCHES * Rows.COUNT;

  private final Rows batch = new Rows();
  private final ResultDescription description =
      new ResultDescription(batch.fields(), List.of(), null);

  /** VOTable, BINARY2. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void binary2() throws IOException {
    write(new Binary2Format());
  }

  /** VOTable, TABLEDATA. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void tableData() throws IOException {
    write(new TableDataFormat());
  }

  /** CSV. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void csv() throws IOException {
    write(new CsvFormat());
  }

  private void write(ResultFormat format) throws IOException {
    ResultWriter writer = format.begin(description, OutputStream.nullOutputStream());
    for (int i = 0; i < BATCHES; i++) {
      writer.write(batch);
    }
    writer.end(new Ending.Complete());
  }
}
