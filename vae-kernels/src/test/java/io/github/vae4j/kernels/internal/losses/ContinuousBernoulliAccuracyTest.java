package io.github.vae4j.kernels.internal.losses;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Losses;
import io.github.vae4j.kernels.internal.elementary.DoubleReference;
import io.github.vae4j.kernels.internal.elementary.FloatSweep;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The continuous Bernoulli distribution over all logits, by the selected implementation. Around the logit 0, which is
/// the probability 1/2, both formulas are 0 / 0.
@Tag("sweep")
class ContinuousBernoulliAccuracyTest {
    private static final double UNIT = 0x1p-24;

    /// The mean lies in [0, 1]: its error in units of 2^-24.
    @Test
    void meanOverAllLogits() {
        double[] worst = {0};
        FloatSweep.forEach(logits -> {
            float[] mean = new float[logits.length];
            Losses.continuousBernoulliMean(mean, 0, logits, 0, logits.length);
            for (int i = 0; i < logits.length; i++) {
                double error = Math.abs(mean[i] - DoubleReference.continuousMean(logits[i])) / UNIT;
                worst[0] = Double.isNaN(error) ? Double.NaN : Math.max(worst[0], error);
            }
        });
        FloatSweep.record("mean", String.format(Locale.ROOT, "%.3f x 2^-24", worst[0]));
        assertThat(worst[0]).isLessThanOrEqualTo(3);
    }

    /// The log partition function: its error in units of `2^-24 max(1, |A|)`. A target of 0 makes it the loss.
    @Test
    void logPartitionOverAllLogits() {
        double[] worst = {0};
        FloatSweep.forEach(logits -> {
            float[] loss = new float[logits.length];
            Losses.continuousBernoulli(loss, 0, null, 0, logits, 0, new float[logits.length], 0, logits.length, 1, 1);
            for (int i = 0; i < logits.length; i++) {
                if (Float.isInfinite(logits[i])) {
                    continue;
                }
                double exact = DoubleReference.continuousPartition(logits[i]);
                double error = Math.abs(loss[i] - exact) / (UNIT * Math.max(1, Math.abs(exact)));
                worst[0] = Double.isNaN(error) ? Double.NaN : Math.max(worst[0], error);
            }
        });
        FloatSweep.record("log partition", String.format(Locale.ROOT, "%.3f x 2^-24", worst[0]));
        assertThat(worst[0]).isLessThanOrEqualTo(2.7);
    }
}
