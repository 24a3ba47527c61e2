package io.github.vae4j.study.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options from a file: YAML or Java properties in UTF-8, the names of the options without dashes. What is on the command
/// line goes before. An option without a value is not set.
final class ConfigFile implements IDefaultValueProvider {
    static final String OPTION = "--config";

    private static final int MAX_BYTES = 1 << 20;
    /// Words for truth values, as many write them in YAML.
    private static final Map<String, String> FLAGS = Map.of("yes", "true", "on", "true", "no", "false", "off", "false");

    private final Map<String, String> values;

    private ConfigFile(Map<String, String> values) {
        this.values = values;
    }

    /// Makes the file that the arguments name, if any, the source of a command's defaults. Defaults are looked for before
    /// the arguments are read, so the name of the file is looked for here.
    static void apply(CommandLine line, String... arguments) throws IOException {
        Path file = named(arguments);
        CommandLine command = arguments.length == 0 ? null : line.getSubcommands().get(arguments[0]);
        if (file == null || command == null) {
            return;
        }
        Map<String, String> values = read(file);
        List<String> known = command.getCommandSpec().options().stream().map(ConfigFile::name).toList();
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String nearest = NearestMatch.find(name, known);
                throw new CommandFailedException(file + ": '" + name + "' is no option of '" + arguments[0] + "'"
                        + (nearest == null ? "" : ", did you mean '" + nearest + "'?"));
            }
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (isFlag(option) && isGiven(option, arguments)) {
                // To picocli a flag is the opposite of its default, so one that is in both would be off.
                values.remove(name(option));
            }
        }
        command.setDefaultValueProvider(new ConfigFile(values));
    }

    private static boolean isFlag(OptionSpec option) {
        return option.type() == boolean.class || option.type() == Boolean.class;
    }

    private static boolean isGiven(OptionSpec option, String... arguments) {
        return List.of(option.names()).stream()
                .anyMatch(name -> List.of(arguments).contains(name) || List.of(arguments).contains(name + "=true"));
    }

    private static @Nullable Path named(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                return Path.of(arguments[i].substring(OPTION.length() + 1));
            }
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
        }
        return null;
    }

    private static Map<String, String> read(Path file) throws IOException {
        String name = file.toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (!yaml && !name.endsWith(".properties")) {
            throw new CommandFailedException(file + ": expected a file that ends in .yaml, .yml or .properties");
        }
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + ": expected a file, found a folder");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new CommandFailedException(file + ": expected options, at most " + MAX_BYTES + " bytes, found "
                    + Files.size(file));
        }
        String text = text(file);
        return yaml ? YamlOptions.read(file, text) : properties(file, text);
    }

    private static String text(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            // What stands before the position has been decoded.
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += in.get(i) == '\n' ? 1 : 0;
            }
            throw new CommandFailedException(file + ", line " + line + ": expected text in UTF-8, found other bytes",
                    e);
        }
    }

    /// A value without content is not set; blanks at its end are none of it, unless they are escaped.
    private static Map<String, String> properties(Path file, String text) throws IOException {
        Set<String> twice = new TreeSet<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    twice.add(String.valueOf(key));
                }
                return before;
            }
        };
        try {
            properties.load(new StringReader(text.lines().map(ConfigFile::withoutBlanksAtEnd)
                    .collect(Collectors.joining("\n"))));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(file + ": expected four hexadecimal digits after each \\u", e);
        }
        if (!twice.isEmpty()) {
            throw new CommandFailedException(file + ": expected lines such as 'latent = 20', and '"
                    + String.join("', '", twice) + "' once");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key);
            if (!value.isEmpty()) {
                values.put(key, value);
            }
        }
        return values;
    }

    private static String withoutBlanksAtEnd(String line) {
        String stripped = line.stripTrailing();
        int backslashes = 0;
        while (backslashes < stripped.length() && stripped.charAt(stripped.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        // After a single backslash a blank is part of the value.
        return backslashes % 2 == 1 && stripped.length() < line.length()
                ? line.substring(0, stripped.length() + 1)
                : stripped;
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String value = values.get(name(option));
        return value == null || !isFlag(option) ? value : FLAGS.getOrDefault(value.toLowerCase(Locale.ROOT), value);
    }
}
