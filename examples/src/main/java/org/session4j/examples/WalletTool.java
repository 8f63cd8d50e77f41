package org.session4j.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.oxend.CoinAddress;
import org.session4j.swarm.oxend.CoinAmount;
import org.session4j.swarm.oxend.PreparedTransfer;
import org.session4j.swarm.oxend.RpcLogin;
import org.session4j.swarm.oxend.StakeStatus;
import org.session4j.swarm.oxend.TransferOrder;
import org.session4j.swarm.oxend.TransfersQuery;
import org.session4j.swarm.oxend.WalletAddress;
import org.session4j.swarm.oxend.WalletBalance;
import org.session4j.swarm.oxend.WalletClient;
import org.session4j.swarm.oxend.WalletTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the wallet that oxen-wallet-rpc has open on this machine; sends only if it is allowed to, and told so twice. */
@Command(
        name = "wallet",
        description = "Shows balance, addresses and transfers of a wallet that oxen-wallet-rpc has open.",
        mixinStandardHelpOptions = true)
final class WalletTool implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "Where oxen-wallet-rpc listens, such as http://127.0.0.1:18082.")
    private @Nullable URI url;

    @Option(names = "--user", description = "The user of its --rpc-login.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the password of its --rpc-login. Default: ask for it.")
    private @Nullable Path passwordFile;

    @Option(names = "--stake", paramLabel = "KEY", description = "Tell about the stake in this service node too.")
    private @Nullable String serviceNode;

    @Option(names = "--allow-transfer", description = "Send what --amount and --to say, after a question.")
    private boolean allowTransfer;

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Who gets it.")
    private @Nullable String recipient;

    @Option(names = "--amount", paramLabel = "COINS", description = "How much, such as 2.5.")
    private @Nullable String amount;

    @Override
    public Integer call() throws Exception {
        if (allowTransfer != (recipient != null) || allowTransfer != (amount != null)) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--allow-transfer, --to and --amount go together, or all of them away");
        }
        TransferOrder order = order();
        try (WalletClient wallet = open()) {
            if (order != null) {
                return transfer(wallet, order);
            }
            show(wallet);
            return 0;
        }
    }

    private @Nullable TransferOrder order() throws MalformedDataException {
        return recipient == null || amount == null
                ? null
                : TransferOrder.of(CoinAddress.parse(recipient), CoinAmount.parse(amount));
    }

    private WalletClient open() throws IOException {
        WalletClient.Builder builder = WalletClient.builder(Objects.requireNonNull(url));
        if (user == null) {
            return builder.open();
        }
        char[] password = Secret.read("Password of the wallet", passwordFile).toCharArray();
        RpcLogin login = RpcLogin.of(user, password);
        Arrays.fill(password, '\0');
        try {
            return builder.login(login).open();
        } finally {
            login.destroy();
        }
    }

    private void show(WalletClient wallet) throws IOException, InterruptedException, MalformedDataException {
        WalletBalance balance = Answer.of(wallet.balance(0));
        System.out.println("balance   " + balance.total());
        System.out.println("unlocked  " + balance.unlocked());
        for (WalletAddress address : Answer.of(wallet.addresses(0))) {
            System.out.println("address   " + address.address().format());
        }
        if (serviceNode != null) {
            StakeStatus stake = Answer.of(wallet.stakeStatus(Ed25519PublicKey.parse(serviceNode)));
            System.out.println("stake     " + (stake.canRequestUnlock() ? "can" : "cannot") + " be asked back");
        }
        List<WalletTransfer> transfers =
                Answer.of(wallet.transfers(TransfersQuery.ofAccount(0))).all();
        for (WalletTransfer transfer : transfers) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-9s %s  %s  %s",
                    transfer.kind().name().toLowerCase(Locale.ROOT),
                    transfer.height() == null ? "-" : transfer.height(),
                    transfer.amount(),
                    transfer.id()));
        }
    }

    private static int transfer(WalletClient wallet, TransferOrder order) throws IOException, InterruptedException {
        PreparedTransfer prepared = Answer.of(wallet.prepare(order));
        System.out.println("to        " + order.payments().get(0).address().format());
        System.out.println("amount    " + prepared.amount());
        System.out.println("fee       " + prepared.fee());
        System.out.println("total     " + prepared.total());
        System.out.println("Type the total to send it, anything else to leave it:");
        if (!Secret.readLine("The total").equals(prepared.total().toString())) {
            System.out.println("nothing was sent");
            return 1;
        }
        System.out.println("sent      " + Answer.of(prepared.confirm()));
        return 0;
    }
}
