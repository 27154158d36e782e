// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.functions;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A user-defined function of ADQL (ADQL 2.1, section 2.3.5). Register one as an OSGi service and
 * every TAP service whose database can run it offers it from the next request on, in queries and in
 * its capabilities; unregister it and it is gone. Two functions of one name: the one with the
 * higher service ranking is used.
 *
 * <p>Implementations are immutable and safe for any thread. All methods but the body's return the
 * same value at each call.
 */
@ConsumerType
public interface AdqlFunction {

  /** Name, parameters and result. */
  FunctionSignature signature();

  /** What it does, in one or two sentences, for the capabilities document. */
  String description();

  /** How it is computed. */
  FunctionBody body();
}
