// SPDX-License-Identifier: Apache-2.0

/** JMH benchmarks of the parts that a query passes through. */
@NullMarked
package org.nasmyth.benchmark.kernels;

import org.jspecify.annotations.NullMarked;
