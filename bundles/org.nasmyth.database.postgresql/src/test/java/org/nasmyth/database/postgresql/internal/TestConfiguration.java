// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.lang.annotation.Annotation;

/** A configuration of a database in a {@link Cluster}. */
record TestConfiguration(int port, String database, String tapSchema, String geometry, int poolSize)
    implements PostgresqlConfiguration {

  @Override
  public String name() {
    return "test";
  }

  @Override
  public String url() {
    return "";
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public String user() {
    return "postgres";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public int statementTimeout() {
    return 0;
  }

  @Override
  public String callerSettings() {
    return "";
  }

  @Override
  public int refreshInterval() {
    return 1;
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return PostgresqlConfiguration.class;
  }
}
