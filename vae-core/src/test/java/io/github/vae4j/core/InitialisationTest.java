package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.core.spec.Likelihood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// First weights have the distribution of their name: the variance within five standard errors, the range, and no
/// correlation between layers.
class InitialisationTest {
    private static final VaeSpec SPEC = VaeSpec.of(200, 20).withHidden(100)
            .withLikelihood(Likelihood.gaussianLearned());

    @ParameterizedTest
    @EnumSource
    void weightsAreDrawnAsTheirNameSays(Initialisation initialisation) {
        Vae vae = Vae.create(SPEC.withInitialisation(initialisation), 5);
        Graph graph = ModelGraph.forEvaluation(vae.spec());
        for (ParameterView block : graph.tensors()) {
            if (!block.isWeight()) {
                for (int c = 0; c < block.columns(); c++) {
                    assertThat(vae.parameters()[block.index(0, c)]).as(block.name()).isZero();
                }
                continue;
            }
            double fan = initialisation.name().startsWith("XAVIER")
                    ? (block.rows() + block.columns()) / 2.0
                    : block.rows();
            // Uniform in [-a, a] with a^2 = 3 variance; Xavier's variance is 1 / mean fan, He's 2 / fan in.
            double variance = (initialisation.name().startsWith("XAVIER") ? 1 : 2) / fan;
            boolean uniform = initialisation.name().endsWith("UNIFORM");
            int n = block.rows() * block.columns();
            double sum = 0;
            double squares = 0;
            double largest = 0;
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    double w = vae.parameters()[block.index(r, c)];
                    sum += w;
                    squares += w * w;
                    largest = Math.max(largest, Math.abs(w));
                }
            }
            // The fourth moment is 9/5 variance^2 if uniform, 3 variance^2 if normal.
            double spread = Math.sqrt((uniform ? 0.8 : 2) / n);
            assertThat(squares / n / variance).as("variance of " + block.name()).isCloseTo(1, within(5 * spread));
            assertThat(sum / n).as("mean of " + block.name()).isCloseTo(0, within(5 * Math.sqrt(variance / n)));
            double bound = Math.sqrt(3 * variance);
            if (uniform) {
                assertThat(largest).as("range of " + block.name()).isBetween(0.98 * bound, bound * (1 + 0x1p-23));
            } else {
                assertThat(largest).as("tails of " + block.name()).isGreaterThan(1.2 * bound);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSeedDecides(Initialisation initialisation) {
        VaeSpec spec = SPEC.withInitialisation(initialisation);
        assertThat(Vae.create(spec, 5).parameters()).isEqualTo(Vae.create(spec, 5).parameters())
                .isNotEqualTo(Vae.create(spec, 6).parameters());
    }
}
