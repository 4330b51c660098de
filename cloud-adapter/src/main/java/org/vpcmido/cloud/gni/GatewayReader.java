// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.UplinkGateway;

/** Reads the {@code mido} property, and folds both forms of a gateway into one (gni.md 2.2.1). */
final class GatewayReader {
    private static final int HOST_CHARACTERS_MAX = 255;
    /** What Linux takes as a device name: IFNAMSIZ is 16, with the zero at the end. */
    private static final Pattern DEVICE = Pattern.compile("[^/\\s]{1,15}");

    private static final long AS_MAX = 0xFFFF_FFFFL;

    private final Reading reading;

    GatewayReader(Reading reading) {
        this.reading = reading;
    }

    /** Reads the property at hand; what is wrong is reported and held. */
    List<UplinkGateway> read() {
        Properties shared = new Properties(reading.xml.position());
        List<Properties> gateways = new ArrayList<>();
        reading.each("property", () -> {
            if (reading.xml.attribute("name").value().equals("gateways")) {
                reading.each("gateway", () -> gateways.add(Properties.read(reading)));
            } else {
                shared.add(reading);
            }
        });
        if (gateways.isEmpty()) {
            holdAll(reading);
        }
        List<UplinkGateway> folded = new ArrayList<>();
        gateways.forEach(each -> fold(each, shared).ifPresent(folded::add));
        folded.sort(Comparator.comparing(UplinkGateway::name));
        return folded;
    }

    /** A cloud always has gateways, so a document without any does not tell what they should be. */
    static void holdAll(Reading reading) {
        reading.report(Finding.error(
                Reading.CLOUD, "no-gateways", "the configuration has no uplink gateway", "gateways held"));
        reading.hold(Reading.CLOUD, Hold.Part.GATEWAYS);
    }

    private Optional<UplinkGateway> fold(Properties own, Properties shared) {
        try {
            UplinkGateway gateway = gateway(own, shared);
            reading.locate("gateway " + gateway.name(), own.position());
            return Optional.of(gateway);
        } catch (InvalidValueException fault) {
            Optional<String> name = name(own);
            reading.report(fault.about(
                    "gateway" + name.map(known -> " " + known).orElse(""),
                    name.isPresent() ? "gateway held" : "all gateways held"));
            name.ifPresentOrElse(
                    known -> reading.hold(known, Hold.Part.ALL), () -> reading.hold(Reading.CLOUD, Hold.Part.GATEWAYS));
            return Optional.empty();
        }
    }

    private static UplinkGateway gateway(Properties own, Properties shared) {
        Optional<Text> peer = own.single("bgpPeerIp");
        Text nextHop = peer.isPresent() ? peer.get() : either(own, "externalRouterIp", shared, "publicGatewayIP");
        return new UplinkGateway(
                host(own),
                device(own),
                either(own, "externalIp", own, "gatewayIP").as(Ipv4::of),
                either(own, "externalCidr", shared, "publicNetworkCidr").as(Cidr::of),
                nextHop.as(Ipv4::of),
                bgp(own, shared));
    }

    /** A gateway is a BGP one exactly if it has a peer AS. */
    private static Optional<UplinkGateway.Bgp> bgp(Properties own, Properties shared) {
        Optional<Text> peerAs = own.single("bgpPeerAsn");
        if (peerAs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UplinkGateway.Bgp(
                shared.required("bgpAsn").as(GatewayReader::as),
                peerAs.get().as(GatewayReader::as),
                own.all("bgpAdRoutes").stream()
                        .map(text -> text.as(Cidr::of))
                        .distinct()
                        .sorted()
                        .toList()));
    }

    private static long as(String text) {
        return Numbers.number(text, 1, AS_MAX);
    }

    private static String host(Properties own) {
        return either(own, "ip", own, "gatewayHost").as(text -> {
            if (text.length() > HOST_CHARACTERS_MAX) {
                throw new IllegalArgumentException("'" + text + "' is longer than " + HOST_CHARACTERS_MAX);
            }
            return text;
        });
    }

    private static String device(Properties own) {
        return either(own, "externalDevice", own, "gatewayInterface").as(text -> {
            if (!DEVICE.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a device name");
            }
            return text;
        });
    }

    private static Text either(Properties current, String name, Properties legacy, String legacyName) {
        Optional<Text> present = current.single(name).or(() -> legacy.single(legacyName));
        return present.orElseThrow(
                () -> new InvalidValueException("missing-value", "has no " + name, current.position()));
    }

    /** What the gateway is called, if that much can be read. */
    private static Optional<String> name(Properties own) {
        try {
            return Optional.of(host(own) + "/" + device(own));
        } catch (InvalidValueException unnamed) {
            return Optional.empty();
        }
    }
}
