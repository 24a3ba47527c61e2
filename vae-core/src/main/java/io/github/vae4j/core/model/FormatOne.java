package io.github.vae4j.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Translates the metadata of files of format 1 (vae4j 0.1) to that of format 2.
final class FormatOne {
    private static final Map<String, String> RENAMED = Map.of("config.batchSize", "config.batch", "config.dropLast",
            "config.drop-last", "config.clipNorm", "config.clip-norm", "config.earlyStopping", "config.early-stopping",
            "config.checkpointEvery", "config.checkpoint-every", "config.learningRate", "config.schedule");
    private static final int EPOCH_NUMBERS = 9;

    private FormatOne() {}

    /// @throws IllegalArgumentException if a field is missing or wrong
    static Map<String, String> translate(Map<String, String> old) {
        Map<String, String> metadata = new LinkedHashMap<>();
        old.forEach((name, value) -> metadata.put(RENAMED.getOrDefault(name, name), value));
        if (metadata.containsKey("config.objective")) {
            config(metadata);
            state(metadata);
        }
        return metadata;
    }

    private static void config(Map<String, String> metadata) {
        double[] objective = Fields.reals("config.objective", metadata.getOrDefault("config.objective", ""));
        if (objective.length != 3) {
            throw new IllegalArgumentException("'config.objective' has " + objective.length + " numbers, expected 3");
        }
        metadata.put("config.objective", "elbo");
        metadata.put("config.kl-weight", objective[1] == 0
                ? Double.toString(objective[0])
                : "linear:" + objective[0] + ":" + objective[1]);
        metadata.put("config.free-bits", Double.toString(objective[2]));
        metadata.computeIfPresent("config.schedule", (_, value) -> value.replace(' ', ':'));
        String[] optimiser = metadata.getOrDefault("config.optimiser", "").split(" ", 3);
        if (optimiser.length != 3) {
            throw new IllegalArgumentException("'config.optimiser' has no learning rate");
        }
        metadata.put("config.lr", optimiser[1]);
        metadata.put("config.optimiser", optimiser[0] + ":" + optimiser[2].replace(' ', ':'));
    }

    private static void state(Map<String, String> metadata) {
        Fields in = new Fields(new LinkedHashMap<>(metadata));
        metadata.put("state.terms", in.real("state.reconstruction") + " " + in.real("state.kl"));
        // Only the weights of the time were kept: after the schedule's end they are those of the end.
        metadata.put("state.objective", in.text("state.cost"));
        metadata.put("state.best", in.text("state.bestCost"));
        metadata.put("state.waited", in.text("state.sinceImprovement"));
        metadata.put("state.plateau.best", in.text("state.bestCost"));
        metadata.put("state.plateau.waited", in.text("state.epochsAtPlateau"));
        metadata.put("state.plateau.count", in.text("state.plateaus"));
        metadata.put("state.scheduled", in.text("config.epochs"));
        String history = in.text("state.history");
        List<String> lines = new ArrayList<>();
        for (String line : history.isEmpty() ? new String[0] : history.split(";", -1)) {
            lines.add(epoch(Fields.reals("state.history", line)));
        }
        metadata.put("state.history", String.join(";", lines));
    }

    /// From: epoch, reconstruction, kl, cost, validation reconstruction, validation kl, rate, seconds, samples/s.
    private static String epoch(double[] d) {
        if (d.length != EPOCH_NUMBERS) {
            throw new IllegalArgumentException("'state.history' has an epoch with " + d.length + " values, expected "
                    + EPOCH_NUMBERS);
        }
        double validation = d[4] + d[5];
        return d[1] + " " + d[2] + " " + d[4] + " " + d[5] + " " + d[3] + " " + d[3] + " " + validation + " " + d[6]
                + " "
                + d[7] + " " + d[8];
    }
}
