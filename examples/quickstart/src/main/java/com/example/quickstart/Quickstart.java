package com.example.quickstart;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Trains a small model on the bundled digits, encodes them and prints what came out.
public final class Quickstart {
    private Quickstart() {}

    /// Runs the example.
    ///
    /// @param arguments optional: a file for the model
    /// @throws IOException if the model cannot be written
    public static void main(String[] arguments) throws IOException {
        System.out.println("kernels: " + Kernels.describe());
        Dataset digits = Datasets.digits();
        Vae vae = Vae.create(VaeSpec.of(digits.features(), 8).withHidden(64), 1);
        TrainingConfig config = TrainingConfig.defaults().withEpochs(5).withSeed(1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            History history = trainer.fit(digits);
            System.out.printf(Locale.ROOT, "cost: %.6f nats per image%n", history.last().cost());
        }
        Encoding latents = vae.encode(digits);
        System.out.println("latents: " + latents.rows() + " x " + latents.latent());
        if (arguments.length > 0) {
            vae.save(Path.of(arguments[0]));
        }
    }
}
