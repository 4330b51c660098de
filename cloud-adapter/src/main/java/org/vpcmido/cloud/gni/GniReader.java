// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.InternetGatewayId;

/**
 * Reads a GNI document of any version from 4.3 on, in one pass. An entity that cannot be read is held and reported, and
 * the rest goes on; only what makes the document as a whole unusable refuses it. Blocks while it reads; may be used by
 * several threads.
 */
public final class GniReader {
    private static final String ROOT = "network-data";
    private static final Set<String> SECTIONS =
            Set.of("configuration", "vpcs", "instances", "dhcpOptionSets", "internetGateways", "securityGroups");

    private final WstxInputFactory factory = XmlCursor.factory();
    private final GniLimits limits;

    public GniReader() {
        this(GniLimits.DEFAULT);
    }

    public GniReader(GniLimits limits) {
        this.limits = limits;
    }

    /** Reads a document that is in memory; nobody tells when it was written. */
    public CloudSnapshot read(byte[] document, String sourceName) {
        return read(new ByteArrayInputStream(document), sourceName, Optional.empty());
    }

    /**
     * Reads a document to its end; the caller closes the stream.
     *
     * @param sourceName where it comes from, for messages
     * @param modifiedAt when it was last written there, if that is known
     * @throws CloudDocumentException if the document cannot be used
     */
    public CloudSnapshot read(InputStream in, String sourceName, Optional<Instant> modifiedAt) {
        XmlCursor xml =
                XmlCursor.open(factory, new BoundedInputStream(in, limits.documentBytesMax()), sourceName, limits);
        xml.enterRoot();
        if (xml.isInNamespace()) {
            throw xml.refused("wrong-namespace", "has its elements in a namespace; a GNI document has none");
        } else if (!xml.name().equals(ROOT)) {
            throw xml.refused("wrong-root", "has the root element '" + xml.name() + "', not '" + ROOT + "'");
        }
        Optional<String> version = version(xml, "version");
        Optional<String> appliedVersion = version(xml, "applied-version");
        Reading reading = new Reading(xml);
        Checked checked = ConsistencyCheck.check(new Document(reading).read(), limits.cloud());
        Checked placed = new Checked(
                checked.state(),
                checked.findings().stream()
                        .map(finding -> placed(finding, reading))
                        .toList(),
                checked.holds());
        return new CloudSnapshot(version, appliedVersion, ContentHash.of(placed), placed, modifiedAt);
    }

    private static Optional<String> version(XmlCursor xml, String attribute) {
        return Optional.of(xml.attribute(attribute))
                .filter(text -> !text.isAbsent() && !text.isTooLong())
                .map(Text::value);
    }

    /** Gives a finding of the consistency check the place of the entity it is about. */
    private static Finding placed(Finding finding, Reading reading) {
        if (finding.position().isPresent()) {
            return finding;
        }
        return reading.position(finding.subject())
                .map(place -> finding.at(place.line(), place.column()))
                .orElse(finding);
    }

    /** The content of the root element. */
    private static final class Document {
        private final Reading reading;
        private final Entities entities = new Entities();
        private final ConfigurationReader configurationReader;
        private final Set<String> missing = new TreeSet<>(SECTIONS);

        private @Nullable CloudConfiguration configuration;

        Document(Reading reading) {
            this.reading = reading;
            this.configurationReader = new ConfigurationReader(reading, entities);
        }

        Checked read() {
            XmlCursor xml = reading.xml;
            var root = xml.position();
            VpcReader vpcs = new VpcReader(reading, entities);
            InstanceReader instances = new InstanceReader(reading, entities);
            DhcpOptionSetReader optionSets = new DhcpOptionSetReader(reading, entities);
            SecurityGroupReader groups = new SecurityGroupReader(reading, entities);
            while (xml.nextChild()) {
                missing.remove(xml.name());
                switch (xml.name()) {
                    case "configuration" -> configuration = configurationReader.read();
                    case "vpcs" -> reading.each("vpc", vpcs::read);
                    case "instances" -> reading.each("instance", instances::read);
                    case "dhcpOptionSets" -> reading.each("dhcpOptionSet", optionSets::read);
                    case "internetGateways" -> reading.each("internetGateway", this::readInternetGateway);
                    case "securityGroups" -> reading.each("securityGroup", groups::read);
                    default -> xml.skip();
                }
            }
            xml.leaveRoot();
            CloudConfiguration known = configuration;
            if (known == null || !missing.isEmpty()) {
                throw xml.refused(
                        "missing-section",
                        "has no " + String.join(", ", missing) + "; a missing section is not an empty one",
                        root);
            }
            entities.detachUnlistedInternetGateways(reading);
            if (!configurationReader.isDomainKnown()) {
                entities.holdDhcpOptions(reading);
            }
            return new Checked(entities.state(known), List.copyOf(reading.findings()), reading.holds());
        }

        private void readInternetGateway() {
            reading.enter(InternetGatewayId::new).ifPresent(id -> {
                entities.internetGateways.add(id);
                while (reading.xml.nextChild()) {
                    reading.xml.skip();
                }
            });
        }
    }
}
