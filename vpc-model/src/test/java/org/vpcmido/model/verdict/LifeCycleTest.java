// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.verdict.Judged.tcp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("An instance")
class LifeCycleTest {
    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("S-142 once launched, reaches and is reached")
    void launched() {
        cloud.instance("a7", "A1", "10.0.1.17", "192.0.2.22", "web");
        tcp(cloud, "a7", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a3", "10.0.1.17", 80).isDeliveredTo("a7").isAnswered();
    }

    @Test
    @DisplayName("S-143 while stopped is not reached, and started elsewhere it is again")
    void stoppedAndStarted() {
        cloud.remove("a1");
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.NOT_OUR_ADDRESS);
        cloud.instance("a1", "A1", "10.0.1.10", "192.0.2.23", "web").elasticIp("a1", "203.0.113.10");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-144 once terminated, is no member of its groups")
    void terminated() {
        cloud.remove("a1").groups("a2").instance("a8", "A1", "10.0.1.10", "192.0.2.21", "bweb");
        tcp(cloud, "a8", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-148 with the address of a terminated one gets its traffic")
    void addressReused() {
        cloud.remove("a1").instance("a8", "A1", "10.0.1.10", "192.0.2.22", "web");
        tcp(cloud, "a2", "10.0.1.10", 80).isDeliveredTo("a8").isAnswered();
    }

    @Test
    @DisplayName("S-165 of two with one address, the first has it")
    void duplicateAddress() {
        cloud.instance("a9", "A1", "10.0.1.10", "192.0.2.22", "web");
        tcp(cloud, "a2", "10.0.1.10", 80).isDeliveredTo("a1");
    }
}
