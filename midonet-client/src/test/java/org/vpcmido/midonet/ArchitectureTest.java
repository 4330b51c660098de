// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.vpcmido.midonet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] OURS = {
        "..midonet.client..", "..midonet.resource..", "..midonet.topology..", "..midonet.nsdb.."
    };

    /** So that the client could serve others, and the packet walker stays a witness independent of the compiler. */
    @ArchTest
    static final ArchRule MIDONET_KNOWS_ADDRESSES_NOT_VPCS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..model.vpc..", "..model.finding..", "..model.verdict..");

    /** A simulator that shared our codecs would share our mistakes. */
    @ArchTest
    static final ArchRule SIMULATOR_SHARES_NOTHING = noClasses()
            .that()
            .resideInAPackage("..midonet.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OURS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_SIMULATOR = noClasses()
            .that()
            .resideOutsideOfPackage("..midonet.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..midonet.simulator..");

    /** A view of the NSDB here, and the agents that write there in the simulator, are all that goes past the API. */
    @ArchTest
    static final ArchRule ONLY_THE_VIEW_OF_THE_NSDB_SEES_ZOOKEEPER = noClasses()
            .that()
            .resideOutsideOfPackage("..midonet.nsdb..")
            .and()
            .doNotHaveSimpleName("AgentSessions")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..");

    /** Resources and topologies are values: they know no wire. */
    @ArchTest
    static final ArchRule VALUES_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage("..midonet.resource..", "..midonet.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "com.fasterxml..", "org.slf4j..");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.vpcmido.midonet.(*)..").should().beFreeOfCycles();
}
