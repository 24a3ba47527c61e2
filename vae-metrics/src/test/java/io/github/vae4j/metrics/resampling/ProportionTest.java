package io.github.vae4j.metrics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.metrics.ArticleData;
import org.junit.jupiter.api.Test;

/// Intervals of shares against SciPy (article.py).
class ProportionTest {
    private final ArticleData data = new ArticleData();

    @Test
    void intervalsAgreeWithScipy() {
        Proportion proportion = new Proportion((long) data.expected("nearest"), ArticleData.N);
        data.close(proportion.low(), "wilson.low");
        data.close(proportion.high(), "wilson.high");
        assertThat(new Proportion(0, 5).low()).isZero();
        assertThat(new Proportion(5, 5).high()).isEqualTo(1);
        assertThatThrownBy(() -> new Proportion(6, 5)).hasMessage("6 of 5 is not a proportion");
    }

    @Test
    void printsItsInterval() {
        assertThat(new Proportion(1, 4)).hasToString("25.00 % [4.56, 69.94] (1 of 4)");
    }
}
