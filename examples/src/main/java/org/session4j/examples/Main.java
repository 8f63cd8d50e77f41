package org.session4j.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the examples: {@code java -jar session4j-examples.jar <name> [options]}. */
@Command(
        name = "session4j-examples",
        description = "Programs that talk over the Session network.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Quickstart.class,
            AccountTool.class,
            TerminalChat.class,
            EchoBot.class,
            GroupBot.class,
            SenderKeyGroup.class,
            Send.class,
            Alert.class,
            FileSend.class,
            Listen.class,
            Name.class,
            NodeNetwork.class,
            WalletTool.class,
            Inspect.class,
            Testnet.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.exit(run(args));
    }

    /** Every error is one line on standard error and an exit code other than 0. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> {
                    complain(failure.getCommandLine(), String.valueOf(failure.getMessage()));
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, given) -> {
                    complain(command, failure.getMessage() == null ? failure.toString() : failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println("error: " + message.replace(System.lineSeparator(), " "));
        command.getErr().flush();
    }
}
