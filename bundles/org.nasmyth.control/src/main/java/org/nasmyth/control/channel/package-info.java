// SPDX-License-Identifier: Apache-2.0

/**
 * The channel on which the launcher calls commands of a server: a TCP connection on the loopback
 * interface that opens with a secret only the server's own user can read.
 *
 * <p>Each {@link org.nasmyth.control.channel.Message} is one line of UTF-8. The client says {@code
 * Hello} and {@code Run}; the server answers {@code Refused} and closes, or sends {@code Out},
 * {@code Err} and {@code Progress} as they come and at last {@code Exit}. {@code Cancel} and the
 * end of the connection both cancel the command.
 */
@NullMarked
@Version("2.0.0")
package org.nasmyth.control.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
