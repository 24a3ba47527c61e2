package io.github.vae4j.study.run;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Setting;
import io.github.vae4j.core.spec.Setting.OnResume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The effective configuration of a run: every setting, with the defaults filled in.
///
/// Which settings may change when a run is continued is said by each [Setting.OnResume]: threads, epochs and how often
/// checkpoints are saved are free; what a schedule could change (learning rate, weights, clipping, early stopping) changes
/// from then on and is recorded in the checkpoint; all else must not.
///
/// @param spec the model
/// @param training how it is trained
public record RunConfiguration(VaeSpec spec, TrainingConfig training) {
    private static final String HEXADECIMAL = "0123456789abcdef";

    /// The settings by the names of the options, one a line, as `--config` reads them.
    ///
    /// @param others settings that go before, by the names of their options
    /// @return a text in the format of Java properties
    public String text(Map<String, String> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        VaeSpec.settings().forEach(setting -> map.put(setting.name(), setting.write().apply(spec)));
        TrainingConfig.settings().forEach(setting -> map.put(setting.name(), setting.write().apply(training)));
        map.put("threads", training.threads());
        return properties(map);
    }

    /// Everything that decides the bits of the result, one setting a line: two runs with the same text and data train the
    /// same model.
    ///
    /// @param others settings that go before
    /// @return a text in the format of Java properties
    public String identity(Map<String, String> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        map.put("features", spec.features());
        VaeSpec.settings().forEach(setting -> map.put(setting.name(), setting.write().apply(spec)));
        TrainingConfig.settings().forEach(setting -> map.put(setting.name(), setting.write().apply(training)));
        return properties(map);
    }

    /// Settings as `--config` reads them. Whatever a value holds, it comes back: line ends, leading blanks, backslashes.
    ///
    /// @param settings by the names of the options
    /// @return a text in the format of Java properties, a line for each
    public static String properties(Map<String, ?> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> {
            text.append(name).append(" = ");
            escape(text, String.valueOf(value));
            text.append('\n');
        });
        return text.toString();
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean outer = c == ' ' && (i == 0 || i == value.length() - 1);
            if (c == '\\') {
                text.append("\\\\");
            } else if (outer || Character.isISOControl(c) || Character.isSurrogate(c)) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEXADECIMAL.charAt(c >>> shift & 15));
                }
            } else {
                text.append(c);
            }
        }
    }

    /// A setting that differs.
    ///
    /// @param option its name, without dashes
    /// @param before value of the checkpoint
    /// @param wanted value of this run
    /// @param onResume whether it may change
    public record Change(String option, String before, String wanted, OnResume onResume) {}

    /// What differs from the configuration of a checkpoint.
    ///
    /// @param saved what the checkpoint was trained with
    /// @return the settings that differ, those that may among them
    public List<Change> changes(RunConfiguration saved) {
        List<Change> changes = new ArrayList<>();
        if (spec.features() != saved.spec.features()) {
            changes.add(new Change("features", Integer.toString(saved.spec.features()),
                    Integer.toString(spec.features()), OnResume.FIXED));
        }
        add(changes, VaeSpec.settings(), saved.spec, spec);
        add(changes, TrainingConfig.settings(), saved.training, training);
        if (training.threads() != saved.training.threads()) {
            changes.add(new Change("threads", Integer.toString(saved.training.threads()),
                    Integer.toString(training.threads()), OnResume.FREE));
        }
        return changes;
    }

    private static <C> void add(List<Change> changes, List<Setting<C>> settings, C saved, C wanted) {
        for (Setting<C> setting : settings) {
            String before = setting.write().apply(saved);
            String after = setting.write().apply(wanted);
            if (!before.equals(after)) {
                changes.add(new Change(setting.name(), before, after, setting.onResume()));
            }
        }
    }

    /// Refuses to continue another model or another training than that of a checkpoint.
    ///
    /// @param saved what the checkpoint was trained with
    /// @param checkpoint named in the error
    /// @throws IllegalArgumentException if a setting differs that must not
    public void requireSameAs(RunConfiguration saved, String checkpoint) {
        List<Change> refused = changes(saved).stream().filter(change -> change.onResume == OnResume.FIXED).toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(checkpoint + " was trained with "
                    + refused.stream().map(change -> "--" + change.option + " " + shown(change.before) + ", not "
                            + shown(change.wanted)).collect(Collectors.joining("; "))
                    + ": resume with the same options or start anew with --force");
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
