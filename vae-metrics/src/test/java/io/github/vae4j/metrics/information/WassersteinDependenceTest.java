package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.Posterior;
import org.junit.jupiter.api.Test;

/// Wasserstein dependence against SciPy (sets.py), and of units that are copies.
class WassersteinDependenceTest {
    // The root of an eigenvalue of 0 that is rounded to 1e-16.
    private static final double SINGULAR = 1e-7;

    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);

    @Test
    void agreesWithSciPy() {
        data.close(AnyThreads.result(workers -> WassersteinDependence.of(means, workers)).distance(), "wasserstein");
        Posterior posterior = Posterior.of(data.mean, data.logvar, LatentData.D);
        data.close(AnyThreads.result(workers -> WassersteinDependence.of(AggregatePosterior.of(posterior, workers)))
                .distance(), "wasserstein.posterior");
    }

    @Test
    void copiesDependAndOrthogonalUnitsDoNot() {
        // Two equal units of variance 1: S has eigenvalue 2, so 2 * 2 - 2 sqrt(2).
        Codes copies = Codes.of(new float[] {1, 1, -1, -1}, 2);
        WassersteinDependence found = AnyThreads.result(workers -> WassersteinDependence.of(copies, workers));
        assertThat(found.distance()).isCloseTo(4 - 2 * Math.sqrt(2), within(SINGULAR));
        assertThat(found.normalised()).isCloseTo(2 - Math.sqrt(2), within(SINGULAR));
        Codes square = Codes.of(new float[] {1, 2, 1, -2, -1, 2, -1, -2}, 2);
        assertThat(AnyThreads.result(workers -> WassersteinDependence.of(square, workers)).distance())
                .isCloseTo(0, within(1e-12));
    }
}
