package io.github.vae4j.metrics.internal;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.metrics.factors.Factors;
import io.github.vae4j.metrics.units.Pca;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What does not fit is reported with the name of the argument it is in.
class ChecksTest {
    private static final int D = 2;
    private static final Labels LABELS = Labels.of(0, 0, 1, 1);
    private static final float[] GOOD = {0, 1, 2, 3, 4, 5, 6, 7};
    private static final float[] BAD = {0, 1, 2, Float.NaN, 4, 5, 6, 7};
    @AutoClose private static final Workers workers = Workers.of(1);

    private static void refuses(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void valuesThatAreNotFinite() {
        String problem = " has NaN in row 1, column 1: expected finite values; remove such rows first";
        refuses("values" + problem, () -> Codes.of(BAD, D));
        refuses("mean" + problem, () -> Posterior.of(BAD, GOOD, D));
        refuses("logvar has NaN in row 1, column 1: expected -80 to 80; was training stable?",
                () -> Posterior.of(GOOD, BAD, D));
        refuses("values has Infinity in row 1, factor 0: expected finite values; remove such rows first",
                () -> Factors.of(2, 1, new double[] {0, Double.POSITIVE_INFINITY}));
    }

    @Test
    void sizes() {
        refuses("values must have rows of units = 2 columns, 1 or more, but has 3 elements",
                () -> Codes.of(new float[3], D));
        refuses("values must have rows = 3 rows, 0 or more, of units = 2 columns, 1 or more, but has 8 elements",
                () -> new Codes(GOOD, 3, D));
        refuses("logvar must have rows = 4 rows, 0 or more, of units = 2 columns, 1 or more, but has 2 elements",
                () -> Posterior.of(GOOD, new float[2], D));
        refuses("labels must have 4 labels, one for each row of codes, but has 1",
                () -> ClassSeparation.of(Codes.of(GOOD, D), Labels.of(0), workers));
        refuses("codes must have 1 or more rows but has 0", () -> Pca.of(Codes.of(new float[0], D), 1, workers));
    }

    @Test
    void trainingAndTestPoints() {
        Codes codes = Codes.of(GOOD, D);
        LinearProbe.Settings settings = LinearProbe.Settings.of(1);
        refuses("trainLabels must have 4 labels, one for each row of train, but has 1",
                () -> LinearProbe.trainToTest(codes, Labels.of(0), codes, LABELS, settings, workers));
        refuses("testLabels must have 4 labels, one for each row of test, but has 1",
                () -> Neighbourhood.accuracy(codes, LABELS, codes, Labels.of(0), 1, workers));
        refuses("test must have as many columns as train, 2, but has 1",
                () -> LinearProbe.trainToTest(codes, LABELS, Codes.of(new float[4], 1), LABELS, settings, workers));
        refuses("the classes of the test set are [0] but those of the training set [0, 1]: make labels of all samples"
                + " and select() those of each set",
                () -> Neighbourhood.accuracy(codes, LABELS, codes, Labels.of(0, 0, 0, 0), 1, workers));
    }

    @Test
    void dataWithoutAnAnswerGiveTheReason() {
        assertThatThrownBy(() -> ClassSeparation.of(Codes.of(GOOD, D), Labels.of(3, 3, 3, 3), workers))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("the number of classes that have samples must be from 2 to samples - 1 = 3 but is 1");
    }
}
