package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Workers;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// An index that is out of range is refused, also where the next row of a flat array would answer.
class AccessorsTest {
    private static final int D = 2;
    private static final Labels LABELS = Labels.of(0, 0, 1, 1);
    private static final float[] X = {0, 1, 2, 3, 4, 5, 6, 7};

    @Test
    void noAccessorReadsItsNeighbour() {
        try (Workers workers = Workers.of(1)) {
            ClassCentroids centroids = ClassCentroids.of(X, D, LABELS, workers);
            refuses(() -> centroids.value(0, D));
            refuses(() -> centroids.value(1, -1));
            GrandmotherTest units = GrandmotherTest.of(X, D, LABELS, 1, workers);
            refuses(() -> units.value(0, 2));
            LatentProfiles profiles = LatentProfiles.of(X, D, LABELS, List.of(0.25, 0.75), workers);
            refuses(() -> profiles.mean(0, D));
            refuses(() -> profiles.quantile(0, D, 0));
            refuses(() -> profiles.quantile(0, 0, 2));
            NearestCentroid nearest = NearestCentroid.trainToTest(centroids, X, LABELS, workers);
            refuses(() -> nearest.count(0, 2));
        }
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aNegativeNumberOfRowsIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> LatentProfiles.rows(LABELS, 0, -1))
                .withMessage("most must be 0 or more but is -1");
    }
}
