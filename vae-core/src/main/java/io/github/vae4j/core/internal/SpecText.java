package io.github.vae4j.core.internal;

import io.github.vae4j.core.Initialisation;
import io.github.vae4j.core.LearningRate;
import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.Objective;
import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Specifications and configurations as text, for model files.
final class SpecText {
    private SpecText() {}

    static void write(VaeSpec spec, Map<String, String> out) {
        out.put("spec.features", Integer.toString(spec.features()));
        out.put("spec.encoder", join(spec.encoderHidden()));
        out.put("spec.decoder", join(spec.decoderHidden()));
        out.put("spec.latent", Integer.toString(spec.latent()));
        out.put("spec.activation", spec.activation().name());
        out.put("spec.likelihood", spec.likelihood().toString());
        out.put("spec.initialisation", spec.initialisation().name());
    }

    static VaeSpec readSpec(Fields in) {
        return new VaeSpec(in.integer("spec.features"), split(in.text("spec.encoder")),
                split(in.text("spec.decoder")), in.integer("spec.latent"),
                Activation.valueOf(in.text("spec.activation")),
                Likelihood.parse(in.text("spec.likelihood")), Initialisation.valueOf(in.text("spec.initialisation")));
    }

    static void write(TrainingConfig config, Map<String, String> out) {
        Objective objective = config.objective();
        out.put("config.objective", words(objective.beta(), objective.warmUpEpochs(), objective.freeBits()));
        out.put("config.optimiser", switch (config.optimiser()) {
            case Optimiser.Adam a -> "adam " + words(a.learningRate(), a.beta1(), a.beta2(), a.epsilon());
            case Optimiser.AdamW a ->
                    "adamw " + words(a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), a.weightDecay());
            case Optimiser.Sgd s -> "sgd " + words(s.learningRate(), s.momentum());
        });
        out.put("config.learningRate", switch (config.learningRate()) {
            case LearningRate.Constant() -> "constant";
            case LearningRate.Step s -> "step " + words(s.everyEpochs(), s.factor());
            case LearningRate.Cosine c -> "cosine " + words(c.finalFactor());
            case LearningRate.ReduceOnPlateau r -> "plateau " + words(r.patience(), r.factor());
        });
        out.put("config.epochs", Integer.toString(config.epochs()));
        out.put("config.batchSize", Integer.toString(config.batchSize()));
        out.put("config.dropLast", Boolean.toString(config.dropLast()));
        out.put("config.shuffle", Boolean.toString(config.shuffle()));
        out.put("config.clipNorm", Double.toString(config.clipNorm()));
        out.put("config.earlyStopping", Integer.toString(config.earlyStopping()));
        out.put("config.seed", Long.toString(config.seed()));
        out.put("config.checkpointEvery", Integer.toString(config.checkpointEvery()));
    }

    /// Reads all but the place of the checkpoint; the threads are those available.
    static TrainingConfig readConfig(Fields in) {
        double[] o = numbers(in.text("config.objective"), 0);
        return TrainingConfig.defaults().withObjective(new Objective(o[0], o[1], o[2]))
                .withOptimiser(optimiser(in.text("config.optimiser")))
                .withLearningRate(learningRate(in.text("config.learningRate")))
                .withEpochs(in.integer("config.epochs")).withBatchSize(in.integer("config.batchSize"))
                .withDropLast(Boolean.parseBoolean(in.text("config.dropLast")))
                .withShuffle(Boolean.parseBoolean(in.text("config.shuffle"))).withClipNorm(in.real("config.clipNorm"))
                .withEarlyStopping(in.integer("config.earlyStopping")).withSeed(in.number("config.seed"));
    }

    private static Optimiser optimiser(String text) {
        double[] n = numbers(text, 1);
        return switch (firstWord(text)) {
            case "adam" -> new Optimiser.Adam(n[0], n[1], n[2], n[3]);
            case "adamw" -> new Optimiser.AdamW(n[0], n[1], n[2], n[3], n[4]);
            case "sgd" -> new Optimiser.Sgd(n[0], n[1]);
            default -> throw new IllegalArgumentException("unknown optimiser '" + text + "'");
        };
    }

    private static LearningRate learningRate(String text) {
        double[] n = numbers(text, 1);
        return switch (firstWord(text)) {
            case "constant" -> LearningRate.constant();
            case "step" -> LearningRate.step((int) n[0], n[1]);
            case "cosine" -> LearningRate.cosine(n[0]);
            case "plateau" -> LearningRate.reduceOnPlateau((int) n[0], n[1]);
            default -> throw new IllegalArgumentException("unknown learning rate '" + text + "'");
        };
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static String words(double... numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    private static double[] numbers(String text, int firstWord) {
        return Arrays.stream(text.split(" ", -1)).skip(firstWord).mapToDouble(Double::parseDouble).toArray();
    }

    private static String join(List<Integer> widths) {
        return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> split(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    }
}
