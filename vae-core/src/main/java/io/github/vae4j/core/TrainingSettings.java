package io.github.vae4j.core;

import io.github.vae4j.core.spec.Bound;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Setting;
import io.github.vae4j.core.spec.Setting.OnResume;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Texts;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.core.spec.WeightedTerm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Names, help and text forms of what a [TrainingConfig] holds: files, command line and help derive from this list.
final class TrainingSettings {
    /// All settings that decide the bits.
    static final List<Setting<TrainingConfig>> ALL = List.of(
            setting("objective", "BOUND[:DRAWS]", "What is minimised, and draws of z per sample.",
                    () -> Arrays.stream(Bound.values()).map(b -> b + ": " + b.summary()).toList(), OnResume.FIXED,
                    c -> c.objective().bound() + (c.objective().draws() == 1 ? "" : ":" + c.objective().draws()),
                    TrainingSettings::readBound),
            setting("kl-weight", "WEIGHT", "Weight of the KL term, a number or a schedule.",
                    () -> Kinds.forms(Weight.class), OnResume.SCHEDULED, c -> c.objective().klWeight().toString(),
                    (d, text) -> d.objective = d.objective.withKlWeight(Weight.parse(text))),
            setting("free-bits", "NATS[:UNITS]",
                    "Nats that cost nothing, for each latent unit or group of UNITS units.", List::of,
                    OnResume.SCHEDULED,
                    c -> c.objective().freeBits()
                            + (c.objective().freeBitsGroup() == 1 ? "" : ":" + c.objective().freeBitsGroup()),
                    TrainingSettings::readFreeBits),
            setting("terms", "TERM[@WEIGHT],...", "Further terms of the objective.", () -> Kinds.forms(Term.class),
                    OnResume.FIXED, c -> Texts.of(c.objective().terms()),
                    (d, text) -> d.objective = new Objective(d.objective.bound(), d.objective.draws(),
                            d.objective.klWeight(), d.objective.freeBits(), d.objective.freeBitsGroup(),
                            Texts.list(text, WeightedTerm::parse))),
            setting("optimiser", "OPTIMISER", "How parameters follow the gradient.",
                    () -> Kinds.forms(Optimiser.class), OnResume.FIXED, c -> c.optimiser().toString(),
                    (d, text) -> d.optimiser = Kinds.read(Optimiser.class, text)
                            .withLearningRate(d.optimiser.learningRate())),
            setting("lr", "RATE", "Learning rate of the optimiser, before any schedule.", List::of, OnResume.SCHEDULED,
                    c -> Double.toString(c.optimiser().learningRate()),
                    (d, text) -> d.optimiser = d.optimiser.withLearningRate(Double.parseDouble(text))),
            setting("schedule", "SCHEDULE", "How the learning rate changes.", () -> Kinds.forms(LearningRate.class),
                    OnResume.SCHEDULED, c -> c.learningRate().toString(),
                    (d, text) -> d.learningRate = Kinds.read(LearningRate.class, text)),
            setting("rates", "NAME=FACTOR,...", "Factors of the learning rate by name of parameters; 0 freezes them.",
                    List::of, OnResume.SCHEDULED, c -> writeRates(c.rates()), (d, text) -> d.rates = readRates(text)),
            setting("epochs", "COUNT", "Passes over the data.", List::of, OnResume.FREE,
                    c -> Integer.toString(c.epochs()), (d, text) -> d.epochs = Integer.parseInt(text)),
            setting("batch", "SAMPLES", "Samples per step.", List::of, OnResume.FIXED,
                    c -> Integer.toString(c.batchSize()), (d, text) -> d.batchSize = Integer.parseInt(text)),
            setting("drop-last", "true|false", "Whether an incomplete last batch is left out.", List::of,
                    OnResume.FIXED, c -> Boolean.toString(c.dropLast()), (d, text) -> d.dropLast = Texts.flag(text)),
            setting("shuffle", "true|false", "Whether every epoch draws a new order.", List::of, OnResume.FIXED,
                    c -> Boolean.toString(c.shuffle()), (d, text) -> d.shuffle = Texts.flag(text)),
            setting("clip-norm", "NORM", "Largest norm of the gradient; 0 for none.", List::of, OnResume.SCHEDULED,
                    c -> Double.toString(c.clipNorm()), (d, text) -> d.clipNorm = Double.parseDouble(text)),
            setting("early-stopping", "EPOCHS",
                    "Epochs without a better objective on the validation data after which training stops; 0 for never.",
                    List::of, OnResume.SCHEDULED, c -> Integer.toString(c.earlyStopping()),
                    (d, text) -> d.earlyStopping = Integer.parseInt(text)),
            setting("seed", "NUMBER", "Of everything random.", List::of, OnResume.FIXED, c -> Long.toString(c.seed()),
                    (d, text) -> d.seed = Long.parseLong(text)));

    private TrainingSettings() {}

    private interface Edit {
        void apply(TrainingDraft draft, String text);
    }

    private static Setting<TrainingConfig> setting(String name, String usage, String help,
            Supplier<List<String>> choices, OnResume onResume, Function<TrainingConfig, String> write, Edit read) {
        return new Setting<>(name, usage, help, choices, onResume, write, (c, text) -> {
            TrainingDraft draft = new TrainingDraft(c);
            read.apply(draft, text);
            return draft.config();
        });
    }

    private static void readBound(TrainingDraft d, String text) {
        int colon = text.indexOf(':');
        Bound bound = Bound.parse(colon < 0 ? text : text.substring(0, colon));
        int draws = colon < 0 ? 1 : Integer.parseInt(text.substring(colon + 1));
        d.objective = d.objective.withBound(bound).withDraws(draws);
    }

    private static void readFreeBits(TrainingDraft d, String text) {
        int colon = text.indexOf(':');
        double nats = Double.parseDouble(colon < 0 ? text : text.substring(0, colon));
        int units = colon < 0 ? 1 : Integer.parseInt(text.substring(colon + 1));
        d.objective = d.objective.withFreeBits(nats, units);
    }

    private static String writeRates(Map<String, Double> rates) {
        return rates.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Double> readRates(String text) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String each : Texts.list(text, s -> s)) {
            int equals = each.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected NAME=FACTOR but found '" + each + "'");
            }
            rates.put(each.substring(0, equals), Double.parseDouble(each.substring(equals + 1)));
        }
        return rates;
    }
}
