package io.github.vae4j.metrics.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// Dimensions against NumPy (latents.py), of a curve, and by hand.
class IntrinsicDimensionTest {
    private static final int D = LatentData.D;

    private final LatentData data = new LatentData();
    private final float[] mean = data.mean;

    @Test
    void intrinsicDimension() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            data.close(IntrinsicDimension.twoNn(Codes.of(mean, D), 0, three).dimension(), "twoNn");
            data.close(IntrinsicDimension.maximumLikelihood(Codes.of(mean, D), 10, three).dimension(), "mle");
            assertThat(IntrinsicDimension.twoNn(Codes.of(mean, D), 0.1, one))
                    .isEqualTo(IntrinsicDimension.twoNn(Codes.of(mean, D), 0.1, three));
            // A curve in three dimensions, drawn at random: dimension 1.
            float[] t = new float[1000];
            Philox.uniform(t, 0, t.length, 7, 1, 0, 0);
            float[] curve = new float[3 * t.length];
            for (int i = 0; i < t.length; i++) {
                curve[3 * i] = 10 * t[i];
                curve[3 * i + 1] = (float) Math.sin(10 * t[i]);
                curve[3 * i + 2] = (float) Math.cos(10 * t[i]);
            }
            assertThat(IntrinsicDimension.twoNn(Codes.of(curve, 3), 0.1, three).dimension()).isCloseTo(1, within(0.15));
            assertThat(IntrinsicDimension.maximumLikelihood(Codes.of(curve, 3), 10, three).dimension())
                    .isCloseTo(1, within(0.15));
            // Points 0, 0, 1, 3: the ratios of the last two are 1 / 1 and 3 / 2; those at 0 coincide.
            IntrinsicDimension hand = IntrinsicDimension.twoNn(Codes.of(new float[] {0, 0, 1, 3}, 1), 0, one);
            assertThat(hand.duplicates()).isEqualTo(2);
            assertThat(hand.dimension()).isCloseTo(2 / Math.log(1.5), within(1e-12));
            assertThatThrownBy(() -> IntrinsicDimension.twoNn(Codes.of(new float[4], 1), 0, one))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("coincide");
        }
    }
}
