package org.session4j.examples;

import picocli.CommandLine.Command;

/** What one does with an account besides talking. */
@Command(
        name = "account",
        description = "Makes, restores, shows and wipes accounts.",
        mixinStandardHelpOptions = true,
        subcommands = {AccountNew.class, AccountRestore.class, AccountShow.class, AccountWipe.class})
final class AccountTool {}
