package io.github.vae4j.study.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Options in YAML: `name: value`, or a list for an option that takes several values. Values are taken as they are written,
/// so `1e-3`, `007` and `yes` stay what they are; `null`, `~` and nothing at all leave an option as it is. Read event by
/// event: there is nothing to nest, and no alias to follow.
final class YamlOptions {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Path file;
    private final Parser events;
    private final Map<String, String> values = new LinkedHashMap<>();

    private YamlOptions(Path file, Parser events) {
        this.file = file;
        this.events = events;
    }

    /// Reads the options of a file.
    ///
    /// @throws CommandFailedException if it is no such file
    static Map<String, String> read(Path file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).setCodePointLimit(text.length() + 1)
                .build();
        YamlOptions options = new YamlOptions(file, new ParserImpl(settings, new StreamReader(settings, text)));
        try {
            options.read();
        } catch (YamlEngineException e) {
            throw new CommandFailedException(file + " is not readable: " + e.getMessage(), e);
        }
        return options.values;
    }

    private void read() {
        events.next();
        if (events.peekEvent().getEventId() == Event.ID.StreamEnd) {
            return;
        }
        events.next();
        Event root = events.next();
        if (root.getEventId() == Event.ID.MappingStart) {
            while (events.peekEvent().getEventId() != Event.ID.MappingEnd) {
                option();
            }
            events.next();
        } else if (!(root instanceof ScalarEvent scalar && isNull(scalar))) {
            throw error(root, "");
        }
        events.next();
        if (events.peekEvent().getEventId() != Event.ID.StreamEnd) {
            throw error(events.peekEvent(), " in one document");
        }
    }

    private void option() {
        Event key = events.next();
        if (!(key instanceof ScalarEvent name)) {
            throw error(key, "");
        }
        Event value = events.next();
        Optional<String> text;
        if (value instanceof ScalarEvent scalar) {
            text = isNull(scalar) ? Optional.empty() : Optional.of(scalar.getValue());
        } else if (value.getEventId() == Event.ID.SequenceStart) {
            text = list(name.getValue());
        } else {
            throw error(value, ", a value or a list of values for '" + name.getValue() + "'");
        }
        if (values.containsKey(name.getValue())) {
            throw error(key, ", and '" + name.getValue() + "' once");
        }
        text.ifPresent(set -> values.put(name.getValue(), set));
    }

    private Optional<String> list(String name) {
        StringJoiner list = new StringJoiner(",");
        while (events.peekEvent().getEventId() != Event.ID.SequenceEnd) {
            Event element = events.next();
            if (!(element instanceof ScalarEvent scalar) || isNull(scalar)) {
                throw error(element, ", a list of values for '" + name + "'");
            }
            list.add(scalar.getValue());
        }
        events.next();
        return list.length() == 0 ? Optional.empty() : Optional.of(list.toString());
    }

    private static boolean isNull(ScalarEvent scalar) {
        return scalar.isPlain() && NULLS.contains(scalar.getValue());
    }

    private CommandFailedException error(Event event, String what) {
        String line = event.getStartMark().map(Mark::getLine).map(number -> ", line " + (number + 1)).orElse("");
        return new CommandFailedException(file + line + ": expected lines such as 'latent: 20'" + what);
    }
}
