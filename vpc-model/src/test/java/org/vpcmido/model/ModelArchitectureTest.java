// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.vpcmido.model", importOptions = DoNotIncludeTests.class)
class ModelArchitectureTest {
    @ArchTest
    static final ArchRule MODEL_NEEDS_NOTHING_BUT_JAVA = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.vpcmido.model..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.vpcmido.model.(*)..").should().beFreeOfCycles();
}
