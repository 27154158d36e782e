// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.exchange;

/**
 * The right to use a part until the lease is closed. As long as a lease is open, its part does not
 * leave (up to the {@link Exchange}'s drain limit). Safe for any thread; closing twice is harmless.
 *
 * @param <T> the kind of part
 */
public interface Lease<T> extends AutoCloseable {

  /** The part. */
  T part();

  @Override
  void close();
}
