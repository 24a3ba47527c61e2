package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LabelledCodes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.StreamedData;
import io.github.vae4j.metrics.units.MomentAccumulator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows from merged moments of classes, against the same of all rows at once.
class ClassMomentAccumulatorTest {
    private static final int N = StreamedData.N;
    private static final int D = StreamedData.D;
    private static final List<String> NAMES = StreamedData.NAMES;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final StreamedData data = new StreamedData();
    private final float[] x = data.x;
    private final int[] classes = data.classes;
    private final Labels labels = data.labels;
    private final double bound = data.bound;

    private ClassMomentAccumulator classMoments(int size) {
        ClassMomentAccumulator all = new ClassMomentAccumulator(D, NAMES);
        for (int from = 0; from < N; from += size) {
            int to = Math.min(N, from + size);
            ClassMomentAccumulator some = new ClassMomentAccumulator(D, NAMES);
            int[] rows = StreamedData.rows(from, to);
            some.add(new LabelledCodes(Codes.of(x, D).select(rows), labels.select(rows)));
            all.merge(some);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 700, N})
    void classesAreThoseOfAllRows(int size) {
        ClassMomentAccumulator streamed = classMoments(size);
        assertThat(streamed.count()).isEqualTo(N);
        try (Workers workers = Workers.of(2)) {
            ClassCentroids whole = ClassCentroids.of(Codes.of(x, D), labels, workers);
            ClassCentroids centroids = streamed.centroids();
            for (int c : whole.nonEmpty()) {
                assertThat(centroids.count(c)).isEqualTo(whole.count(c));
                for (int j = 0; j < D; j++) {
                    assertThat(centroids.value(c, j)).isCloseTo(whole.value(c, j), within(bound));
                }
            }
            assertThat(centroids.nonEmpty()).containsExactly(0, 1, 3);
            assertThat(centroids.value(2, 0)).isNaN();
            assertThat(centroids.unbiasedSquaredDistance(0, 3)).isCloseTo(whole.unbiasedSquaredDistance(0, 3),
                    within(bound));
        }
        ClassSeparation whole = ClassSeparation.of(Codes.of(x, D), labels, workers);
        ClassSeparation separation = streamed.result();
        // Ratios of scatters: relative errors of some variances, the smallest of which is 0.0025.
        double relative = 4 * bound / 0.0025;
        assertThat(separation.calinskiHarabasz()).isCloseTo(whole.calinskiHarabasz(),
                within(relative * whole.calinskiHarabasz()));
        assertThat(separation.fisher()).isCloseTo(whole.fisher(), within(relative * D * whole.fisher()));
        for (int j = 0; j < D; j++) {
            assertThat(separation.etaSquared().get(j)).isCloseTo(whole.etaSquared().get(j), within(relative));
        }
        assertThat(separation.daviesBouldin()).isNaN();
        assertThat(separation.samples()).isEqualTo(N);
        assertThat(separation.classes()).isEqualTo(3);
    }

    @Test
    void momentsOfClassesAddUpToThoseOfAllRows() {
        ClassMomentAccumulator streamed = classMoments(100);
        MomentAccumulator whole = new MomentAccumulator(D);
        whole.add(Codes.of(x, D));
        for (int k = 0; k < D * D; k++) {
            assertThat(streamed.moments().covariance().get(k / D).get(k % D))
                    .isCloseTo(whole.result().covariance().get(k / D).get(k % D), within(bound));
        }
        float[] cats = new float[labels.count(3) * D];
        for (int i = 0, at = 0; i < N; i++) {
            if (classes[i] == 3) {
                System.arraycopy(x, i * D, cats, at, D);
                at += D;
            }
        }
        MomentAccumulator own = new MomentAccumulator(D);
        own.add(Codes.of(cats, D));
        assertThat(classMoments(N).moments(3).covariance()).as("one block of one class")
                .isEqualTo(own.result().covariance());
        assertThat(streamed.moments(3).rows()).isEqualTo(labels.count(3));
        assertThat(streamed).asString().startsWith("moments of 1200 rows in 4 columns").contains("cat: 172 rows");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        ClassMomentAccumulator moments = new ClassMomentAccumulator(D, NAMES);
        assertThatThrownBy(() -> moments.add(new LabelledCodes(Codes.of(x, D), Labels.of(classes))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[ant, bee, none, cat]")
                .hasMessageContaining("[0, 1, 3]");
        assertThatThrownBy(() -> new LabelledCodes(Codes.of(new float[D], D), labels))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("labels must have 1 labels");
        assertThat(moments.count()).isZero();
        assertThatThrownBy(() -> moments.merge(new ClassMomentAccumulator(D, List.of("ant"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[ant]");
        assertThatThrownBy(moments::result).isInstanceOf(NoAnswerException.class).hasMessageContaining("but is 0");
    }
}
