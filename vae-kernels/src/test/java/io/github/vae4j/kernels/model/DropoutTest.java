package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int N = 4_001;

    private static float[] mask(float keep) {
        float[] mask = new float[N];
        Dropout.mask(mask, 0, 0, N, keep, 42, 7, 3, 11, new int[N]);
        return mask;
    }

    /// What the class says of `uniform`.
    @Test
    void keepsWhereTheUniformNumberIsBelow() {
        float[] uniform = new float[N];
        Philox.uniform(uniform, 0, N, 42, 7, 3, 11);
        float[] mask = mask(0.9f);
        int kept = 0;
        for (int i = 0; i < N; i++) {
            assertThat(mask[i]).isEqualTo(uniform[i] < 0.9f ? 1 / 0.9f : 0);
            kept += mask[i] > 0 ? 1 : 0;
        }
        // Five standard deviations.
        assertThat((double) kept).isCloseTo(0.9 * N, within(5 * Math.sqrt(0.09 * N)));
        assertThat(mask(1)).containsOnly(1);
    }

    @Test
    void anyCutGivesTheSameMask() {
        float[] whole = mask(0.5f);
        for (int step : new int[] {4, 32, 1_000}) {
            float[] parts = new float[N];
            for (int first = 0; first < N; first += step) {
                Dropout.mask(parts, first, first, Math.min(step, N - first), 0.5f, 42, 7, 3, 11, new int[step]);
            }
            assertThat(parts).isEqualTo(whole);
        }
    }

    @Test
    void multipliesRowsAndEntries() {
        float[] mask = {0, 0, 2, 0, 2};
        float[] y = {9, 3, 4, 5};
        Dropout.apply(y, 1, mask, 2, 3);
        assertThat(y).containsExactly(9, 6, 0, 10);
        float[] value = {7, 1, 2, 3, 7};
        Dropout.applyToEntries(value, new int[] {0, 0, 1, 3, 0}, 1, 4, mask, 1);
        assertThat(value).containsExactly(7, 0, 4, 6, 7);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.mask(new float[8], 0, 2, 4, 0.5f, 1, 2, 3, 4, new int[4]))
                .withMessage("first must be a multiple of 4 but is 2");
        float[] value = {1, 1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.applyToEntries(value, new int[] {0, -1}, 0, 2, new float[3], 0))
                .withMessage("columns must be 0 or more but entry 1 has -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.applyToEntries(value, new int[] {0, 3}, 0, 2, new float[3], 0))
                .withMessage("mask is (4) with offset 0: it needs an array of 4 elements but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.applyToEntries(value, new int[] {0, 3}, 2, 1, new float[3], 0))
                .withMessage("to must be from = 2 or more but is 1");
        assertThat(value).containsExactly(1, 1);
    }
}
