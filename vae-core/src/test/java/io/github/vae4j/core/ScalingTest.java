package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A scaling belongs to the model: learned in training, saved, applied to what goes in and undone on what comes out.
class ScalingTest {
    private static final int ROWS = 60;
    private static final int FEATURES = 3;
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(2).withBatchSize(20);

    /// Features of different size; the last one is constant.
    private static float[] raw() {
        float[] x = new float[ROWS * FEATURES];
        Philox.uniform(x, 0, x.length, 3, 0, 0, 0);
        for (int i = 0; i < ROWS; i++) {
            x[i * FEATURES] = 1000 + 50 * x[i * FEATURES];
            x[i * FEATURES + 1] = 0.001f * x[i * FEATURES + 1];
            x[i * FEATURES + 2] = 7;
        }
        return x;
    }

    private static VaeSpec spec(Scaling scaling) {
        return VaeSpec.of(FEATURES, 1).withHidden(8).withLikelihood(Likelihood.gaussian(1)).withScaling(scaling);
    }

    private static Vae trained(VaeSpec spec, Dataset data) {
        Vae vae = Vae.create(spec, 1);
        try (Trainer trainer = Trainer.of(vae, CONFIG)) {
            trainer.fit(data);
        }
        return vae;
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "unit", "range:0:2000", "byte", "log1p", "l2"})
    void theSameModelAsFromDataScaledBefore(String name) throws IOException {
        Scaling scaling = Scaling.parse(name);
        Dataset data = Datasets.of(raw(), FEATURES);
        float[] learned = scaling.fit(data);
        float[] scaled = raw();
        for (int i = 0; i < ROWS; i++) {
            scaling.apply(scaled, i * FEATURES, FEATURES, learned, 0);
        }
        Vae inside = trained(spec(scaling), data);
        Vae outside = trained(spec(Scaling.none()), Datasets.of(scaled, FEATURES));
        Map<String, Tensor> tensors = inside.tensors();
        outside.tensors().forEach((tensor, values) -> assertThat(tensors.get(tensor).values()).as(tensor)
                .isEqualTo(values.values()));
        assertThat(inside.encode(data).mean()).isEqualTo(outside.encode(scaled, ROWS).mean());

        float[] decoded = outside.decode(new float[] {0.5f}, 1);
        scaling.undo(decoded, 0, FEATURES, learned, 0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        inside.write(file);
        Vae loaded = Vae.load(new ByteArrayInputStream(file.toByteArray()));
        assertThat(loaded.spec()).isEqualTo(inside.spec());
        assertThat(loaded.decode(new float[] {0.5f}, 1)).isEqualTo(decoded);
        assertThat(loaded.encode(data).logvar()).isEqualTo(inside.encode(data).logvar());
    }

    @Test
    void standardAndUnitDoWhatTheirNamesSay() {
        float[] x = raw();
        Dataset data = Datasets.of(x, FEATURES);
        for (Scaling scaling : new Scaling[] {Scaling.standard(), Scaling.unit()}) {
            float[] learned = scaling.fit(data);
            for (int j = 0; j < FEATURES; j++) {
                double sum = 0;
                double squares = 0;
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < ROWS; i++) {
                    float[] row = new float[FEATURES];
                    System.arraycopy(x, i * FEATURES, row, 0, FEATURES);
                    scaling.apply(row, 0, FEATURES, learned, 0);
                    sum += row[j] / ROWS;
                    squares += row[j] * row[j] / ROWS;
                    low = Math.min(low, row[j]);
                    high = Math.max(high, row[j]);
                    scaling.undo(row, 0, FEATURES, learned, 0);
                    assertThat((double) row[j]).isEqualTo(x[i * FEATURES + j],
                            within(1e-6 * Math.max(1e-3, Math.abs(x[i * FEATURES + j]))));
                }
                boolean isConstant = j == 2;
                if (scaling.equals(Scaling.unit())) {
                    assertThat(low).isEqualTo(0);
                    assertThat(high).isEqualTo(isConstant ? 0 : 1, within(1e-6));
                } else {
                    assertThat(sum).isEqualTo(0, within(1e-4));
                    assertThat(squares).isEqualTo(isConstant ? 0 : 1, within(1e-4));
                }
            }
        }
    }

    @Test
    void aValueThatAScalingCannotTakeIsNamed() {
        Vae vae = Vae.create(spec(Scaling.log1p()), 1);
        assertThatThrownBy(() -> vae.encode(new float[] {1, -3, 2}, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sample 0, feature 1 is NaN after scaling 'log1p'");
    }

    /// What is learned from some samples need not hold for others.
    @Test
    void aSampleOutsideTheLearnedRangeIsNamedWithWhatHelps() {
        VaeSpec spec = spec(Scaling.unit()).withLikelihood(Likelihood.bernoulli());
        Vae vae = trained(spec, Datasets.of(raw(), FEATURES));
        assertThatThrownBy(() -> vae.encode(new float[] {2000, 0, 7}, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("sample 0, feature 0 is ", " after scaling 'unit'", "values in [0, 1]",
                        "'range:FROM:TO'")
                .hasMessageNotContaining("for example 'unit'");
    }
}
