package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.kernels.Workers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// A value that is not finite is reported with the name of the argument it is in.
class LabelledRowsTest {
    private static final int D = 2;
    private static final Labels LABELS = Labels.of(0, 0, 1, 1);
    private static final float[] GOOD = {0, 1, 2, 3, 4, 5, 6, 7};
    private static final float[] BAD = {0, 1, 2, Float.NaN, 4, 5, 6, 7};

    @Test
    void namesTheArgument() {
        try (Workers workers = Workers.of(1)) {
            LinearProbe.Settings settings = LinearProbe.Settings.of(1);
            refuses("x", () -> Pca.of(BAD, D, 1));
            refuses("x", () -> ClassSeparation.of(BAD, D, LABELS));
            refuses("x", () -> new MomentAccumulator(D).add(BAD, 0, 4));
            refuses("mean", () -> AggregatePosterior.of(BAD, GOOD, D));
            refuses("z", () -> KlDecomposition.exact(BAD, GOOD, GOOD, D, workers));
            refuses("mean", () -> KlDecomposition.exact(GOOD, BAD, GOOD, D, workers));
            refuses("train", () -> LinearProbe.trainToTest(BAD, LABELS, GOOD, LABELS, D, settings, workers));
            refuses("test", () -> LinearProbe.trainToTest(GOOD, LABELS, BAD, LABELS, D, settings, workers));
            refuses("train", () -> Neighbourhood.accuracy(BAD, LABELS, GOOD, LABELS, D, 1, workers));
            refuses("test", () -> Neighbourhood.accuracy(GOOD, LABELS, BAD, LABELS, D, 1, workers));
            refuses("data", () -> Neighbourhood.of(BAD, D, GOOD, D, 1, workers));
            refuses("map", () -> Neighbourhood.of(GOOD, D, BAD, D, 1, workers));
            refuses("codes", () -> Sap.continuous(BAD, Factors.of(4, 1, new int[] {0, 0, 1, 1}), D, workers));
        }
    }

    private static void refuses(String name, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call)
                .withMessage(name + " has NaN in row 1, column 1: expected finite values; remove such rows first");
    }

    @Test
    void namesTheArgumentThatIsTooShort() {
        assertThatIllegalArgumentException().isThrownBy(() -> AggregatePosterior.of(new float[3], new float[3], D))
                .withMessage("mean must have 1 or more rows of d = 2 columns, 1 or more, but has 3 elements");
        assertThatIllegalArgumentException().isThrownBy(() -> new MomentAccumulator(D).add(GOOD, 4, 3))
                .withMessage("3 rows of 2 values at offset 4 do not lie in x, an array of 8");
    }
}
