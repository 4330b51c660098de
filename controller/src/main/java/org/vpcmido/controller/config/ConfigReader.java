// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vpcmido.controller.config.ConfigurationException.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a configuration: the file (in its place, an existing {@code eucalyptus.conf}), over it the environment. Collects
 * all problems before it gives up. The tree of the file is read node by node, since only nodes know their lines.
 */
public final class ConfigReader {
    /** Where the service looks when nobody says otherwise. */
    public static final Path FILE_DEFAULT = Path.of("/etc/vpcmido/vpcmido.yml");

    /** What eucanetd reads. */
    public static final Path LEGACY_FILE_DEFAULT = Path.of("/etc/eucalyptus/eucalyptus.conf");

    private static final String PREFIX = "VPCMIDO_";
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Z0-9_]+)\\s*=\\s*\"?([^\"#]*)\"?\\s*(?:#.*)?");

    /** Variables of that prefix that belong to the launcher and the log. */
    private static final List<String> NOT_KEYS = List.of("VPCMIDO_JAVA_OPTS", "VPCMIDO_HEAP", "VPCMIDO_LOG_LEVEL");

    private final Map<String, Setting<?>> known = new LinkedHashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private record Given(String text, String place) {}

    private ConfigReader() {
        Settings.all().forEach(setting -> known.put(setting.key(), setting));
    }

    /**
     * Reads and checks.
     *
     * @param file a file that must exist; without one, {@link #FILE_DEFAULT} if it exists, else what {@code legacyFile}
     *     says, if that exists
     * @param legacyFile an {@code eucalyptus.conf}
     * @param environment the environment variables
     * @throws ConfigurationException naming all problems
     */
    public static ControllerConfig read(Optional<Path> file, Path legacyFile, Map<String, String> environment) {
        ConfigReader reader = new ConfigReader();
        if (file.isPresent()) {
            reader.readFile(file.get());
        } else if (Files.exists(FILE_DEFAULT)) {
            reader.readFile(FILE_DEFAULT);
        } else if (Files.exists(legacyFile)) {
            reader.readLegacyFile(legacyFile);
        }
        reader.readEnvironment(environment);
        return reader.build();
    }

    private void readFile(Path file) {
        content(file).ifPresent(text -> {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(8);
            try {
                Node root = new Yaml(options).compose(new StringReader(text));
                if (root != null) {
                    readNode(file, "", root);
                }
            } catch (MarkedYAMLException malformed) {
                int line = malformed.getProblemMark() == null
                        ? 1
                        : malformed.getProblemMark().getLine() + 1;
                problems.add(new Problem(file + " line " + line, "not YAML: " + malformed.getProblem()));
            }
        });
    }

    private void readNode(Path file, String path, Node node) {
        String place = place(file, node);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                String key = path.isEmpty() ? name : path + "." + name;
                if (isKnown(file, key, entry)) {
                    readNode(file, key, entry.getValueNode());
                }
            }
        } else if (node instanceof ScalarNode scalar && known.containsKey(path)) {
            if (given.putIfAbsent(path, new Given(scalar.getValue().trim(), place)) != null) {
                problems.add(new Problem(place, path + " is given twice; remove one"));
            }
        } else {
            problems.add(new Problem(
                    place,
                    path.isEmpty() ? "the file is not a mapping of keys" : path + ": one value is expected here"));
        }
    }

    private boolean isKnown(Path file, String key, NodeTuple entry) {
        boolean isGroup = known.keySet().stream().anyMatch(each -> each.startsWith(key + "."));
        if (!isGroup && !known.containsKey(key)) {
            problems.add(new Problem(place(file, entry.getKeyNode()), unknown(key)));
            return false;
        }
        return true;
    }

    private static String place(Path file, Node node) {
        return file + " line " + (node.getStartMark().getLine() + 1);
    }

    private String unknown(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        String alike = known.keySet().stream()
                .filter(each -> each.endsWith("." + last) || each.startsWith(key.split("\\.", 2)[0] + "."))
                .collect(Collectors.joining(", "));
        return "unknown key '" + key + "'" + (alike.isEmpty() ? "; remove it" : "; did you mean one of " + alike + "?");
    }

    /** Shell assignments; what is no key of ours is eucanetd's or another daemon's business. */
    private void readLegacyFile(Path file) {
        content(file).ifPresent(text -> {
            Map<String, Given> assigned = new TreeMap<>();
            List<String> lines = text.lines().toList();
            for (int number = 1; number <= lines.size(); number++) {
                Matcher matcher = ASSIGNMENT.matcher(lines.get(number - 1));
                if (matcher.matches()) {
                    assigned.put(matcher.group(1), new Given(matcher.group(2).trim(), file + " line " + number));
                }
            }
            known.values()
                    .forEach(setting -> setting.legacy()
                            .ifPresent(legacy ->
                                    translate(setting, legacy, Optional.ofNullable(assigned.get(legacy.key())))));
        });
    }

    private void translate(Setting<?> setting, Setting.Legacy legacy, Optional<Given> value) {
        value.filter(each -> !each.text().isEmpty()).ifPresent(each -> {
            String place = each.place() + " (" + legacy.key() + ")";
            try {
                given.put(setting.key(), new Given(legacy.translation().apply(each.text()), place));
            } catch (IllegalArgumentException invalid) {
                problems.add(new Problem(place, "'" + each.text() + "' " + invalid.getMessage()));
            }
        });
    }

    private void readEnvironment(Map<String, String> environment) {
        Map<String, Setting<?>> variables = new HashMap<>();
        known.values().forEach(setting -> variables.put(setting.environmentVariable(), setting));
        new TreeMap<>(environment).forEach((name, value) -> {
            Setting<?> setting = variables.get(name);
            if (setting != null) {
                given.put(setting.key(), new Given(value.trim(), "environment variable " + name));
            } else if (name.startsWith(PREFIX) && !NOT_KEYS.contains(name)) {
                problems.add(new Problem("environment variable " + name, "belongs to no key; unset it"));
            }
        });
    }

    private Optional<String> content(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                problems.add(new Problem(file.toString(), "is larger than " + FILE_BYTES_MAX + " bytes"));
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            problems.add(new Problem(file.toString(), "cannot be read: there is no such file"));
            return Optional.empty();
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    file.toString(),
                    Files.isDirectory(file)
                            ? "cannot be read: it is a folder"
                            : "cannot be read: " + unreadable.getClass().getSimpleName() + " "
                                    + unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private ControllerConfig build() {
        Map<Setting<?>, Object> values = new HashMap<>();
        known.values().forEach(setting -> value(setting).ifPresent(value -> values.put(setting, value)));
        if (problems.isEmpty()) {
            try {
                return ControllerConfig.of(new Values(values));
            } catch (IllegalArgumentException together) {
                problems.add(new Problem("configuration", String.valueOf(together.getMessage())));
            }
        }
        throw new ConfigurationException(problems);
    }

    private Optional<Object> value(Setting<?> setting) {
        Given text = given.getOrDefault(setting.key(), new Given(setting.standard(), "default"));
        try {
            return Optional.of(setting.parser().apply(text.text()));
        } catch (IllegalArgumentException invalid) {
            String shown = setting.isSecret() ? "***" : "'" + text.text() + "'";
            String words = String.valueOf(invalid.getMessage());
            boolean namesIt = !setting.isSecret() && words.contains("'");
            problems.add(new Problem(text.place(), setting.key() + ": " + (namesIt ? words : shown + " " + words)));
            return Optional.empty();
        }
    }

    /** The values of all settings. */
    static final class Values {
        private final Map<Setting<?>, Object> values;

        private Values(Map<Setting<?>, Object> values) {
            this.values = values;
        }

        /** The parser of a setting made its value, so the cast holds. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        <T> T of(Setting<T> setting) {
            Object value = values.get(setting);
            if (value == null) {
                throw new IllegalStateException(setting.key() + " is not among the settings");
            }
            return (T) value;
        }
    }
}
