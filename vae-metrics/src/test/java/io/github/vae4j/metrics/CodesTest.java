package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Points, posteriors, parts of them and draws.
class CodesTest {
    @Test
    void selectsRows() {
        Codes codes = Codes.of(new float[] {0, 1, 2, 3, 4, 5}, 2);
        assertThat(codes.rows()).isEqualTo(3);
        assertThat(codes.get(2, 1)).isEqualTo(5);
        assertThat(codes.select(2, 0, 2).values()).containsExactly(4, 5, 0, 1, 4, 5);
        assertThat(codes).hasToString("codes of 3 samples in 2 units");
        assertThatThrownBy(() -> codes.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> codes.select(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(codes.values()).as("not copied").isSameAs(codes.values());
    }

    @Test
    void drawsHaveTheMomentsOfThePosterior() {
        int n = 100_000;
        float[] mean = new float[n];
        float[] logvar = new float[n];
        Arrays.fill(mean, 3);
        Arrays.fill(logvar, (float) Math.log(0.25));
        Posterior posterior = Posterior.of(mean, logvar, 1);
        float[] z = posterior.draw(5, 0).values();
        double sum = 0;
        double squares = 0;
        for (float value : z) {
            sum += value;
            squares += (value - 3) * (value - 3);
        }
        // Five standard errors.
        assertThat(sum / n).isCloseTo(3, within(5 * 0.5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(0.25, within(5 * 0.25 * Math.sqrt(2.0 / n)));
        assertThat(posterior.draw(5, 0).values()).isEqualTo(z);
        assertThat(posterior.draw(5, 1).values()).isNotEqualTo(z);
        assertThat(posterior.select(1).draw(5, 0).rows()).isEqualTo(1);
        assertThat(posterior).hasToString("posterior of 100000 samples in 1 units");
    }
}
