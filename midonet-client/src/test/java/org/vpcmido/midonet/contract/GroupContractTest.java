// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A group")
class GroupContractTest extends MidonetContract {
    @Test
    @DisplayName("of addresses shows them inline, and takes each once")
    void showsItsAddresses() {
        String group = create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}");
        String members = "/ip_addr_groups/" + group + "/ip_addrs";
        Reply added = post(members, "IpAddrGroupAddr-v1", "{'addr':'10.0.0.5','version':4}");
        Reply again = post(members, "IpAddrGroupAddr-v1", "{'addr':'10.0.0.5','version':'4'}");
        assertThat(added.location()).isEqualTo(url() + "/ip_addr_groups/" + group + "/versions/4/ip_addrs/10.0.0.5");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("IP address group already contains IP 10.0.0.5.");
        var inline = get("/ip_addr_groups/" + group, "IpAddrGroup-v1").json().path("ipAddrPorts");
        assertThat(inline.path(0).path("ipAddress").textValue()).isEqualTo("10.0.0.5");
        String item = "/ip_addr_groups/" + group + "/versions/4/ip_addrs/10.0.0.5";
        assertThat(get(item, "IpAddrGroupAddr-v1").json().path("version").intValue())
                .isEqualTo(4);
        assertThat(delete(item).status()).isEqualTo(204);
        assertThat(delete(item).status()).isEqualTo(204);
        assertThat(get(members, "collection.IpAddrGroupAddr-v1").json()).isEmpty();
    }

    @Test
    @DisplayName("of addresses checks them, and needs a name")
    void checksAddresses() {
        String members = "/ip_addr_groups/" + create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}") + "/ip_addrs";
        assertThat(post("/ip_addr_groups", "IpAddrGroup-v1", "{}").violations()).containsExactly("name");
        assertThat(post(members, "IpAddrGroupAddr-v1", "{'addr':'10.0.0.0/24','version':4}")
                        .status())
                .isEqualTo(400);
        assertThat(post(members, "IpAddrGroupAddr-v1", "{'addr':'10.0.0.1'}").status())
                .isEqualTo(400);
        assertThat(post(members, "IpAddrGroupAddr-v1", "{'version':4}").status())
                .isEqualTo(500);
        assertThat(post(
                                "/ip_addr_groups/" + UUID.randomUUID() + "/ip_addrs",
                                "IpAddrGroupAddr-v1",
                                "{'addr':'10.0.0.1','version':4}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("of addresses prints IPv6 in full")
    void printsIpv6InFull() {
        String members = "/ip_addr_groups/" + create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}") + "/ip_addrs";
        post(members, "IpAddrGroupAddr-v1", "{'addr':'2001:db8::1','version':6}");
        assertThat(get(members, "collection.IpAddrGroupAddr-v1").each("addr")).containsExactly("2001:db8:0:0:0:0:0:1");
    }

    @Test
    @DisplayName("of ports takes each once, and answers without bodies")
    void ofPortsTakesEachOnce() {
        String group = create("/port_groups", "PortGroup-v1", "{'name':'g','stateful':'true'}");
        String port = bridgePort(bridge());
        String members = "/port_groups/" + group + "/ports";
        Reply added = post(members, "PortGroupPort-v1", "{'portId':'" + port + "'}");
        Reply again = post(members, "PortGroupPort-v1", "{'portId':'" + port + "'}");
        assertThat(added.location()).isEqualTo(url() + members + "/" + port);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).isEmpty();
        assertThat(get("/port_groups?port_id=" + port, "collection.PortGroup-v1")
                        .each("id"))
                .containsExactly(group);
        assertThat(get("/ports/" + port + "/port_groups", "collection.PortGroupPort-v1")
                        .each("portGroupId"))
                .containsExactly(group);
        assertThat(get("/port_groups/" + group, "PortGroup-v1")
                        .json()
                        .path("stateful")
                        .booleanValue())
                .isTrue();
        assertThat(delete(members + "/" + port).status()).isEqualTo(204);
        Reply repeated = delete(members + "/" + port);
        assertThat(repeated.status()).isEqualTo(404);
        assertThat(repeated.body()).isEmpty();
    }

    @Test
    @DisplayName("goes, as often as one likes")
    void goesQuietly() {
        String ports = create("/port_groups", "PortGroup-v1", "{}");
        String addresses = create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}");
        for (int i = 0; i < 2; i++) {
            assertThat(delete("/port_groups/" + ports).status()).isEqualTo(204);
            assertThat(delete("/ip_addr_groups/" + addresses).status()).isEqualTo(204);
        }
    }
}
