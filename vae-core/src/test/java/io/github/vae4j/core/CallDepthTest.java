package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Support;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// How far it is from the call that trains to the code that computes: a reader has to follow it.
class CallDepthTest {
    /// Keeps the frames of the first call of its cost.
    private record Traced(AtomicReference<List<StackWalker.StackFrame>> frames) implements Likelihood {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public void cost(DensityRows r) {
            if (frames.get() == null) {
                frames.set(StackWalker.getInstance().walk(s -> s
                        .filter(f -> f.getClassName().startsWith("io.github.vae4j.core.graph.")
                                || f.getClassName().startsWith("io.github.vae4j.core.train.")
                                || f.getClassName().startsWith("io.github.vae4j.kernels.")
                                || f.getClassName().equals(Traced.class.getName())
                                || f.getClassName().equals(Trainer.class.getName()))
                        .toList()));
            }
            Arrays.fill(r.cost(), r.costAt(), r.costAt() + r.rows(), 1);
            float[] gradient = r.gradient();
            if (gradient != null) {
                Arrays.fill(gradient, r.gradientAt(), r.gradientAt() + r.rows() * r.inputs(), 0);
            }
        }

        @Override
        public double reference(double[] input, double[] x, double[] own) {
            return 1;
        }

        @Override
        public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
                int features) {}

        @Override
        public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
                Draws draws) {}
    }

    @Test
    void fromTheTrainerToAKernel() {
        AtomicReference<List<StackWalker.StackFrame>> frames = new AtomicReference<>();
        Vae vae = Vae.create(VaeSpec.of(64, 2).withHidden(8).withLikelihood(new Traced(frames)), 1);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(1).withThreads(1))) {
            trainer.fit(Datasets.digits());
        }
        assertThat(frames.get()).hasSizeLessThanOrEqualTo(12);
        assertThat(frames.get().stream().map(StackWalker.StackFrame::getFileName)
                .filter(file -> !"CallDepthTest.java".equals(file) && !"Workers.java".equals(file)).distinct())
                .hasSizeLessThanOrEqualTo(6);
    }
}
