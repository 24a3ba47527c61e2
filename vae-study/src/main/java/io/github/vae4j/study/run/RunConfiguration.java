package io.github.vae4j.study.run;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The effective configuration of a run: every setting, with the defaults filled in.
///
/// Which settings may change when a run is continued:
///
/// | setting | on `--resume` |
/// |---|---|
/// | threads, epochs, how often checkpoints are saved | may change: no bit of what was trained depends on them |
/// | learning rate, its schedule, beta, warm-up, free bits, clipping, early stopping | as a schedule could, see below |
/// | data, layers, latent units, activation, likelihood, initialisation, optimiser, batches, order, seed | must not change |
///
/// What a schedule could change may change from an epoch on, because a fresh run with that schedule gives the same bits. It
/// is refused until the trainer records such a change in its checkpoint. What must not change would make another model, or
/// another order and other noise from the first step on.
///
/// @param spec the model
/// @param training how it is trained
public record RunConfiguration(VaeSpec spec, TrainingConfig training) {
    /// Whether a setting may differ from that of the checkpoint which a run continues from.
    public enum OnResume {
        /// It may: no bit of what was trained depends on it.
        FREE,
        /// From an epoch on, as a schedule would. Refused until the trainer records it.
        SCHEDULED,
        /// It must not.
        FIXED
    }

    /// One setting.
    ///
    /// @param name of the option, without dashes; or of what has no option yet
    /// @param option whether `--config` reads it
    /// @param onResume whether it may change
    /// @param value as people write it
    record Setting(String name, boolean option, OnResume onResume, Function<RunConfiguration, Object> value) {}

    /// All settings; a test compares them with the components of specification and configuration.
    static final List<Setting> SETTINGS = List.of(
            other("features", OnResume.FIXED, c -> c.spec.features()),
            option("latent", OnResume.FIXED, c -> c.spec.latent()),
            option("hidden", OnResume.FIXED, c -> widths(c.spec.encoderHidden())),
            other("decoder-hidden", OnResume.FIXED, c -> widths(c.spec.decoderHidden())),
            option("activation", OnResume.FIXED, c -> c.spec.activation().name().toLowerCase(Locale.ROOT)),
            option("likelihood", OnResume.FIXED, c -> c.spec.likelihood()),
            other("initialisation", OnResume.FIXED, c -> c.spec.initialisation()),
            option("beta", OnResume.SCHEDULED, c -> c.training.objective().beta()),
            other("warm-up", OnResume.SCHEDULED, c -> c.training.objective().warmUpEpochs()),
            other("free-bits", OnResume.SCHEDULED, c -> c.training.objective().freeBits()),
            option("epochs", OnResume.FREE, c -> c.training.epochs()),
            option("batch", OnResume.FIXED, c -> c.training.batchSize()),
            option("lr", OnResume.SCHEDULED, c -> c.training.optimiser().learningRate()),
            other("optimiser", OnResume.FIXED, c -> optimiser(c.training)),
            other("learning-rate-schedule", OnResume.SCHEDULED, c -> c.training.learningRate()),
            other("drop-last", OnResume.FIXED, c -> c.training.dropLast()),
            other("shuffle", OnResume.FIXED, c -> c.training.shuffle()),
            other("clip-norm", OnResume.SCHEDULED, c -> c.training.clipNorm()),
            other("early-stopping", OnResume.SCHEDULED, c -> c.training.earlyStopping()),
            option("seed", OnResume.FIXED, c -> c.training.seed()),
            option("threads", OnResume.FREE, c -> c.training.threads()));

    private static final String HEXADECIMAL = "0123456789abcdef";

    private static Setting option(String name, OnResume onResume, Function<RunConfiguration, Object> value) {
        return new Setting(name, true, onResume, value);
    }

    private static Setting other(String name, OnResume onResume, Function<RunConfiguration, Object> value) {
        return new Setting(name, false, onResume, value);
    }

    /// Without its learning rate, which is a setting of its own.
    private static String optimiser(TrainingConfig training) {
        return training.optimiser().toString().replaceFirst("learningRate=[^,\\]]*(, )?", "");
    }

    private static String widths(List<Integer> layers) {
        return layers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// The settings by the names of the options, one a line, as `--config` reads them.
    ///
    /// @param others settings that go before, by the names of their options
    /// @return a text in the format of Java properties
    public String text(Map<String, String> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        SETTINGS.stream().filter(Setting::option).forEach(setting -> map.put(setting.name, setting.value.apply(this)));
        return properties(map);
    }

    /// Everything that decides the bits of the result, one setting a line: two runs with the same text and data train the
    /// same model.
    ///
    /// @param others settings that go before
    /// @return a text in the format of Java properties
    public String identity(Map<String, String> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        SETTINGS.stream().filter(setting -> !setting.name.equals("threads"))
                .forEach(setting -> map.put(setting.name, setting.value.apply(this)));
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
        return SETTINGS.stream().map(setting -> change(setting, saved)).filter(Objects::nonNull).toList();
    }

    private @Nullable Change change(Setting setting, RunConfiguration saved) {
        Object before = setting.value.apply(saved);
        Object wanted = setting.value.apply(this);
        return before.equals(wanted)
                ? null
                : new Change(setting.name, String.valueOf(before), String.valueOf(wanted), setting.onResume);
    }

    /// Refuses to continue another model or another training than that of a checkpoint.
    ///
    /// @param saved what the checkpoint was trained with
    /// @param checkpoint named in the error
    /// @throws IllegalArgumentException if a setting differs that must not
    public void requireSameAs(RunConfiguration saved, String checkpoint) {
        List<Change> refused = changes(saved).stream().filter(change -> change.onResume != OnResume.FREE).toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(checkpoint + " was trained with "
                    + refused.stream().map(change -> "--" + change.option + " " + change.before + ", not "
                            + change.wanted).collect(Collectors.joining("; "))
                    + ": resume with the same options or start anew with --force");
        }
    }
}
