package io.github.vae4j.study.run;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The effective configuration of a run: every setting, with the defaults filled in.
///
/// @param spec the model
/// @param training how it is trained
public record RunConfiguration(VaeSpec spec, TrainingConfig training) {
    /// The settings by the names of the options, one a line, as `--config` reads them.
    ///
    /// @param others settings that go before, by the names of their options
    /// @return a text in the format of Java properties
    public String text(Map<String, String> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        map.put("latent", spec.latent());
        map.put("hidden", spec.encoderHidden().stream().map(String::valueOf).collect(Collectors.joining(",")));
        map.put("activation", spec.activation().name().toLowerCase(Locale.ROOT));
        map.put("likelihood", spec.likelihood());
        map.put("beta", training.objective().beta());
        map.put("epochs", training.epochs());
        map.put("batch", training.batchSize());
        map.put("lr", training.optimiser().learningRate());
        map.put("seed", training.seed());
        map.put("threads", training.threads());
        return properties(map);
    }

    /// Settings as `--config` reads them.
    ///
    /// @param settings by the names of the options
    /// @return a text in the format of Java properties, a line for each
    public static String properties(Map<String, ?> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> text.append(name).append(" = ")
                .append(String.valueOf(value).replace("\\", "\\\\")).append('\n'));
        return text.toString();
    }

    /// Refuses to go on with another model or another training than that of a checkpoint. Threads and epochs may differ.
    ///
    /// @param saved what the checkpoint was trained with
    /// @throws IllegalArgumentException if something else differs
    public void requireSameAs(RunConfiguration saved) {
        if (!spec.equals(saved.spec)) {
            throw new IllegalArgumentException("the checkpoint was trained as " + saved.spec + ", not as " + spec
                    + ": resume with the same options or start anew with --force");
        }
        TrainingConfig asked = comparable(training);
        TrainingConfig before = comparable(saved.training);
        if (!asked.equals(before)) {
            throw new IllegalArgumentException("the checkpoint was trained with " + before + ", not with " + asked
                    + ": resume with the same options or start anew with --force");
        }
    }

    private static TrainingConfig comparable(TrainingConfig config) {
        return new TrainingConfig(config.objective(), config.optimiser(), config.learningRate(), 0,
                config.batchSize(), config.dropLast(), config.shuffle(), config.clipNorm(), config.earlyStopping(),
                config.seed(), 1, null, 1);
    }
}
