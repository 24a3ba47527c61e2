package com.example.research;

import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;

/// First trains a whole model; then the decoder alone, for as long again, with half the learning rate for its output.
final class FrozenEncoder {
    private FrozenEncoder() {}

    static Vae train(VaeSpec spec, Dataset data, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(data);
        }
        TrainingConfig decoderOnly = config.withFrozen("encoder.*").withFrozen("mean.*").withFrozen("logvar.*")
                .withRate("output.*", 0.5);
        try (Trainer trainer = Trainer.of(vae, decoderOnly)) {
            trainer.fit(data);
        }
        return vae;
    }
}
