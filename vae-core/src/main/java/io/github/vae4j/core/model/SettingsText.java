package io.github.vae4j.core.model;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Setting;
import java.util.List;
import java.util.Map;

/// Specifications and configurations in the metadata of files: every setting under its name.
final class SettingsText {
    private static final String SPEC = "spec.";
    private static final String FEATURES = "spec.features";
    private static final String CONFIG = "config.";
    private static final String CHECKPOINT_EVERY = "config.checkpoint-every";

    private SettingsText() {}

    static void write(VaeSpec spec, Map<String, String> out) {
        out.put(FEATURES, Integer.toString(spec.features()));
        VaeSpec defaults = VaeSpec.of(1, 1);
        for (Setting<VaeSpec> setting : VaeSpec.settings()) {
            String text = setting.write().apply(spec);
            // What is not there, by default neither, is not said: versions that do not know the setting read the file.
            if (!text.isEmpty() || !setting.write().apply(defaults).isEmpty()) {
                out.put(SPEC + setting.name(), text);
            }
        }
    }

    /// @throws IllegalArgumentException if a setting is unknown or wrong
    static VaeSpec readSpec(Fields in) {
        // A setting that is not there has its default: the file is of a version that did not know it.
        VaeSpec defaults = VaeSpec.of(1, 1);
        VaeSpec smallest = new VaeSpec(in.integer(FEATURES), List.of(), List.of(), List.of(), 1, defaults.activation(),
                defaults.posterior(), defaults.prior(), defaults.likelihood(), defaults.initialisation(),
                defaults.scaling());
        return read(smallest, VaeSpec.settings(), SPEC, in, FEATURES);
    }

    static void write(TrainingConfig config, Map<String, String> out) {
        TrainingConfig.settings().forEach(setting -> out.put(CONFIG + setting.name(), setting.write().apply(config)));
        out.put(CHECKPOINT_EVERY, Integer.toString(config.checkpointEvery()));
    }

    /// All except the place of the checkpoint; the threads are those available.
    ///
    /// @throws IllegalArgumentException if a setting is unknown or wrong
    static TrainingConfig readConfig(Fields in) {
        return read(TrainingConfig.defaults(), TrainingConfig.settings(), CONFIG, in, CHECKPOINT_EVERY);
    }

    static int checkpointEvery(Fields in) {
        return in.integer(CHECKPOINT_EVERY);
    }

    private static <C> C read(C defaults, List<Setting<C>> settings, String prefix, Fields in, String other) {
        C result = defaults;
        for (Setting<C> setting : settings) {
            String text = in.text().get(prefix + setting.name());
            result = text == null ? result : setting.with(result, text);
        }
        for (String name : in.text().keySet()) {
            if (name.startsWith(prefix) && !name.equals(other)
                    && settings.stream().noneMatch(s -> name.equals(prefix + s.name()))) {
                throw new IllegalArgumentException(
                        "the setting '" + name + "' is unknown: a newer version of vae4j wrote the file");
            }
        }
        return result;
    }
}
