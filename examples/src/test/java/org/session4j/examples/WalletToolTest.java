package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.testkit.TestRpcLogin;
import org.session4j.testkit.TestWallet;

/** A wallet that is looked at, and one that is told to send. */
@Timeout(120)
class WalletToolTest {

    private static final String RECIPIENT = "LSomebodyE" + "1".repeat(85);
    private static final long TEN_COINS = 10_000_000_000L;

    @TempDir
    Path folder;

    private TestWallet wallet;

    @BeforeEach
    void open() {
        wallet = TestWallet.start(TestRpcLogin.digest("me", "secret"));
        wallet.receive(TEN_COINS);
        wallet.mine(10);
    }

    @AfterEach
    void close() {
        wallet.close();
        assertThat(wallet.complaints()).isEmpty();
    }

    private Run run(String typed, String... more) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        List<String> args =
                new ArrayList<>(List.of("wallet", "--url", wallet.uri().toString(), "--user", "me"));
        args.addAll(List.of("--password-file", password.toString()));
        args.addAll(List.of(more));
        return Run.withInput(typed.getBytes(StandardCharsets.UTF_8), args.toArray(String[]::new));
    }

    @Test
    void itIsShown() throws Exception {
        Run run = run("", "--stake", "ab".repeat(32));
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .containsPattern("balance +10\\R")
                .containsPattern("unlocked +10\\R")
                .contains(wallet.mainAddress())
                .containsPattern("stake +cannot be asked back")
                .containsPattern("in +1000  10  [0-9a-f]{64}");
        assertThat(wallet.calls()).doesNotContain("transfer", "relay_tx");
    }

    @Test
    void aTransferNeedsToBeAllowed() throws Exception {
        Run run = run("2.5123\n", "--to", RECIPIENT, "--amount", "2.5");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("--allow-transfer");
        assertThat(wallet.requests()).isZero();
    }

    @Test
    void aTransferNeedsToBeConfirmed() throws Exception {
        for (String typed : List.of("yes\n", "2.5\n", "\n")) {
            Run run = run(typed, "--allow-transfer", "--to", RECIPIENT, "--amount", "2.5");
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.output()).containsPattern("fee +0.0123").doesNotContain("sent      ");
        }
        assertThat(wallet.balance()).isEqualTo(TEN_COINS);
        assertThat(wallet.calls()).doesNotContain("relay_tx");

        Run run = run("2.5123\n", "--allow-transfer", "--to", RECIPIENT, "--amount", "2.5");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).containsPattern("sent +[0-9a-f]{64}");
        assertThat(wallet.balance()).isEqualTo(7_487_700_000L);
    }

    @Test
    void aRefusalIsExplained() throws Exception {
        Run run = run("", "--allow-transfer", "--to", RECIPIENT, "--amount", "11");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("not enough money").doesNotContain("secret");
    }
}
