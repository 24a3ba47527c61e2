package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private final Dataset digits = Datasets.digits();

    @Test
    void threshold() {
        Dataset data = Binarisation.threshold(Datasets.of(new float[] {0.49f, 0.5f, 7}, 3), 0.5f);
        assertThat(Fixtures.row(data, 0)).containsExactly(0, 1, 1);
        assertThat(data.isUnitRange()).isTrue();
        assertThat(data.isRedrawn()).isFalse();
    }

    @Test
    void sampledOnceIsTheSameInEveryEpoch() {
        Dataset data = Binarisation.sampledOnce(digits, 11);
        assertThat(epoch(data, 5, 3)).isEqualTo(epoch(data, 5, 0));
        assertThat(epoch(data, 5, 0)).isNotEqualTo(epoch(data, 6, 0));
        assertThat(data.contentHash()).isEqualTo(Binarisation.sampledOnce(Datasets.digits(), 11).contentHash())
                .isNotEqualTo(Binarisation.sampledOnce(digits, 12).contentHash());
        assertThat(data.isRedrawn()).isFalse();
    }

    @Test
    void sampledEveryEpochFollowsTheProbabilities() {
        Dataset data = Binarisation.sampledEveryEpoch(digits, 11);
        assertThat(data.isRedrawn()).isTrue();
        assertThat(epoch(data, 5, 1)).isNotEqualTo(epoch(data, 5, 0)).isEqualTo(epoch(data, 5, 1));
        float[] p = Fixtures.row(digits, 5);
        double[] mean = new double[64];
        int epochs = 4000;
        for (int e = 0; e < epochs; e++) {
            float[] bits = epoch(data, 5, e);
            for (int i = 0; i < 64; i++) {
                assertThat(bits[i] == 0 || bits[i] == 1).isTrue();
                mean[i] += bits[i] / (double) epochs;
            }
        }
        for (int i = 0; i < 64; i++) {
            // Five standard deviations of a mean of Bernoulli variables.
            assertThat(mean[i]).isCloseTo(p[i], within(5 * 0.5 / Math.sqrt(epochs)));
            if (p[i] == 0 || p[i] == 1) {
                assertThat(mean[i]).isCloseTo(p[i], within(1e-12));
            }
        }
    }

    @Test
    void aViewOfRedrawnDataHasTheBitsOfTheWhole() {
        Dataset data = Binarisation.sampledEveryEpoch(digits, 11);
        Dataset view = data.shuffled(1, 0).range(3, 5);
        assertThat(view.isRedrawn()).isTrue();
        assertThat(view.contentHash()).isEqualTo(Binarisation.sampledEveryEpoch(digits, 11).shuffled(1, 0).range(3, 5)
                .contentHash()).isNotEqualTo(data.contentHash()).hasSize(64);
        boolean found = false;
        for (int i = 0; i < digits.size(); i++) {
            found |= Arrays.equals(epoch(data, i, 7), epoch(view, 0, 7));
        }
        assertThat(found).isTrue();
    }

    @Test
    void samplingNeedsProbabilities() {
        Dataset data = Datasets.of(new float[] {2}, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Binarisation.sampledOnce(data, 1));
        assertThatIllegalArgumentException().isThrownBy(
                () -> Binarisation.sampledOnce(Binarisation.sampledEveryEpoch(digits, 1), 1));
    }

    private static float[] epoch(Dataset data, int sample, int epoch) {
        float[] row = new float[data.features()];
        data.read(sample, epoch, row, 0);
        return row;
    }
}
