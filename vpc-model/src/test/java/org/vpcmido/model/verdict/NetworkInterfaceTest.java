// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.tcp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;

@DisplayName("An interface")
class NetworkInterfaceTest {
    private final GivenCloud cloud = ReferenceCloud.given();

    private Judged pingFrom(String sender, String source, String to) {
        return judge(cloud, sender, Packet.echo(Ipv4.of(source), Ipv4.of(to)));
    }

    @Test
    @DisplayName("S-125 sends from its own address only")
    void spoofedSource() {
        pingFrom("a1", "10.0.1.99", "10.0.1.11").isRefused(Reason.SOURCE_CHECK).by(Ids.networkInterface("a1"));
        pingFrom("a1", "10.0.1.99", "10.0.1.1").isRefused(Reason.SOURCE_CHECK);
        judge(cloud, "a1", Packet.tcp(Ipv4.of("10.0.1.99"), 40000, Ipv4.of("169.254.169.254"), 80))
                .isRefused(Reason.SOURCE_CHECK);
    }

    @Test
    @DisplayName("S-129, S-130 sends from others' addresses while its check is off")
    void checkOff() {
        cloud.sourceDestCheck("a2", false);
        pingFrom("a2", "192.168.190.7", "10.0.1.10").isDeliveredTo("a1").from("192.168.190.7");
        cloud.sourceDestCheck("a2", true);
        pingFrom("a2", "192.168.190.7", "10.0.1.10").isRefused(Reason.SOURCE_CHECK);
    }

    @Test
    @DisplayName("S-129 a foreign source is no member of any group")
    void foreignSourceIsNoMember() {
        cloud.sourceDestCheck("a2", false);
        judge(cloud, "a2", Packet.tcp(Ipv4.of("192.168.190.7"), 40000, Ipv4.of("10.0.2.10"), 3306))
                .isRefused(Reason.SECURITY_GROUP)
                .by(Ids.networkInterface("a3"));
    }

    @Test
    @DisplayName("S-129 a foreign source has no public address, so it does not leave by an internet gateway")
    void foreignSourceOutside() {
        cloud.sourceDestCheck("a1", false);
        pingFrom("a1", "192.168.190.7", "198.18.0.10").isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("A NAT instance takes the packets of a private subnet and sends them out as its own")
    void natInstance() {
        cloud.sourceDestCheck("a1", false)
                .route("a", "0.0.0.0/0", Targets.eni("a1"))
                .allowIn("web", "tcp 443 db");
        tcp(cloud, "a3", "198.18.0.10", 443)
                .isDeliveredTo("a1")
                .from("10.0.2.10")
                .to("198.18.0.10")
                .isAnswered();
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-132 is reached while attached, and not once detached")
    void attachAndDetach() {
        for (String address : new String[] {"10.0.2.20", "10.0.2.21", "10.0.2.22"}) {
            cloud.attach("a1b", "a1", 1, "A2", address, "web");
            tcp(cloud, "a4", address, 80).isDeliveredTo("a1b").isAnswered();
            cloud.remove("a1b");
            tcp(cloud, "a4", address, 80).isRefused(Reason.UNASSIGNED_ADDRESS);
        }
    }

    @Test
    @DisplayName("S-133 keeps its address when it changes the instance")
    void swapped() {
        cloud.attach("x", "a1", 1, "A2", "10.0.2.21", "web").attach("y", "a2", 1, "A2", "10.0.2.22", "web");
        cloud.remove("x").remove("y");
        cloud.attach("x", "a2", 1, "A2", "10.0.2.21", "web").attach("y", "a1", 1, "A2", "10.0.2.22", "web");
        tcp(cloud, "a4", "10.0.2.21", 80).isDeliveredTo("x").isAnswered();
        tcp(cloud, "a4", "10.0.2.22", 80).isDeliveredTo("y").isAnswered();
    }

    @Test
    @DisplayName("S-134 has groups of its own, whatever its instance's other interfaces have")
    void ownGroups() {
        cloud.attach("a1b", "a1", 1, "A2", "10.0.2.20", "db");
        tcp(cloud, "a3", "10.0.2.20", 80).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a1b"));
        tcp(cloud, "a3", "10.0.1.10", 80).isDeliveredTo("a1").isAnswered();
    }
}
