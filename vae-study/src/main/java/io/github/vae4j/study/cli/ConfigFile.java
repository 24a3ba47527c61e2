package io.github.vae4j.study.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options from a file: YAML or Java properties, the names of the options without dashes. What is on the command line
/// goes before.
final class ConfigFile implements IDefaultValueProvider {
    static final String OPTION = "--config";

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
        command.setDefaultValueProvider(new ConfigFile(values));
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
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                return yaml(file, reader);
            }
            if (name.endsWith(".properties")) {
                Properties properties = new Properties();
                properties.load(reader);
                Map<String, String> values = new LinkedHashMap<>();
                properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
                return values;
            }
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new CommandFailedException(file + " is not readable: " + e.getMessage(), e);
        }
        throw new CommandFailedException(file + ": expected a file that ends in .yaml, .yml or .properties");
    }

    private static Map<String, String> yaml(Path file, Reader reader) {
        Object content = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromReader(reader);
        Map<String, String> values = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), text(value)));
        } else if (content != null) {
            throw new CommandFailedException(file + ": expected lines such as 'latent: 20'");
        }
        return values;
    }

    private static String text(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(name(option)) : null;
    }
}
