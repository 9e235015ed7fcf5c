package dev.autopack.modelintel.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.autopack.modelintel.candidate.CandidateRule;
import dev.autopack.modelintel.recommend.Recommender;
import dev.autopack.modelintel.score.Scorer;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may depend on what. */
class ArchitectureTest {

    private static final String ROOT = "dev.autopack.modelintel";
    private static final String STORE = ROOT + ".store..";
    private static final String INGEST = ROOT + ".ingest..";
    private static final String CLI = ROOT + ".cli..";
    private static final String TESTKIT = ROOT + ".testkit..";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage(ROOT + "..")
            .and(resideOutsideOfPackages(STORE, INGEST, CLI, TESTKIT))
            .as("the core");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(PRODUCT.that(CORE)).hasSizeGreaterThan(30);
        for (String module : new String[] {STORE, INGEST, CLI}) {
            assertThat(PRODUCT.that(resideInAnyPackage(module))).as(module).hasSizeGreaterThan(3);
        }
    }

    @Test
    void modulesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy(CORE)
                .layer("store")
                .definedBy(STORE)
                .layer("ingest")
                .definedBy(INGEST)
                .layer("cli")
                .definedBy(CLI)
                .optionalLayer("testkit")
                .definedBy(TESTKIT)
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("store")
                .mayOnlyAccessLayers("core")
                .whereLayer("ingest")
                .mayOnlyAccessLayers("core")
                .whereLayer("cli")
                .mayOnlyAccessLayers("core", "store", "ingest")
                .whereLayer("testkit")
                .mayNotBeAccessedByAnyLayer()
                .check(PRODUCT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void theCoreTouchesNothingOutside() {
        noClasses()
                .that(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.io..",
                        "java.nio.file..",
                        "java.net.http..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.jooq..",
                        "com.fasterxml..",
                        "org.snakeyaml..")
                .check(PRODUCT);
    }

    @Test
    void theCoreHasNoClockAndNoUnseededRandomness() {
        noClasses()
                .that(CORE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(PRODUCT);
    }

    /** JVMs may compute these with instructions of their own; FastMath has the same bits everywhere. */
    @Test
    void theCoreComputesTheSameBitsOnEveryJava() {
        Set<String> inexact = Set.of(
                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
                "cbrt", "hypot", "sinh", "cosh", "tanh");
        noClasses()
                .that(CORE)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it is an elementary function of Math",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class) && inexact.contains(call.getName())))
                .check(PRODUCT);
    }

    @Test
    void theStoreDecidesNothing() {
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Recommender.class, Scorer.class, CandidateRule.class)
                .check(PRODUCT);
    }

    @Test
    void theCommandLineKnowsNoSqlAndNoOutsideFormat() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jooq..", "org.snakeyaml..", "de.siegmar..", "org.eclipse.jgit..")
                .check(PRODUCT);
    }

    @Test
    void domainRecordsAreImmutableValues() {
        classes().that(CORE).and().areRecords().should().haveOnlyFinalFields().check(PRODUCT);
    }
}
