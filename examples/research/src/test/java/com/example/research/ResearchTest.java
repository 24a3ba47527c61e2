package com.example.research;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vae4j.core.GradientCheck;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.Tensors;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResearchTest {
    private static final VaeSpec SPEC = VaeSpec.of(64, 4).withHidden(32).withLikelihood(Likelihood.gaussian(0.05));
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3);

    private final Dataset digits = Datasets.digits();

    private History train(VaeSpec spec, Objective objective) {
        try (Trainer trainer = Trainer.of(Vae.create(spec, 1), CONFIG.withObjective(objective))) {
            return trainer.fit(digits);
        }
    }

    private void learns(VaeSpec spec, Objective objective) {
        History history = train(spec, objective);
        assertTrue(history.last().cost() < history.epochs().getFirst().cost(), history.toString());
    }

    @Test
    void studentT() {
        GradientCheck.of(new StudentT(0.3)).requirePassed();
        learns(SPEC.withLikelihood(new StudentT(0.2)), Objective.elbo());
    }

    @Test
    void mmd() {
        GradientCheck.of(new Mmd()).requirePassed();
        learns(SPEC, Objective.beta(0.1).plus(new Mmd(), Weight.constant(10)));
    }

    @Test
    void mixture() {
        GradientCheck.of(new Mixture(3)).requirePassed();
        learns(SPEC.withPrior(new Mixture(10)), Objective.elbo());
    }

    @Test
    void cosineCycle() {
        Objective objective = Objective.elbo().withKlWeight(new CosineCycle(1, 2));
        GradientCheck.of(SPEC, objective).requirePassed();
        History history = train(SPEC, objective);
        assertFalse(objective.isFinal(new io.github.vae4j.core.spec.Progress(1.9, 1)));
        assertEquals(3, history.epochs().size());
    }

    @Test
    void frozenEncoder() {
        Vae once = FrozenEncoder.train(SPEC, digits, CONFIG.withEpochs(1));
        Vae plain = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(plain, CONFIG.withEpochs(1))) {
            trainer.fit(digits);
        }
        assertArrayEquals(plain.encode(digits).mean(), once.encode(digits).mean());
        assertTrue(once.elbo(digits, 1).reconstruction()[0] != plain.elbo(digits, 1).reconstruction()[0]);
    }

    @Test
    void warmStart() throws IOException {
        Path file = Path.of("src/test/resources/pytorch.safetensors");
        Vae vae = WarmStart.read(file);
        Map<String, Tensor> theirs = Tensors.read(file);
        float[] x = new float[64];
        digits.read(0, 0, x, 0);
        double[] hidden = linear(theirs, "fc1", x);
        float[] positive = new float[hidden.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = (float) Math.max(0, hidden[i]);
        }
        double[] mean = linear(theirs, "fc_mu", positive);
        double[] logvar = linear(theirs, "fc_logvar", positive);
        for (int i = 0; i < mean.length; i++) {
            assertEquals(mean[i], vae.encode(x, 1).mean()[i], 1e-5);
            assertEquals(logvar[i], vae.encode(x, 1).logvar()[i], 1e-5);
        }
    }

    private static double[] linear(Map<String, Tensor> tensors, String name, float[] x) {
        float[] weight = tensors.get(name + ".weight").values();
        float[] bias = tensors.get(name + ".bias").values();
        double[] y = new double[bias.length];
        for (int o = 0; o < y.length; o++) {
            y[o] = bias[o];
            for (int i = 0; i < x.length; i++) {
                y[o] += (double) weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }
}
