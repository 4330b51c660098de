// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of our layout (eucanetd-vpcmido.md 7.2)")
class LayoutNamesTest {
    private static final String LONG = "0123456789abcdef0";

    @ParameterizedTest
    @CsvSource({
        "eucabr_infilter, core/edge-bridge/in-chain",
        "eucamdrt_extportout, metadata/out-chain",
        "vc_vpc-0000a001_prechain, vpc/vpc-0000a001/pre-chain",
        "vc_vpc-0000a001_preelip, vpc/vpc-0000a001/elastic-ip-chain",
        "vc_vpc-0000a001_postchain, vpc/vpc-0000a001/post-chain",
        "vc_vpc-0000a001_mdulin, vpc/vpc-0000a001/metadata-in-chain",
        "vc_vpc-0000a001_mdulout, vpc/vpc-0000a001/metadata-out-chain",
        "sc_subnet-0000a101_in, subnet/subnet-0000a101/in-chain",
        "sc_subnet-" + LONG + "_out, subnet/subnet-" + LONG + "/out-chain",
        "natc_nat-" + LONG + "_rtin, nat-gateway/nat-" + LONG + "/in-chain",
        "natc_nat-" + LONG + "_rtout, nat-gateway/nat-" + LONG + "/out-chain",
        "acl_ingress_vpc-0000a001_acl-0000a401, network-acl/acl-0000a401/ingress-chain",
        "acl_egress_vpc-" + LONG + "_acl-" + LONG + ", network-acl/acl-" + LONG + "/egress-chain",
        "sg_ingress_sg-0000a501, security-group/sg-0000a501/ingress-chain",
        "sg_egress_sg-0000a501, security-group/sg-0000a501/egress-chain",
        "ic_i-0000a301_prechain, interface/i-0000a301/pre-chain",
        "ic_eni-0000a301_postchain, interface/eni-0000a301/post-chain",
    })
    @DisplayName("of chains lead to their keys")
    void chains(String name, String key) {
        assertThat(LayoutNames.chain(name)).hasToString("Optional[" + key + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "ic_i-" + LONG + "_prechain, interface/i-" + LONG + "/pre-chain",
        "ic_i-" + LONG + "_postchai, interface/i-" + LONG + "/post-chain",
        "ic_eni-" + LONG + "_precha, interface/eni-" + LONG + "/pre-chain",
        "ic_eni-" + LONG + "_postch, interface/eni-" + LONG + "/post-chain",
        "ic_eni-" + LONG + "_postchain, interface/eni-" + LONG + "/post-chain",
    })
    @DisplayName("of chains with long ids may be cut to 31 characters (5.3)")
    void cutChains(String name, String key) {
        assertThat(LayoutNames.chain(name)).hasToString("Optional[" + key + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "euca_version, core/version",
        "metadata_ip, core/metadata-address",
        "sg_priv_sg-0000a501, security-group/sg-0000a501/private-addresses",
        "sg_pub_sg-0000a501, security-group/sg-0000a501/public-addresses",
        "sg_all_sg-0000a501, security-group/sg-0000a501/all-addresses",
        "elip_pre_i-0000a301, interface/i-0000a301/public-address",
        "elip_post_eni-" + LONG + ", interface/eni-" + LONG + "/private-address",
        "elip_pre_nat-" + LONG + ", nat-gateway/nat-" + LONG + "/public-address",
    })
    @DisplayName("of address groups lead to their keys")
    void groups(String name, String key) {
        assertThat(LayoutNames.addressGroup(name)).hasToString("Optional[" + key + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "eucart, core/edge-router",
        "eucamdrt, metadata/router",
        "vr_vpc-0000a001_2, vpc/vpc-0000a001/router",
        "natr_nat-" + LONG + "_subnet-0000a101_10239, nat-gateway/nat-" + LONG + "/router",
    })
    @DisplayName("of routers lead to their keys")
    void routers(String name, String key) {
        assertThat(LayoutNames.router(name).map(Device::key)).hasToString("Optional[" + key + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "eucabr, core/edge-bridge",
        "eucamdbr, metadata/bridge",
        "vb_vpc-0000a001_subnet-0000a101, subnet/subnet-0000a101/bridge",
    })
    @DisplayName("of bridges lead to their keys")
    void bridges(String name, String key) {
        assertThat(LayoutNames.bridge(name).map(Device::key)).hasToString("Optional[" + key + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "__",
                "eucart2",
                "Eucart",
                "eucart ",
                "vr_vpc-0000a001",
                "vr_vpc-0000a001_",
                "vr_vpc-0000a001_02",
                "vr_vpc-0000a001_2_3",
                "vr_vpc-0000A001_2",
                "vr_vpc-a001_2",
                "vr_vpc-0000a001_99999999999",
                "natr_nat-" + LONG + "_3",
                "vb_vpc-0000a001",
                "vb_subnet-0000a101_vpc-0000a001",
                "sc_subnet-0000a101_IN",
                "sc_subnet-0000a101",
                "acl_ingress_acl-0000a401",
                "sg_sg-0000a501_ingress",
                "sg_ingress_sg-0000a50g",
                "ic_i-0000a301_pre",
                "ic_i-0000a301_prechai",
                "ic_vol-0000a301_prechain",
                "ic_i-0123456789abcdef01234_prechai",
                "vc_vpc-0000a001_forward",
                "elip_pre_vpc-0000a001",
                "elip_post_nat-" + LONG,
                "elip_i-0000a301",
                "xeuca_version",
                "OS_PRE_ROUTING_4cd5",
            })
    @DisplayName("are not mistaken for others")
    void others(String name) {
        assertThat(LayoutNames.chain(name)).isEmpty();
        assertThat(LayoutNames.addressGroup(name)).isEmpty();
        assertThat(LayoutNames.router(name)).isEmpty();
        assertThat(LayoutNames.bridge(name)).isEmpty();
        assertThat(LayoutNames.portGroup(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vn_i-0000a301, i-0000a301", "vn_eni-0000a301, eni-0000a301"})
    @DisplayName("of tap devices tell the interface")
    void taps(String device, String id) {
        assertThat(LayoutNames.tap(device)).hasToString("Optional[" + id + "]");
        assertThat(LayoutNames.isMetadataTap(device)).isFalse();
        assertThat(LayoutNames.isMetadataTap("vn0_0000a101")).isTrue();
        assertThat(LayoutNames.tap("vn0_0000a101")).isEmpty();
        assertThat(LayoutNames.tap("eth0")).isEmpty();
    }
}
