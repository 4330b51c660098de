// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The lines between the rooms of this house, over all modules. */
@AnalyzeClasses(
        packages = "org.vpcmido",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludePublishedTests.class})
class ArchitectureTest {
    /** In a whole build the tests that a module publishes come as a jar. */
    static final class DoNotIncludePublishedTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.vpcmido.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DECIDING_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..controller.compile..", "..controller.adopt..", "..controller.plan..", "..model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "java.sql..", "org.slf4j..", "java.net..", "java.nio.file..");

    @ArchTest
    static final ArchRule MIDONET_KNOWS_ADDRESSES_NOT_VPCS = noClasses()
            .that()
            .resideInAPackage("org.vpcmido.midonet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..model.vpc..", "..model.finding..", "..model.verdict..");

    @ArchTest
    static final ArchRule ONLY_THE_LAB_USES_THE_SIMULATOR = noClasses()
            .that()
            .resideOutsideOfPackages("org.vpcmido.midonet.simulator..", "org.vpcmido.controller.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.vpcmido.midonet.simulator..");

    @ArchTest
    static final ArchRule THE_SIMULATOR_IS_AN_INDEPENDENT_WITNESS = noClasses()
            .that()
            .resideInAPackage("org.vpcmido.midonet.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.vpcmido.midonet.client..",
                    "org.vpcmido.midonet.resource..",
                    "org.vpcmido.midonet.topology..",
                    "org.vpcmido.midonet.nsdb..",
                    "org.vpcmido.midonet.trace..");

    @ArchTest
    static final ArchRule THE_CLOUD_IS_READ_WITHOUT_KNOWING_MIDONET = noClasses()
            .that()
            .resideInAPackage("org.vpcmido.cloud..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.vpcmido.midonet..", "org.vpcmido.controller..");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackages("org.vpcmido.controller.cli..", "org.vpcmido.controller")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.vpcmido.controller.cli..");

    @ArchTest
    static final ArchRule ONLY_THE_JOURNAL_SEES_DATABASES = noClasses()
            .that()
            .resideOutsideOfPackage("org.vpcmido.controller.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "io.micronaut.data..",
                    "io.micronaut.transaction..",
                    "org.flywaydb..",
                    "org.h2..",
                    "org.postgresql..");

    @ArchTest
    static final ArchRule ONLY_ELECTIONS_SEE_CURATOR = noClasses()
            .that()
            .resideInAPackage("org.vpcmido.controller..")
            .and()
            .resideOutsideOfPackages("org.vpcmido.controller.leader..", "org.vpcmido.controller.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..");

    @ArchTest
    static final ArchRule NOTHING_IS_DECIDED_FROM_THE_JOURNAL = noClasses()
            .that()
            .resideInAnyPackage(
                    "..controller.compile..", "..controller.adopt..", "..controller.plan..", "..controller.apply..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..controller.journal..");
}
