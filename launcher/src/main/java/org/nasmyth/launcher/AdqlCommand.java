// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import picocli.CommandLine.Command;

/** What can be done with queries from the command line. */
@Command(
    name = "adql",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks queries without running them.",
    subcommands = AdqlCheckCommand.class)
final class AdqlCommand {}
