package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Separation against scikit-learn (separability.py), invariances, ill-conditioned and singular scatter, refusals.
class ClassSeparationTest {
    private static final int N = SeparabilityData.N;
    private static final int D = SeparabilityData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final SeparabilityData data = new SeparabilityData();
    private final float[] x = data.x;
    private final int[] classes = data.classes;

    @Test
    void agreesWithScikitLearn() {
        ClassSeparation separation = ClassSeparation.of(Codes.of(x, D), Labels.of(classes), workers);
        data.close(separation.daviesBouldin(), "daviesBouldin");
        data.close(separation.calinskiHarabasz(), "calinskiHarabasz");
        data.close(separation.fisher(), "fisher");
        data.close(separation.etaSquared().get(0), "eta.0");
        assertThat(separation.fisherReason()).isEmpty();
    }

    @Test
    void fisherDoesNotChangeWithTheScaleOfAUnit() {
        Labels labels = Labels.of(classes);
        float[] scaled = x.clone();
        for (int i = 0; i < N; i++) {
            scaled[i * D] *= 8;
        }
        double fisher = ClassSeparation.of(Codes.of(x, D), labels, workers).fisher();
        assertThat(ClassSeparation.of(Codes.of(scaled, D), labels, workers).fisher()).isCloseTo(fisher,
                within(1e-9 * fisher));
        for (int i = 0; i < N; i++) {
            scaled[i * D] = 3;
        }
        ClassSeparation constant = ClassSeparation.of(Codes.of(scaled, D), labels, workers);
        assertThat(constant.fisher()).isNaN();
        assertThat(constant.fisherReason()).isEqualTo("within classes unit 0 does not vary, or is a linear function of"
                + " the units before it");
        assertThat(constant.etaSquared().get(0)).isNaN();
    }

    @Test
    void refusesWhatHasNoAnswer() {
        float[] bad = x.clone();
        bad[7] = Float.NaN;
        assertThatThrownBy(() -> ClassSeparation.of(Codes.of(bad, D), Labels.of(classes), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> ClassSeparation.of(Codes.of(x, D), Labels.of(new int[N]), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("classes");
        assertThatThrownBy(() -> ClassSeparation.of(Codes.of(x, D + 1), Labels.of(classes), workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("250 labels, one for each row of codes, but has 300");
    }

    /// Units 1 and 2 are almost the same: the scatter within classes has a condition number of about 1e12. A linear map
    /// of the units does not change Fisher, so that of the sum and the small difference of the two is the same.
    @Test
    void fisherOfAnIllConditionedSpace() {
        int n = 400;
        float[] noise = new float[n * 3];
        Philox.normal(noise, 0, noise.length, 6, 0, 0, 0);
        float[] near = new float[n * 3];
        float[] apart = new float[n * 3];
        int[] labels = new int[n];
        float step = 0x1p-20f;
        for (int i = 0; i < n; i++) {
            labels[i] = i % 4;
            // Multiples of 2^-8 and of 2^-20: sums are exact in float.
            float a = Math.round(256 * noise[3 * i] + 100 * labels[i]) / 256f;
            float b = Math.round(8 * noise[3 * i + 1] + 3 * (labels[i] % 2));
            float c = noise[3 * i + 2];
            near[3 * i] = a;
            near[3 * i + 1] = a + b * step;
            near[3 * i + 2] = c;
            apart[3 * i] = a;
            apart[3 * i + 1] = b;
            apart[3 * i + 2] = c;
            assertThat(near[3 * i + 1] - a).isEqualTo(b * step);
        }
        ClassSeparation well = ClassSeparation.of(Codes.of(apart, 3), Labels.of(labels), workers);
        ClassSeparation ill = ClassSeparation.of(Codes.of(near, 3), Labels.of(labels), workers);
        assertThat(ill.fisherReason()).isEmpty();
        assertThat(ill.fisher()).isCloseTo(well.fisher(), within(1e-8 * well.fisher()));
        float[] twice = new float[n * 2];
        for (int i = 0; i < n; i++) {
            twice[2 * i] = noise[3 * i];
            twice[2 * i + 1] = noise[3 * i];
        }
        ClassSeparation singular = ClassSeparation.of(Codes.of(twice, 2), Labels.of(labels), workers);
        assertThat(singular.fisher()).isNaN();
        assertThat(singular.fisherReason()).contains("unit 1");
        assertThat(singular).asString().contains("Fisher not defined: within classes unit 1");
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        float[] points = new float[3_000 * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        int[] five = IntStream.range(0, 3_000).map(i -> i * 7 % 5).toArray();
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(ClassSeparation.of(Codes.of(points, D), Labels.of(five), three))
                    .isEqualTo(ClassSeparation.of(Codes.of(points, D), Labels.of(five), one));
        }
    }
}
