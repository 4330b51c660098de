// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.model.vpc.UplinkGateway;

@DisplayName("A GNI reader")
class GniReaderTest {
    @ParameterizedTest
    @DisplayName("reads the same cloud from every dialect and order")
    @ValueSource(strings = {"multi-vpc-5.1.xml", "multi-vpc-5dev.xml", "multi-vpc-shuffled.xml"})
    void readsEveryDialect(String other) {
        CloudSnapshot expected = GniDocuments.read("multi-vpc.xml");
        CloudSnapshot actual = GniDocuments.read(other);
        assertThat(actual.checked()).isEqualTo(expected.checked());
        assertThat(actual.contentHash()).isEqualTo(expected.contentHash());
        assertThat(expected.checked().findings()).isEmpty();
        assertThat(expected.checked().holds()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("reads the same cloud from both wire forms, and under any version")
    @ValueSource(
            strings = {
                "wire-4.4.xml",
                "wire-5.1.xml",
                "version/0-unapplied.xml",
                "version/1-applied.xml",
                "version/2-reseeded.xml",
                "version/4-no-version.xml"
            })
    void versionIsNotContent(String other) {
        assertThat(GniDocuments.read(other).contentHash())
                .isEqualTo(GniDocuments.read("single-vpc.xml").contentHash());
    }

    @Test
    @DisplayName("notices a change under an unchanged version")
    void noticesChangeUnderSameVersion() {
        CloudSnapshot before = GniDocuments.read("version/2-reseeded.xml");
        CloudSnapshot after = GniDocuments.read("version/3-node-added-same-version.xml");
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
        assertThat(GniDocuments.read("version/1-applied.xml").appliedVersion()).contains("aaaa0002");
        assertThat(GniDocuments.read("version/4-no-version.xml").version()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("accepts every valid document without a finding, and sees every change")
    @ValueSource(
            strings = {
                "sg-rules",
                "sg-membership",
                "instance-stop",
                "vpc-idle",
                "instance-start",
                "host-failure",
                "migration",
                "routes",
                "associations",
                "nacl",
                "subnet-add",
                "subnet-delete",
                "natgw-add",
                "natgw-delete",
                "eni-attach",
                "source-dest-check",
                "igw-detach",
                "dhcp-options",
                "gateway-static-to-bgp",
                "gateway-edit",
                "gateway-remove",
                "clc-failover"
            })
    void seesEveryChange(String change) {
        CloudSnapshot before = GniDocuments.read("change/" + change + "-before.xml");
        CloudSnapshot after = GniDocuments.read("change/" + change + "-after.xml");
        assertThat(before.checked().findings()).isEmpty();
        assertThat(after.checked().findings()).isEmpty();
        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
    }

    @ParameterizedTest
    @DisplayName("accepts every form that a cloud may write")
    @ValueSource(
            strings = {
                "minimal.xml",
                "poc-static.xml",
                "poc-proxyarp.xml",
                "small-bgp.xml",
                "large-bgp.xml",
                "six-gateways-asn32.xml",
                "legacy-4.3.xml",
                "sg-forms.xml",
                "nacl-forms.xml",
                "nacl-protocol-0.xml",
                "dhcp-options.xml",
                "overlapping-vpcs.xml",
                "node-names.xml",
                "natgw-only-vpc.xml",
                "sg-forms-complete.xml"
            })
    void acceptsEveryForm(String document) {
        assertThat(GniDocuments.read(document).checked().findings()).isEmpty();
        assertThat(GniDocuments.read(document).checked().holds()).isEmpty();
    }

    @Test
    @DisplayName("folds both forms of a gateway into one; the peer wins over the router")
    void foldsGateways() {
        assertThat(GniDocuments.read("legacy-4.3.xml")
                        .checked()
                        .state()
                        .configuration()
                        .gateways())
                .extracting(
                        UplinkGateway::host,
                        UplinkGateway::device,
                        each -> each.nextHop().toString(),
                        each -> each.network().toString())
                .containsExactly(
                        tuple("10.111.5.12", "em1.117", "10.116.33.67", "10.116.0.0/17"),
                        tuple("gw-1.example.com", "em1.116", "10.116.33.67", "10.116.0.0/17"));
        assertThat(GniDocuments.read("six-gateways-asn32.xml")
                        .checked()
                        .state()
                        .configuration()
                        .gateways())
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.bgp()).isPresent());
    }

    @Test
    @DisplayName("waits while the cloud has no network configuration")
    void waitsForConfiguration() {
        assertThatThrownBy(() -> GniDocuments.read("no-configuration.xml"))
                .isInstanceOfSatisfying(
                        CloudDocumentException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("no-configuration"))
                .hasMessageContaining("wait");
    }
}
