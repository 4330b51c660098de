// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.model.finding.Finding.Position;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.UplinkGateway;

/** Reads the {@code configuration} element (gni.md 2.2). */
final class ConfigurationReader {
    private static final String MODE = "VPCMIDO";

    /** What the cloud falls back to itself. */
    private static final String DOMAIN_DEFAULT = "eucalyptus.internal";

    private final Reading reading;
    private final Entities entities;
    private Optional<List<UplinkGateway>> gateways = Optional.empty();
    private boolean isDomainKnown = true;

    ConfigurationReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
    }

    /**
     * Reads the element at hand.
     *
     * @throws CloudDocumentException if the document is not for us, or lacks what nothing can be built without
     */
    CloudConfiguration read() {
        Properties properties = new Properties(reading.xml.position());
        ClusterReader clusters = new ClusterReader(reading, entities);
        reading.each("property", () -> {
            switch (reading.xml.attribute("name").value()) {
                case "mido" -> gateways = Optional.of(new GatewayReader(reading).read());
                case "clusters" -> clusters.read();
                default -> properties.add(reading);
            }
        });
        requireMode(properties);
        if (gateways.isEmpty()) {
            GatewayReader.holdAll(reading);
        }
        return new CloudConfiguration(
                controllerAddress(properties),
                domain(properties),
                servers(properties),
                publicAddresses(properties),
                gateways.orElse(List.of()));
    }

    /** Whether the document told the search domain; if not, what DHCP says is to be held. */
    boolean isDomainKnown() {
        return isDomainKnown;
    }

    private void requireMode(Properties properties) {
        List<Text> modes = properties.all("mode");
        if (modes.isEmpty()) {
            throw refused(
                    "no-configuration",
                    "has no network configuration yet; wait until cloud.network.network_configuration is set",
                    properties.position());
        }
        Text mode = modes.get(0);
        if (!mode.value().equals(MODE) || modes.size() > 1) {
            throw refused("wrong-mode", "is of mode '" + mode.value() + "', not " + MODE, mode.position());
        }
    }

    private Ipv4 controllerAddress(Properties properties) {
        Text text = requireOne(properties, "enabledCLCIp", "no-controller-address");
        return Ipv4.parse(text.value())
                .filter(address -> !address.equals(Ipv4.ANY))
                .orElseThrow(() -> refused(
                        "bad-controller-address",
                        "has the enabledCLCIp '" + text.value() + "', which is not an address",
                        text.position()));
    }

    private String domain(Properties properties) {
        Text text = requireOne(properties, "instanceDNSDomain", "no-dns-domain");
        try {
            return text.as(DomainNames::require);
        } catch (InvalidValueException fault) {
            isDomainKnown = false;
            reading.report(fault.about(Reading.CLOUD, "DHCP options of all VPCs held"));
            return DOMAIN_DEFAULT;
        }
    }

    private List<Ipv4> servers(Properties properties) {
        List<Text> texts = properties.all("instanceDNSServers");
        List<Ipv4> servers = reading.values(
                texts,
                ConfigurationReader::server,
                fault -> reading.report(fault.about(Reading.CLOUD, "DNS server left out")));
        if (servers.isEmpty()) {
            throw refused(
                    "no-dns-servers",
                    "has no instanceDNSServers" + (texts.isEmpty() ? "" : " that is an address"),
                    texts.isEmpty() ? properties.position() : texts.get(0).position());
        }
        return servers;
    }

    private static Ipv4 server(String text) {
        Ipv4 address = Ipv4.of(text);
        if (address.equals(Ipv4.ANY)) {
            throw new IllegalArgumentException(text + " stands for no address");
        }
        return address;
    }

    private List<AddressRange> publicAddresses(Properties properties) {
        List<AddressRange> ranges = new ArrayList<>(reading.values(
                properties.all("publicIps"),
                ConfigurationReader::range,
                fault -> reading.report(fault.about(Reading.CLOUD, "public addresses left out"))));
        ranges.sort((one, other) -> one.first().equals(other.first())
                ? one.last().compareTo(other.last())
                : one.first().compareTo(other.first()));
        return ranges;
    }

    private static AddressRange range(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            Ipv4 only = Ipv4.of(text);
            return new AddressRange(only, only);
        }
        return new AddressRange(
                Ipv4.of(text.substring(0, hyphen).strip()),
                Ipv4.of(text.substring(hyphen + 1).strip()));
    }

    private Text requireOne(Properties properties, String name, String code) {
        List<Text> all = properties.all(name);
        if (all.size() != 1) {
            throw refused(code, "has " + all.size() + " values of " + name + ", 1 is needed", properties.position());
        }
        return all.get(0);
    }

    private CloudDocumentException refused(String code, String trouble, Position position) {
        return reading.xml.refused(code, trouble, position);
    }
}
