package io.vitrine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of the house: http → feature → database, never back. */
@AnalyzeClasses(packages = "io.vitrine", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheCompositionRootKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackages("io.vitrine.http..", "io.vitrine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vitrine.http..");

    @ArchTest
    static final ArchRule onlyTheEdgeKnowsJetty = noClasses()
            .that()
            .resideOutsideOfPackage("io.vitrine.http.edge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule theDatabaseKnowsNoFeature = classes()
            .that()
            .resideInAPackage("io.vitrine.database..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.vitrine.database..",
                    "io.vitrine.error..",
                    "java..",
                    "javax..",
                    "org.postgresql..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.slf4j..",
                    "org.apache.commons.compress..",
                    "org.tukaani..",
                    "com.github.benmanes.caffeine..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule templatesAreText = noClasses()
            .that()
            .resideInAnyPackage("io.vitrine.query.template..", "io.vitrine.query.fence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.vitrine.database..", "io.vitrine.source..");

    @ArchTest
    static final ArchRule connectionsKnowNoDirectory = noClasses()
            .that()
            .resideInAPackage("io.vitrine.source.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vitrine.database..", "io.vitrine.customer..", "io.vitrine.access..");

    @ArchTest
    static final ArchRule errorsAndJsonStandOnNothing = noClasses()
            .that()
            .resideInAPackage("io.vitrine.error..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vitrine.database..", "io.vitrine.customer..", "io.vitrine.json..");

    @ArchTest
    static final ArchRule featuresMakeNoCircles =
            slices().matching("io.vitrine.(*)..").namingSlices("$1").should().beFreeOfCycles();
}
