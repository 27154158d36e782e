// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.http;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Component;

/**
 * Puts {@link ContainerErrors} into the server. The HTTP service has no other door to its server
 * than this one, by which connectors are added; so one is added that has no network, accepts
 * nothing and takes no thread.
 */
@Component(service = ConnectorFactory.class)
public final class ErrorConnector implements ConnectorFactory {

  @Override
  public Connector createConnector(Server server) {
    server.setErrorHandler(new ContainerErrors());
    return new LocalConnector(server, null, null, null, 0, new HttpConnectionFactory());
  }
}
