// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where the NSDB is")
class NsdbConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:2181",
                "zk1:2181,zk2:2181,zk3.example.org:2181",
                "zk1",
                "[::1]:2181",
                "zk1:2181,zk2:2181/clouds/one"
            })
    @DisplayName("is told as MidoNet's own zookeeper_hosts")
    void accepted(String zookeeper) {
        assertThat(NsdbConfig.of(zookeeper).statePath()).isEqualTo("/midonet/zoom/0/state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "http://zk1:2181", "zk1:port", "zk1:2181;zk2:2181", "zk1:2181,", "zk1:2181/", "zk 1"})
    @DisplayName("is refused, by name and value, when it is something else")
    void refused(String zookeeper) {
        assertThatThrownBy(() -> NsdbConfig.of(zookeeper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ZooKeeper \"" + zookeeper + "\"");
    }

    @Test
    @DisplayName("refuses a root that is no path, and a session of no use")
    void limits() {
        Duration session = NsdbConfig.SESSION_TIMEOUT_DEFAULT;
        assertThatThrownBy(() -> new NsdbConfig("zk1", "midonet", session)).hasMessageContaining("root \"midonet\"");
        assertThatThrownBy(() -> new NsdbConfig("zk1", "/midonet/", session)).hasMessageContaining("\"/midonet/\"");
        assertThatThrownBy(() -> new NsdbConfig("zk1", "/midonet", Duration.ofMillis(499)))
                .hasMessageContaining("PT0.499S is not between PT0.5S and PT5M");
        assertThatThrownBy(() -> new NsdbConfig("zk1", "/midonet", Duration.ofMinutes(6)))
                .hasMessageContaining("PT6M");
    }
}
