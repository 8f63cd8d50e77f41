package org.session4j.testkit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a JUnit 5 test a running network, one for each test, closed when the test is over.
 *
 * <pre>{@code
 * @ExtendWith(TestNetworkExtension.class)
 * @SessionNetwork(nodes = 6)
 * class MyTest {
 *     @Test
 *     void aMessageArrives(TestNetwork network) { ... }
 * }
 * }</pre>
 *
 * Needs {@code junit-jupiter-api} on the class path, which the testkit does not bring along.
 */
public final class TestNetworkExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestNetworkExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> new Running(start(context)), Running.class)
                .network();
    }

    private static TestNetwork start(ExtensionContext context) {
        TestNetworkBuilder builder = TestNetwork.builder();
        settings(context).ifPresent(settings -> {
            builder.nodes(settings.nodes()).server(settings.server()).timeScale(settings.timeScale());
            if (settings.swarms() > 0) {
                builder.swarms(settings.swarms());
            }
            if (settings.seed() != 0) {
                builder.seed(settings.seed());
            }
        });
        return builder.start();
    }

    private static Optional<SessionNetwork> settings(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(TestNetworkExtension::annotation)
                .or(() -> context.getTestClass().flatMap(TestNetworkExtension::annotation));
    }

    private static Optional<SessionNetwork> annotation(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(SessionNetwork.class));
    }

    /** Closed by JUnit together with the store that holds it. */
    @SuppressWarnings("deprecation")
    private record Running(TestNetwork network) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            network.close();
        }
    }
}
