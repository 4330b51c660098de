// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.vpcmido.cloud", importOptions = DoNotIncludeTests.class)
class CloudArchitectureTest {
    @ArchTest
    static final ArchRule CLOUD_NEEDS_THE_MODEL_AND_ITS_READERS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.vpcmido.cloud..",
                    "org.vpcmido.model..",
                    "io.vertx..",
                    "com.ctc.wstx..",
                    "org.codehaus.stax2..",
                    "org.slf4j..",
                    "java..",
                    "javax.xml.stream..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.vpcmido.cloud.(*)..").should().beFreeOfCycles();
}
