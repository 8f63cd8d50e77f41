package org.session4j.crypto.sodium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.CryptoUnavailableException;

class SodiumCryptoProviderTest {

    @Test
    void onTheModulePathItIsFoundAndPreferred() {
        assertThat(SodiumCryptoProvider.class.getModule().isNamed()).isTrue();
        assertThat(Crypto.available()).containsExactly("libsodium", "bouncycastle");
        assertThat(Crypto.get()).isSameAs(Crypto.named("libsodium"));
        assertThat(Crypto.get().name()).isEqualTo("libsodium");
        assertThat(Crypto.unavailable()).isEmpty();
    }

    @Test
    void onTheClassPathItIsFoundAndPreferred() throws Exception {
        assertThat(reportOfAnotherJvm()).isEqualTo("libsodium [libsodium, bouncycastle] []");
    }

    @Test
    void thePropertyNamesTheBackend() throws Exception {
        assertThat(reportOfAnotherJvm("-Dorg.session4j.crypto=bouncycastle"))
                .isEqualTo("bouncycastle [libsodium, bouncycastle] []");
        assertThat(reportOfAnotherJvm("-Dorg.session4j.crypto=other")).contains("other is not installed");
    }

    @Test
    void withoutItsNativeLibraryPureJavaIsUsedAndTheReasonKept() throws Exception {
        String[] noNativeCode = {"-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.boot.library.path=/nonexistent"};
        assertThat(reportOfAnotherJvm(noNativeCode)).isEqualTo("bouncycastle [bouncycastle] [libsodium]");

        List<String> named = new ArrayList<>(Arrays.asList(noNativeCode));
        named.add("-Dorg.session4j.crypto=libsodium");
        assertThat(reportOfAnotherJvm(named.toArray(new String[0])))
                .contains("IllegalStateException")
                .contains("libsodium does not work here");
    }

    @Test
    void aLibraryThatIsNotThereIsOneException() {
        assertThatThrownBy(() -> Sodium.bind(MissingLibrary.class, "/nowhere/libsodium.so"))
                .isInstanceOf(CryptoUnavailableException.class)
                .hasMessageContaining("does not load on");
    }

    @Test
    void aLibraryThatIsNoneIsOneException() {
        assertThatThrownBy(() -> Sodium.bind(MissingLibrary.class, "/META-INF/MANIFEST.MF"))
                .isInstanceOf(CryptoUnavailableException.class);
    }

    private static final class MissingLibrary {}

    /** What {@link BackendReport} prints in a JVM with everything on the class path. */
    private static String reportOfAnotherJvm(String... options) throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Path.of("target", "classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath, BackendReport.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.trim();
    }
}
