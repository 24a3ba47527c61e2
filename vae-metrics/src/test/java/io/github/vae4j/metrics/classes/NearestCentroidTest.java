package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Nearest centroids against scikit-learn (article.py), by hand, and what is refused.
class NearestCentroidTest {
    private static final int N = ArticleData.N;
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    @Test
    void nearestCentroidsAgreeWithScikitLearn() {
        NearestCentroid same = NearestCentroid.of(Codes.of(x, D), labels, NearestCentroid.Mode.SAME_SET, workers);
        data.close((double) same.overall().hits(), "nearest");
        data.close((double) same.ratio(1).hits(), "nearest.1");
        NearestCentroid without = NearestCentroid.of(Codes.of(x, D), labels, NearestCentroid.Mode.LEAVE_ONE_OUT,
                workers);
        data.close((double) without.overall().hits(), "leaveOneOut");
        assertThat(
                NearestCentroid.trainToTest(ClassCentroids.of(Codes.of(x, D), labels, workers), Codes.of(x, D), labels,
                        workers).confusion())
                .as("trained on the test set itself").isEqualTo(same.confusion());
    }

    @Test
    void leavingOneOutIsWhatItSays() {
        long hits = 0;
        for (int out = 0; out < N; out++) {
            CentroidAccumulator others = new CentroidAccumulator(D, labels.names());
            for (int i = 0; i < N; i++) {
                if (i != out) {
                    others.add(x, i * D, labels.get(i));
                }
            }
            float[] row = Arrays.copyOfRange(x, out * D, (out + 1) * D);
            Labels own = Labels.of(new int[] {labels.get(out)}, labels.names());
            hits += NearestCentroid.trainToTest(others.result(), Codes.of(row, D), own, workers).overall().hits();
        }
        assertThat(NearestCentroid.of(Codes.of(x, D), labels, NearestCentroid.Mode.LEAVE_ONE_OUT, workers).overall()
                .hits())
                .isEqualTo(hits);
    }

    @Test
    void aTieGoesToTheSmallerClass() {
        NearestCentroid same = NearestCentroid.of(Codes.of(new float[] {-1, 1, -1, 1}, 1), Labels.of(0, 0, 1, 1),
                NearestCentroid.Mode.SAME_SET, workers);
        assertThat(same.ratios()).containsExactly(new Proportion(2, 2), new Proportion(0, 2));
        assertThat(same.count(1, 0)).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Codes codes = Codes.of(x, D);
        assertThatThrownBy(() -> NearestCentroid.of(codes, labels, NearestCentroid.Mode.TRAIN_TO_TEST, workers))
                .hasMessageContaining("use trainToTest");
        Codes one = Codes.of(new float[] {1}, 1);
        ClassCentroids named = ClassCentroids.of(one, Labels.of(new int[] {0}, List.of("cat")), workers);
        assertThatThrownBy(() -> NearestCentroid.trainToTest(named, one, Labels.of(0), workers))
                .hasMessageContaining("[0]").hasMessageContaining("[cat]");
        assertThatThrownBy(() -> NearestCentroid.trainToTest(named, codes, labels, workers))
                .hasMessageContaining("as many columns as the training set, 1, but have 4");
        int n = 9_000;
        assertThatThrownBy(() -> NearestCentroid.of(Codes.of(new float[n], 1),
                Labels.of(IntStream.range(10_001, 10_001 + n).toArray()), NearestCentroid.Mode.SAME_SET, workers))
                .isInstanceOf(NoAnswerException.class).hasMessageContaining("are the labels numbers of rows?");
    }

    @Test
    void printsEveryClass() {
        NearestCentroid same = NearestCentroid.of(Codes.of(x, D), labels, NearestCentroid.Mode.SAME_SET, workers);
        assertThat(same).asString().startsWith("nearest centroid (same_set): ")
                .contains(System.lineSeparator() + "  2: ");
        assertThatThrownBy(() -> same.count(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
