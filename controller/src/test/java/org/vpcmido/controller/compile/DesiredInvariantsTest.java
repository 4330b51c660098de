// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("Whatever a cloud document says, the desired topology")
class DesiredInvariantsTest {
    static List<String> readable() throws IOException, URISyntaxException {
        URI root = GniDocuments.class.getResource("/gni").toURI();
        if (!root.getScheme().equals("jar")) {
            return readable(Path.of(root));
        }
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
            return readable(jar.getPath("/gni"));
        }
    }

    private static List<String> readable(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> read(name).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Checked> read(String document) {
        try {
            return Optional.of(GniDocuments.read(document).checked());
        } catch (CloudDocumentException refused) {
            return Optional.empty();
        }
    }

    private static CompileContext context(VpcState state, Corrections corrections, ServerLimits limits) {
        Map<String, Key> hosts = new HashMap<>();
        state.hosts().keySet().forEach(name -> hosts.put(name, new Key("host:" + name)));
        state.configuration().gateways().forEach(each -> hosts.put(each.host(), new Key("host:" + each.host())));
        String controller = state.configuration().controllerAddress().toString();
        hosts.put(controller, new Key("host:" + controller));
        return new CompileContext(Facts.none().withHosts(hosts), LayoutSettings.defaults(), corrections, limits);
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("refers to nothing that it does not have")
    void referencesResolve(String document) {
        Checked cloud = read(document).orElseThrow();
        for (ServerLimits limits : List.of(ServerLimits.strict(), ServerLimits.lenient())) {
            for (Corrections corrections : List.of(Corrections.none(), Corrections.all())) {
                CompileContext context = context(cloud.state(), corrections, limits);
                Desired desired = TopologyCompiler.compile(cloud, context);
                assertThat(dangling(desired, context)).isEmpty();
                assertThat(desired.findings())
                        .noneMatch(finding -> finding.code().equals("conflicting-wishes"));
            }
        }
    }

    private static Set<Key> dangling(Desired desired, CompileContext context) {
        Set<Key> dangling = new HashSet<>();
        for (Resource each : desired.topology().resources()) {
            dangling.addAll(each.references());
            each.owner().ifPresent(dangling::add);
            if (each instanceof Rule rule) {
                Stream.of(rule.match().inPorts(), rule.match().outPorts())
                        .flatMap(Optional::stream)
                        .forEach(ports -> dangling.addAll(ports.value()));
            }
        }
        desired.topology().resources().forEach(each -> dangling.remove(each.key()));
        dangling.removeAll(Set.copyOf(context.facts().hosts().values()));
        return dangling;
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("numbers the rules of each chain from 1, and names strata of its own rules only")
    void rulesAreInOrder(String document) {
        Checked cloud = read(document).orElseThrow();
        Desired desired =
                TopologyCompiler.compile(cloud, context(cloud.state(), Corrections.all(), ServerLimits.strict()));
        desired.topology().all(Kind.CHAIN, Chain.class).forEach(chain -> {
            List<Rule> rules = desired.topology().rules(chain.key());
            assertThat(rules.stream().map(Rule::position))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, rules.size()).boxed().toList());
        });
        assertThat(desired.strata().keySet()).allMatch(desired.topology()::contains);
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("can be told why, for each resource")
    void everythingHasACause(String document) {
        Checked cloud = read(document).orElseThrow();
        for (Corrections corrections : List.of(Corrections.none(), Corrections.all())) {
            Desired desired =
                    TopologyCompiler.compile(cloud, context(cloud.state(), corrections, ServerLimits.lenient()));
            assertThat(desired.topology().resources())
                    .allMatch(each -> desired.causes().keySet().stream().anyMatch(each.key()::isWithin));
            assertThat(desired.causes().values()).noneMatch(String::isBlank);
        }
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("is the same each time")
    void isDeterministic(String document) {
        Checked cloud = read(document).orElseThrow();
        CompileContext context = context(cloud.state(), Corrections.none(), ServerLimits.strict());
        assertThat(TopologyCompiler.compile(read(document).orElseThrow(), context))
                .isEqualTo(TopologyCompiler.compile(cloud, context));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-vpc-shuffled.xml", "multi-vpc-5.1.xml", "multi-vpc-5dev.xml"})
    @DisplayName("does not depend on the order or the form of the document")
    void doesNotDependOnForm(String variant) {
        Checked cloud = read("multi-vpc.xml").orElseThrow();
        Checked other = read(variant).orElseThrow();
        CompileContext context = context(cloud.state(), Corrections.none(), ServerLimits.lenient());
        assertThat(TopologyCompiler.compile(other, context).topology().resources().stream()
                        .map(DesiredInvariantsTest::unordered))
                .containsExactlyInAnyOrderElementsOf(
                        TopologyCompiler.compile(cloud, context).topology().resources().stream()
                                .map(DesiredInvariantsTest::unordered)
                                .toList());
    }

    /** The order of a security group's rules, and of the jumps to groups, has no meaning. */
    private static Resource unordered(Resource each) {
        return each instanceof Rule rule ? rule.at(1) : each;
    }
}
