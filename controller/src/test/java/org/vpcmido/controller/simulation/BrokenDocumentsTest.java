// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.LoopStatus;

/** The table of malformed and odd documents that eucanetd was given, one after another before one running service. */
@DisplayName("When the cloud publishes a broken document")
class BrokenDocumentsTest {
    private static final String DOCUMENT = "single-vpc.xml";
    private static final String GOOD = new String(GniDocuments.bytes(DOCUMENT), StandardCharsets.UTF_8);
    private static final String ROOT = "<network-data version=";
    private static final String IGNORED = "the whole document refused, state kept";
    private static final String SOFT = "soft error, recorded as applied";
    private static final String STOPPED = "every pass fails, nothing later is built for the whole cloud";
    private static final String SILENT = "built without complaint";

    private static final int WRITES_TOLD_MAX = 2;

    private static final ReviewedRows ROWS = new ReviewedRows(
            "document | eucanetd | vpcmido: what becomes of the document; findings; what is held; writes",
            documents().map(Broken::toString).toList());

    @TempDir
    private static Path folder;

    private static Optional<DrivenLoop> running = Optional.empty();
    private static List<String> built = List.of();
    private static int version = 1;

    private record Broken(String name, String eucanetd, UnaryOperator<String> damage) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Broken broken(String name, String eucanetd, UnaryOperator<String> damage) {
        return new Broken(name, eucanetd, damage);
    }

    private static Broken replaced(String name, String eucanetd, String old, String broken) {
        return new Broken(name, eucanetd, text -> text.replaceFirst(old, broken));
    }

    static Stream<Broken> documents() {
        return Stream.of(wholes(), configuration(), entities(), references(), oddities())
                .flatMap(each -> each);
    }

    private static Stream<Broken> wholes() {
        return Stream.of(
                broken("empty", IGNORED, text -> ""),
                broken("not XML", IGNORED, text -> "no cloud today"),
                broken("truncated", IGNORED, text -> text.substring(0, text.length() / 2)),
                broken("two roots", IGNORED, text -> text + "<network-data/>"),
                broken("wrong root", IGNORED, text -> text.replace("network-data", "network")),
                replaced("namespaced", IGNORED, ROOT, "<network-data xmlns='urn:cloud' version="),
                replaced("anything with a DOCTYPE", IGNORED, ROOT, "<!DOCTYPE network-data>" + ROOT),
                replaced("control character", IGNORED, "eucalyptus.internal", "eucalyptus\u0001internal"),
                replaced("a comment before the root element", IGNORED, ROOT, "<!-- a comment -->" + ROOT));
    }

    private static Stream<Broken> configuration() {
        return Stream.of(
                replaced("no configuration", IGNORED, "(?s)<configuration>.*</configuration>", ""),
                without("no CLC address", "enabledCLCIp"),
                without("no DNS domain", "instanceDNSDomain"),
                without("no DNS servers", "instanceDNSServers"),
                replaced("unknown mode", IGNORED, "VPCMIDO", "VPCSOMETHING"),
                replaced("white space around the mode", IGNORED, "VPCMIDO", "  VPCMIDO "),
                replaced("% sequences in mode", "crash", "VPCMIDO", "%s%n%x"),
                replaced("no gateway", SILENT, "(?s)<gateway>.*</gateway>", ""),
                replaced("gateway host unknown to MidoNet", "warning, port not bound", "10.111.5.11<", "10.111.5.99<"),
                bgp("BGP without AS number", "", "10.116.150.0/24"),
                bgp("BGP without routes", "65000", ""),
                bgp("AS number 0", "0", "10.116.150.0/24"),
                bgp("AS number -1", "-1", "10.116.150.0/24"),
                bgp("AS number 2^32", "4294967296", "10.116.150.0/24"));
    }

    /** The static gateway speaks BGP; an empty value leaves the property out. */
    private static Broken bgp(String name, String asNumber, String routes) {
        String peer = "<property name=\"bgpPeerIp\"><value>10.116.133.173</value></property>";
        return replaced(
                name,
                "accepted, reported as success",
                "(?s)<property name=\"externalRouterIp\">.*?</property>(\\s*</gateway>\\s*</property>)",
                peer + property("bgpPeerAsn", asNumber) + property("bgpAdRoutes", routes) + "$1"
                        + property("bgpAsn", "64512"));
    }

    private static String property(String name, String value) {
        return value.isEmpty() ? "" : "<property name=\"" + name + "\"><value>" + value + "</value></property>";
    }

    private static Broken without(String name, String property) {
        return replaced(name, IGNORED, "(?s)<property name=\"" + property + "\">.*?</property>", "");
    }

    private static Stream<Broken> entities() {
        String group = "(?s)<securityGroups>\\s*<value>sg-0000a0a1</value>\\s*</securityGroups>";
        return Stream.of(
                replaced("ACL entry with protocol 0", IGNORED, "<protocol>-1<", "<protocol>0<"),
                replaced("ACL entry with number 0", IGNORED, "number=\"100\"", "number=\"0\""),
                replaced("route without target", IGNORED, "<gatewayId>igw-0000a001</gatewayId>", ""),
                broken("instance without group", IGNORED, text -> text.replaceAll(group, "")),
                replaced(
                        "instance without owner",
                        IGNORED,
                        "(?s)(<instance name=\"i-0000a301\">\\s*)<ownerId>.*?</ownerId>",
                        "$1"),
                broken("% sequences in an instance name", "crash", text -> text.replace("i-0000a302", "i-%s%n%x")),
                replaced("subnet CIDR malformed", STOPPED, "172.31.0.0/20", "172.31.0.0-20"),
                replaced("subnet CIDR with prefix 33", STOPPED, "172.31.0.0/20", "172.31.0.0/33"),
                replaced("group rule with ports 90-80", STOPPED, "<fromPort>80", "<fromPort>90"),
                replaced("group rule with port 70000", STOPPED, "<toPort>80", "<toPort>70000"),
                replaced("VPC CIDR malformed", SOFT, "<cidr>172.31.0.0/16", "<cidr>172.31/16"),
                broken("bad MAC", "taken as 00:00:00:00:00:00", text -> text.replace("d0:0d:00:00:a2:02", "d0:0d:zz")),
                broken("duplicate MAC", "409, tried again each resync", text -> text.replace("a2:02<", "a2:01<")),
                broken("duplicate private address", SILENT, text -> text.replace("172.31.0.21", "172.31.0.20")),
                broken(
                        "duplicate public address",
                        SILENT,
                        text -> text.replace(
                                "<privateIp>172.31.0.21", "<publicIp>10.116.150.20</publicIp><privateIp>172.31.0.21")),
                replaced(
                        "overlapping subnets",
                        SILENT,
                        "(?s)<subnet name=\"subnet-0000a101\">(.*?172.31.0.0)/20(.*?</subnet>)",
                        "$0<subnet name=\"subnet-0000a102\">$1/24$2"),
                broken("reserved address", SILENT, text -> text.replace("172.31.0.21", "172.31.0.1")));
    }

    private static Stream<Broken> references() {
        return Stream.of(
                twice("VPC", "vpcs", "vpc"),
                twice("instance", "instances", "instance"),
                twice("group", "securityGroups>\\s*<securityGroup name.*?</securityGroup", "securityGroup"),
                broken("instance in unknown VPC", SOFT, text -> text.replace("<vpc>vpc-0000a001", "<vpc>vpc-0000dead")),
                broken(
                        "instance in unknown subnet",
                        SOFT,
                        text -> text.replace("<subnet>subnet-0000a101", "<subnet>subnet-0000dead")),
                broken("unknown group", SOFT, text -> text.replace("<value>sg-0000a001", "<value>sg-0000dead")),
                replaced("rule naming an unknown group", SILENT, "<groupId>sg-0000a001", "<groupId>sg-0000dead"),
                replaced("ACL unknown", SILENT, "<networkAcl>acl-0000a001", "<networkAcl>acl-0000dead"),
                replaced("route table unknown", SILENT, "<routeTable>rtb-0000a001", "<routeTable>rtb-0000dead"),
                replaced("target unknown", SILENT, "<gatewayId>igw-0000a001", "<gatewayId>igw-0000dead"),
                replaced(
                        "instance on two nodes",
                        SILENT,
                        "<value>i-0000a302",
                        "<value>i-0000a301</value><value>i-0000a302"));
    }

    private static Broken twice(String what, String section, String element) {
        return broken("same " + what + " twice", STOPPED, text -> {
            int start = text.indexOf("<" + element + " name=", text.lastIndexOf("<" + section.split(">", 2)[0] + ">"));
            int end = text.indexOf("</" + element + ">", start) + element.length() + 3;
            return text.substring(0, end) + text.substring(start, end) + text.substring(end);
        });
    }

    private static Stream<Broken> oddities() {
        return Stream.of(
                replaced(
                        "two routes to one destination",
                        SILENT,
                        "(?s)(<route>\\s*<destinationCidr>0.0.0.0/0.*?</route>)",
                        "$1$1"),
                replaced(
                        "no instances in the document",
                        "everything torn down",
                        "(?s)<instances>.*</instances>",
                        "<instances/>"),
                replaced("no VPCs in the document", "everything torn down", "(?s)<vpcs>.*</vpcs>", "<vpcs/>"),
                broken(
                        "no VPCs, instances and groups in the document",
                        "everything torn down",
                        text -> text.replaceFirst("(?s)<vpcs>.*</vpcs>", "<vpcs/>")
                                .replaceFirst("(?s)<instances>.*</instances>\\s*<", "<instances/><")
                                .replaceFirst(
                                        "(?s)<securityGroups>\\s*<securityGroup .*</securityGroups>",
                                        "<securityGroups/>")),
                replaced("instance on no node", "never converges", "<value>i-0000a302</value>", ""),
                broken(
                        "node unknown to MidoNet",
                        "warning, port not bound",
                        text -> text.replace("10.111.5.32", "10.111.5.98")),
                broken(
                        "17-digit IDs of groups",
                        "live chains deleted at a restart",
                        text -> longer(text, "sg-0000a0a1")),
                broken("17-digit IDs of VPCs", "torn down at a restart", text -> longer(text, "vpc-0000a001")),
                broken(
                        "17-digit IDs of subnets",
                        "all rebuilt at every restart",
                        text -> longer(text, "subnet-0000a101")),
                broken("17-digit IDs of instances", "fine", text -> longer(text, "i-0000a302")));
    }

    private static String longer(String text, String id) {
        return text.replace(id, id + "cafe01234");
    }

    @BeforeAll
    static void build() throws Exception {
        DrivenLoop loop = new DrivenLoop(folder, DOCUMENT);
        running = Optional.of(loop);
        loop.start();
        loop.untilWell();
        built = loop.state();
    }

    @AfterAll
    static void close() {
        running.orElseThrow().close();
        ROWS.assertReviewed("golden/trouble/documents.txt");
    }

    private static DrivenLoop loop() {
        return running.orElseThrow();
    }

    /** Under a version of its own, so that what is acknowledged can be told. */
    private static String publish(String text) throws Exception {
        String own = "v" + version++;
        loop().publish(text.replace("version=\"5d0c1f20\" applied", "version=\"" + own + "\" applied"));
        return own;
    }

    /** The loop is well when this begins, so what ails it then comes of this document. */
    private static LoopStatus awaitOutcome(String own) {
        return await(status -> isRefused(status) || status.guard().isPresent() || isAcknowledged(status, own));
    }

    private static boolean isAcknowledged(LoopStatus status, String own) {
        return status.acknowledgedVersion().equals(Optional.of(own));
    }

    private static LoopStatus await(Predicate<LoopStatus> condition) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(loop()::status, status -> !status.isRunning() && condition.test(status));
    }

    private static boolean isRefused(LoopStatus status) {
        return status.troubles().stream().anyMatch(trouble -> trouble.code().equals("cloud"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    @DisplayName("what is right in it is built, the rest is told and kept as it is, and the next good one heals all:")
    void survives(Broken broken) throws Exception {
        String text = broken.damage().apply(GOOD);
        assertThat(text).isNotEqualTo(GOOD);
        LoopStatus status = awaitOutcome(publish(text));
        List<CycleEnd> cycles = loop().drain();
        if (isRefused(status)) {
            assertThat(loop().state()).containsExactlyElementsOf(built);
            assertThat(cycles).isEmpty();
        }
        ROWS.put(broken.name(), broken.eucanetd(), outcome(status, cycles));

        String good = publish(GOOD);
        LoopStatus after = await(each -> isAcknowledged(each, good));
        assertThat(after.troubles()).isEmpty();
        assertThat(loop().state()).containsExactlyElementsOf(built);
        loop().drain();
    }

    @Test
    @DisplayName("a restart beside NAT gateways with ids of 17 digits finds nothing to do")
    void restartsBesideLongIds() throws Exception {
        String document = "multi-vpc-complete.xml";
        assertThat(new String(GniDocuments.bytes(document), StandardCharsets.UTF_8))
                .containsPattern("<natGateway name=\"nat-[0-9a-f]{17}\"");
        try (DrivenLoop own = new DrivenLoop(folder, document)) {
            own.start();
            own.untilWell();
            List<String> before = own.state();
            own.stop();
            own.start();
            assertThat(own.next().report().result()).isEqualTo(Result.AGREED);
            assertThat(own.state()).isEqualTo(before);
        }
    }

    private static String outcome(LoopStatus status, List<CycleEnd> cycles) {
        if (isRefused(status)) {
            return "refused, told: "
                    + loop().plain(status.troubles().stream()
                            .map(LoopStatus.Trouble::message)
                            .findFirst()
                            .orElseThrow());
        }
        TreeSet<String> findings = new TreeSet<>();
        List<String> writes = new ArrayList<>();
        for (CycleEnd end : cycles) {
            end.plan()
                    .ifPresent(plan ->
                            plan.findings().forEach(finding -> findings.add(finding.code() + " " + finding.subject())));
            end.outcomes().stream()
                    .filter(outcome -> outcome.status() == Outcome.Status.APPLIED)
                    .map(Outcome::change)
                    .forEach(change -> writes.add(change.action().jsonName() + " " + change.key()));
        }
        List<String> parts = new ArrayList<>();
        parts.add(status.guard()
                .map(plan -> "held by the guard: " + plan.reason())
                .orElse("acknowledged"));
        parts.add(findings.isEmpty() ? "no findings" : "told: " + String.join(", ", findings));
        if (!status.held().isEmpty()) {
            parts.add("kept as it is: " + String.join(", ", status.held()));
        }
        parts.add(writes.size() + " writes"
                + (writes.isEmpty() || writes.size() > WRITES_TOLD_MAX ? "" : ": " + String.join(", ", writes)));
        return String.join("; ", parts);
    }
}
