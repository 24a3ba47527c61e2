package io.github.vae4j.study.experiment;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Which one thing a sweep varies, and how often it repeats.
///
/// @param parameter what is varied
/// @param values its values, rising
/// @param seeds repetitions of each value, with other weights, order and noise
public record SweepPlan(Parameter parameter, List<Double> values, int seeds) {
    /// The largest number of models that a sweep trains.
    public static final int MAX_MODELS = 10_000;

    /// What can be varied.
    public enum Parameter {
        /// Number of classes in the data.
        CLASSES("classes", "number of classes"),
        /// Weight of the KL term.
        BETA("beta", "beta"),
        /// Number of latent units of the model.
        LATENT("latent", "latent units of the model");

        private final String word;
        private final String label;

        Parameter(String word, String label) {
            this.word = word;
            this.label = label;
        }

        /// What it is called in options.
        ///
        /// @return one word
        public String word() {
            return word;
        }

        /// What it is called on an axis.
        ///
        /// @return a few words
        public String label() {
            return label;
        }
    }

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if there are none, or one is out of range
    public SweepPlan {
        values = values.stream().distinct().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs values");
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("a sweep needs 1 seed or more but has " + seeds);
        }
        requireFew(parameter, values.size(), seeds);
        for (double value : values) {
            boolean fits = parameter == Parameter.BETA
                    ? value > 0 && Double.isFinite(value)
                    : value >= 1 && value <= 4096 && value == Math.rint(value);
            if (!fits) {
                throw new IllegalArgumentException("a sweep of " + parameter.word + " takes "
                        + (parameter == Parameter.BETA ? "numbers above 0" : "whole numbers from 1") + " but was given "
                        + value);
            }
        }
    }

    /// The number of models to train: one for each value and seed, and a control for each where classes vary.
    ///
    /// @return 1 to [#MAX_MODELS]
    public int models() {
        return values.size() * seeds * (parameter == Parameter.CLASSES ? 2 : 1);
    }

    private static void requireFew(Parameter parameter, long values, int seeds) {
        BigInteger models = BigInteger.valueOf(values).multiply(BigInteger.valueOf(seeds))
                .multiply(BigInteger.valueOf(parameter == Parameter.CLASSES ? 2 : 1));
        if (models.compareTo(BigInteger.valueOf(MAX_MODELS)) > 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "a sweep of %s would train %,d models (values: %,d, seeds: %,d), more than %,d: give fewer values, or"
                            + " fewer --seeds",
                    parameter.word, models, values, seeds, MAX_MODELS));
        }
    }

    /// Reads `classes=2..10`, `beta=0.25,0.5,1` or `latent=5,10,20`.
    ///
    /// @param text a parameter, `=`, and values or a range of whole numbers
    /// @param seeds repetitions
    /// @return the plan
    /// @throws IllegalArgumentException if the text is none of these
    public static SweepPlan parse(String text, int seeds) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        Parameter parameter = Arrays.stream(Parameter.values()).filter(p -> p.word.equals(word)).findFirst()
                .orElseThrow(() -> refused(text));
        if (equals < 0) {
            throw refused(text);
        }
        List<Double> values = new ArrayList<>();
        try {
            for (String part : text.substring(equals + 1).split(",", -1)) {
                int dots = part.indexOf("..");
                if (dots < 0) {
                    values.add(Double.valueOf(part.strip()));
                } else {
                    long from = Long.parseLong(part.substring(0, dots).strip());
                    long to = Long.parseLong(part.substring(dots + 2).strip());
                    requireFew(parameter,
                            Math.addExact(values.size() + 1L, Math.max(0, Math.subtractExact(to, from))),
                            Math.max(1, seeds));
                    LongStream.rangeClosed(from, to).forEach(value -> values.add((double) value));
                }
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw refused(text);
        }
        return new SweepPlan(parameter, values, seeds);
    }

    /// A value as people write it.
    ///
    /// @param value of what is varied
    /// @return without decimals if it is a whole number
    public String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a sweep: expected for example classes=2..10, beta=0.25,0.5,1 or latent=5,10,20");
    }
}
