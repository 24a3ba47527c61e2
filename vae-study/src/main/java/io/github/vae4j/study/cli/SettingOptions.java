package io.github.vae4j.study.cli;

import io.github.vae4j.core.spec.Setting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Options of the command line that are made from the settings of the library.
final class SettingOptions {
    private SettingOptions() {}

    /// Adds an option for each setting.
    ///
    /// @param defaults whose values the help gives
    static <C> void add(CommandSpec command, List<Setting<C>> settings, C defaults) {
        for (Setting<C> setting : settings) {
            List<String> help = new ArrayList<>();
            String otherwise = setting.write().apply(defaults);
            help.add(escaped(setting.help()) + " (default: " + (otherwise.isEmpty() ? "none" : escaped(otherwise))
                    + ")");
            setting.choices().get().forEach(choice -> help.add("  " + escaped(choice)));
            command.addOption(OptionSpec.builder("--" + setting.name()).type(String.class).paramLabel(setting.usage())
                    .description(help.toArray(String[]::new)).build());
        }
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    /// The configuration with what was given.
    ///
    /// @throws ParameterException if a value is wrong
    static <C> C apply(CommandSpec command, List<Setting<C>> settings, C base) {
        C result = base;
        for (Setting<C> setting : settings) {
            String given = command.findOption("--" + setting.name()).getValue();
            try {
                result = given == null ? result : setting.with(result, given);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
            }
        }
        return result;
    }
}
