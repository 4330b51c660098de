// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.admin.Inventory;
import org.vpcmido.controller.admin.Inventory.Section;
import org.vpcmido.controller.admin.TextTable;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.reconcile.LoopSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows what MidoNet holds, by cloud id. */
@Command(name = "list", description = "Shows what MidoNet holds, by cloud id. Reads only.")
final class ListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            converter = SectionConverter.class,
            completionCandidates = SectionConverter.class,
            description = "One of ${COMPLETION-CANDIDATES}; all of them if left out.")
    private @Nullable Section section;

    @Mixin
    private MidonetOption midonet = new MidonetOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        LoopSettings settings = LoopSettings.of(config.read());
        Inventory inventory = Session.with(vertx -> read(vertx, settings));
        Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
        for (Section each : section == null ? Section.values() : new Section[] {section}) {
            sections.put(each.label(), inventory.rows(each));
        }
        if (output.isJson()) {
            Session.printJson(spec, section == null ? sections : inventory.rows(section));
        } else {
            sections.forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private Future<Inventory> read(Vertx vertx, LoopSettings settings) {
        return midonet.connect(vertx, settings.midonet())
                .compose(client -> client.observe().eventually(client::close))
                .map(observation -> Adopter.adopt(
                        observation.topology(), settings.reconcile().layout()))
                .map(adoption -> new Inventory(adoption.topology(), adoption.identities()));
    }

    private void print(String label, List<Map<String, Object>> rows) {
        List<String> lines = new ArrayList<>();
        if (section == null) {
            lines.add(label + " (" + rows.size() + ")");
        }
        lines.add(TextTable.of(rows));
        lines.forEach(spec.commandLine().getOut()::println);
    }

    /** Reads and lists the sections by their labels. */
    static final class SectionConverter implements ITypeConverter<Section>, Iterable<String> {
        @Override
        public Section convert(String text) {
            return Stream.of(Section.values())
                    .filter(each -> each.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' cannot be listed; it is one of " + String.join(", ", this)));
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Section.values()).map(Section::label).iterator();
        }
    }
}
