package org.session4j.scenarios;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "org.session4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROTOCOL = "org.session4j.protocol..";
    private static final String GROUPS = "org.session4j.groups..";
    private static final String ONION = "org.session4j.onion..";
    private static final String SWARM = "org.session4j.swarm..";
    private static final String CLIENT = "org.session4j.client..";
    private static final String OKHTTP_ADAPTER = "org.session4j.transport.okhttp..";
    private static final String SODIUM_ADAPTER = "org.session4j.crypto.sodium..";
    private static final String QR_ADAPTER = "org.session4j.qr..";
    private static final String SQLITE_ADAPTER = "org.session4j.store.sqlite..";
    private static final String TESTKIT = "org.session4j.testkit..";
    private static final String OURS = "org.session4j..";

    @ArchTest
    static final ArchRule protocolKnowsNobody = onlyKnows(PROTOCOL);

    @ArchTest
    static final ArchRule groupsKnowProtocol = onlyKnows(GROUPS, PROTOCOL);

    @ArchTest
    static final ArchRule onionKnowsProtocol = onlyKnows(ONION, PROTOCOL);

    @ArchTest
    static final ArchRule swarmKnowsOnion = onlyKnows(SWARM, ONION, PROTOCOL);

    @ArchTest
    static final ArchRule clientKnowsSwarm = onlyKnows(CLIENT, SWARM, GROUPS, ONION, PROTOCOL);

    @ArchTest
    static final ArchRule okHttpAdapterKnowsItsPort = onlyKnows(OKHTTP_ADAPTER, ONION, PROTOCOL);

    @ArchTest
    static final ArchRule sodiumAdapterKnowsItsPort = onlyKnows(SODIUM_ADAPTER, PROTOCOL);

    @ArchTest
    static final ArchRule qrAdapterKnowsProtocol = onlyKnows(QR_ADAPTER, PROTOCOL);

    @ArchTest
    static final ArchRule sqliteAdapterKnowsItsPort = onlyKnows(SQLITE_ADAPTER, CLIENT, SWARM, GROUPS, ONION, PROTOCOL);

    @ArchTest
    static final ArchRule testkitTakesOnlyCodecsFromOnion = noClasses()
            .that()
            .resideInAPackage("org.session4j.testkit.internal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(SWARM, CLIENT))
            .because("the network is written from the server's document, so that mistakes do not cancel out")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule protocolAndGroupsArePure = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, GROUPS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
                    .or(DescribedPredicate.describe(
                            "are clocks, threads or executors",
                            type -> type.isAssignableTo(java.time.Clock.class)
                                    || type.isAssignableTo(Thread.class)
                                    || type.isAssignableTo(java.util.concurrent.Executor.class)
                                    || type.isAssignableTo(java.util.concurrent.CompletableFuture.class))))
            .because("protocol and groups have no I/O, clock or threads");

    @ArchTest
    static final ArchRule protocolAndGroupsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, GROUPS)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule bouncyCastleStaysBehindItsPort = noClasses()
            .that()
            .resideOutsideOfPackages("org.session4j.protocol.internal.crypto..", TESTKIT, "org.session4j.benchmarks..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.bouncycastle.."));

    @ArchTest
    static final ArchRule libsodiumStaysBehindItsPort = noClasses()
            .that()
            .resideOutsideOfPackages(SODIUM_ADAPTER, "org.session4j.benchmarks..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.goterl..", "com.sun.jna.."));

    @ArchTest
    static final ArchRule zstdStaysInItsClass = noClasses()
            .that()
            .resideOutsideOfPackage("org.session4j.protocol.wire..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.github.luben.."));

    @ArchTest
    static final ArchRule zxingStaysInItsLeaf = noClasses()
            .that()
            .resideOutsideOfPackage(QR_ADAPTER)
            .should()
            .dependOnClassesThat(resideInAPackage("com.google.zxing.."));

    @ArchTest
    static final ArchRule nothingOfCoinsIsLogged = noClasses()
            .that()
            .resideInAnyPackage("org.session4j.swarm.oxend..", "org.session4j.swarm.internal.rpc..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging.."))
            .because("addresses, amounts and passwords pass through there");

    @ArchTest
    static final ArchRule publicSignaturesNameNoLibrary =
            methods().that().arePublic().and().areDeclaredInClassesThat(isApi()).should(mentionOnlyOurTypesAndTheJdk());

    private static ArchRule onlyKnows(String who, String... whom) {
        String[] allowed = Stream.concat(Stream.of(who), Stream.of(whom)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(allowed))));
    }

    private static DescribedPredicate<JavaClass> isApi() {
        return DescribedPredicate.describe(
                "are public API",
                type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                        && resideInAnyPackage(
                                        PROTOCOL,
                                        GROUPS,
                                        ONION,
                                        SWARM,
                                        CLIENT,
                                        OKHTTP_ADAPTER,
                                        SODIUM_ADAPTER,
                                        QR_ADAPTER,
                                        SQLITE_ADAPTER)
                                .test(type)
                        && !type.getPackageName().contains(".internal"));
    }

    private static ArchCondition<JavaMethod> mentionOnlyOurTypesAndTheJdk() {
        return new ArchCondition<>("mention only types of this project and of the JDK") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive())
                        .filter(type -> !type.getPackageName().startsWith("java.")
                                && !type.getPackageName().startsWith("javax.net.ssl")
                                && (!type.getPackageName().startsWith("org.session4j")
                                        || type.getPackageName().contains(".internal")))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " mentions " + type.getName())));
            }
        };
    }
}
