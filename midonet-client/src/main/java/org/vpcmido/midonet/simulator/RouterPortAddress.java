// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** How a router port's list of addresses and its older three properties follow from each other (midonet-api.md 10.5). */
enum RouterPortAddress {
    /** Up to 5.2: one address, and a network that is stored as given. */
    SINGLE {
        @Override
        void settle(Entity port) {
            // Nothing follows from anything.
        }

        @Override
        List<String> addresses(Entity port) {
            return List.of(port.text("portAddress"));
        }
    },
    /** From 5.4: the list decides; a network that a client sends is ignored (midonet-observed.md 4). */
    LIST {
        @Override
        void settle(Entity port) {
            ArrayNode subnets = JsonNodeFactory.instance.arrayNode();
            if (!port.get(SUBNETS).isEmpty()) {
                port.get(SUBNETS).forEach(subnets::add);
            } else if (port.has(ADDRESS)) {
                subnets.add(port.text(ADDRESS) + "/" + port.number(LENGTH));
            }
            port.set(SUBNETS, subnets);
            port.clear(ADDRESS);
            port.clear(NETWORK);
            port.set(LENGTH, IntNode.valueOf(0));
            ipv4(subnets).findFirst().ifPresent(subnet -> show(port, subnet));
        }

        @Override
        List<String> addresses(Entity port) {
            return ipv4(port.get(SUBNETS)).map(RouterPortAddress::address).toList();
        }

        private Stream<String> ipv4(JsonNode subnets) {
            return StreamSupport.stream(subnets.spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(subnet -> Ipv4.parse(address(subnet)).isPresent());
        }

        private void show(Entity port, String subnet) {
            Optional<Cidr> network = Cidr.parse(subnet);
            if (network.isEmpty()) {
                throw Refusal.html("java.lang.IllegalArgumentException: " + subnet);
            }
            port.set(ADDRESS, address(subnet));
            port.set(NETWORK, network.get().network().toString());
            port.set(LENGTH, IntNode.valueOf(network.get().prefixBits()));
        }
    };

    private static final String ADDRESS = "portAddress";
    private static final String NETWORK = "networkAddress";
    private static final String LENGTH = "networkLength";
    private static final String SUBNETS = "portSubnet";

    static RouterPortAddress of(Personality release) {
        return release.atLeast(Personality.V5_4) ? LIST : SINGLE;
    }

    /** Makes all properties of a draft agree. */
    abstract void settle(Entity port);

    /** The IPv4 addresses of the port. */
    abstract List<String> addresses(Entity port);

    private static String address(String subnet) {
        int slash = subnet.indexOf('/');
        return slash < 0 ? subnet : subnet.substring(0, slash);
    }
}
