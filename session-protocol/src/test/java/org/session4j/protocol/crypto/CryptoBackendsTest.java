package org.session4j.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CryptoBackendsTest {

    @Test
    void pureJavaIsThereWithoutAnyProvider() {
        CryptoBackends backends = new CryptoBackends(List.<CryptoProvider>of().iterator());
        assertThat(backends.available()).containsExactly("bouncycastle");
        assertThat(backends.choose(null).name()).isEqualTo("bouncycastle");
        assertThat(backends.unavailable()).isEmpty();
    }

    @Test
    void theFastestBackendIsPreferredAndAnyCanBeNamed() {
        CryptoBackends backends = new CryptoBackends(
                List.of(working("slow", -1), working("fast", 7)).iterator());
        assertThat(backends.available()).containsExactly("fast", "bouncycastle", "slow");
        assertThat(backends.choose("").name()).isEqualTo("fast");
        assertThat(backends.choose("slow").name()).isEqualTo("slow");
        assertThat(backends.named("bouncycastle").name()).isEqualTo("bouncycastle");
    }

    @Test
    void aBackendThatDoesNotLoadIsLeftOutAndItsReasonKept() {
        CryptoBackends backends = new CryptoBackends(List.of(
                        failing("native", new UnsatisfiedLinkError("no such library")),
                        failing("checked", new CryptoUnavailableException("not here", null)),
                        failing("bug", new IllegalStateException("broken")),
                        working("fast", 7))
                .iterator());
        assertThat(backends.available()).containsExactly("fast", "bouncycastle");
        assertThat(backends.unavailable()).containsOnlyKeys("native", "checked", "bug");
        assertThatThrownBy(() -> backends.named("native"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no such library");
        assertThatThrownBy(() -> backends.choose("missing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing is not installed");
    }

    @Test
    void aBrokenRegistryEntryDoesNotHideTheNextOne() {
        Iterator<CryptoProvider> rest = List.of(working("fast", 7)).iterator();
        CryptoBackends backends = new CryptoBackends(new Iterator<>() {
            private boolean failed;

            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public CryptoProvider next() {
                if (!failed) {
                    failed = true;
                    throw new ServiceConfigurationError("no such class");
                }
                return rest.next();
            }
        });
        assertThat(backends.available()).containsExactly("fast", "bouncycastle");
        assertThat(backends.unavailable().values()).singleElement().asString().contains("no such class");
    }

    @Test
    void aRegistryThatOnlyFailsIsGivenUp() {
        CryptoBackends backends = new CryptoBackends(new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new ServiceConfigurationError("unreadable");
            }

            @Override
            public CryptoProvider next() {
                throw new AssertionError();
            }
        });
        assertThat(backends.available()).containsExactly("bouncycastle");
        assertThat(backends.unavailable()).isNotEmpty();
    }

    private static CryptoProvider working(String name, int speed) {
        Crypto crypto = (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> name);
        return new FakeProvider(name, speed, crypto, null);
    }

    private static CryptoProvider failing(String name, Throwable reason) {
        return new FakeProvider(name, 100, Crypto.named("bouncycastle"), reason);
    }

    private record FakeProvider(
            String name, int speed, Crypto crypto, @Nullable Throwable failure) implements CryptoProvider {

        @Override
        public Crypto open() throws CryptoUnavailableException {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException error) {
                throw error;
            }
            if (failure instanceof CryptoUnavailableException error) {
                throw error;
            }
            return crypto;
        }
    }
}
