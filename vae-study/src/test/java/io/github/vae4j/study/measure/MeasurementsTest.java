package io.github.vae4j.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.factors.Factors;
import io.github.vae4j.metrics.information.KlDecomposition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Measures of the catalogue on codes that are known: parts of large data, rare classes, factors of all kinds.
class MeasurementsTest {
    private static float[] noise(int n, int stream) {
        float[] noise = new float[n];
        Philox.normal(noise, 0, n, 1, stream, 0, 0);
        return noise;
    }

    private static Measurements measure(Subject subject, String... ids) {
        try (Workers workers = Workers.of(2)) {
            return Measurements.of(subject, Catalogue.select(List.of(ids), List.of()), false, workers);
        }
    }

    @Test
    void aPartHasEveryClassInProportion() {
        int n = 1_000;
        Labels labels = Labels.of(IntStream.range(0, n).map(i -> i < 3 ? 0 : i < 200 ? 1 : 2).toArray());
        Subject part = new Subject(Codes.of(noise(n, 0), 1), null, labels, null, List.of(), 5).part(100);
        assertThat(part.requireLabels().size()).isEqualTo(100);
        assertThat(part.requireLabels().count(0)).isEqualTo(2);
        assertThat(part.requireLabels().count(1)).isBetween(19, 20);
        int[] rows = StratifiedDraw.rows(labels, n, 100, 5);
        assertThat(rows).isSorted().doesNotHaveDuplicates().isNotEqualTo(IntStream.range(0, 100).toArray());
        assertThat(StratifiedDraw.rows(labels, n, 100, 6)).isNotEqualTo(rows);
        assertThat(StratifiedDraw.rows(null, n, 100, 5)).hasSize(100).isSorted().doesNotHaveDuplicates();
    }

    /// 12,000 codes, a class of one: the silhouette is of a part, which has the class.
    @Test
    void aRareClassEndsNothing() {
        int n = 12_000;
        Labels labels = Labels.of(IntStream.range(0, n).map(i -> i == 77 ? 2 : i % 2).toArray());
        float[] codes = noise(2 * n, 1);
        for (int i = 0; i < n; i++) {
            codes[2 * i] += 8 * labels.get(i);
        }
        for (int seed = 0; seed < 5; seed++) {
            Subject subject = new Subject(Codes.of(codes, 2), null, labels, null, List.of(), seed);
            Measured<?> silhouette = measure(subject, "silhouette").all().getFirst();
            assertThat(silhouette.reason()).isEmpty();
            assertThat(silhouette.basis()).isEqualTo("10,000 of 12,000 samples, drawn by class with seed " + seed);
        }
    }

    /// Sorted by class, the first rows are one class, and their decomposition is another.
    @Test
    void aPartIsNotTheFirstRows() {
        int n = 6_000;
        float[] mean = noise(2 * n, 2);
        for (int i = 0; i < n; i++) {
            mean[2 * i] = mean[2 * i] * 0.1f + (i < n / 2 ? -1 : 1);
        }
        float[] logvar = new float[2 * n];
        Arrays.fill(logvar, -2);
        Posterior posterior = Posterior.of(mean, logvar, 2);
        KlDecomposition part = measure(Subject.of(posterior, null, 1), "kl-decomposition")
                .result(KlDecompositionMeasure.class);
        assertThat(part).isNotNull();
        assertThat(part.samples()).isEqualTo(2_000);
        try (Workers workers = Workers.of(2)) {
            KlDecomposition all = KlDecomposition.exact(posterior.draw(1, 0), posterior, workers);
            assertThat(part.totalDimensionWiseKl()).isCloseTo(all.totalDimensionWiseKl(), within(0.05));
        }
    }

    @Test
    void whatHasNoAnswerSaysWhyAndEndsNothing() {
        Subject subject = new Subject(Codes.of(noise(60, 3), 2), null, Labels.of(new int[30]), null, List.of(), 0);
        Measurements found = measure(subject);
        assertThat(found.result(ActiveUnitsMeasure.class)).isNotNull();
        assertThat(found.result(SilhouetteMeasure.class)).isNull();
        assertThat(found.json().toString()).contains("silhouette={basis=all 30 samples, result=null, reason=");
        assertThat(found.all()).filteredOn(one -> one.measure() instanceof ClustersMeasure)
                .extracting(Measured::reason).containsExactly("there is one class only");
    }

    /// Three factors: numbers with few values, names numbered, and real numbers; each unit is one of them.
    @Test
    void perfectCodesHavePerfectScores() {
        int n = 1_200;
        float[] real = noise(n, 4);
        double[] values = new double[3 * n];
        float[] codes = new float[3 * n];
        for (int i = 0; i < n; i++) {
            values[3 * i] = i % 4;
            values[3 * i + 1] = i / 4 % 3;
            values[3 * i + 2] = real[i];
            codes[3 * i] = i / 4 % 3;
            codes[3 * i + 1] = -real[i];
            codes[3 * i + 2] = 2 * (i % 4);
        }
        Factors factors = Factors.of(n, 3, values).withNames("shape", "colour", "angle");
        Subject subject = new Subject(Codes.of(codes, 3), null, null, factors, List.of(), 0);
        Measurements found = measure(subject, "mig", "mean-correlation", "linear-r2", "dcimig", "irs", "explicitness",
                "dci-lasso", "sap-continuous");
        assertThat(found.all()).allSatisfy(one -> assertThat(one.reason()).isEmpty());
        // Measures of classes leave the real-valued factor out; the others have it. The unit of the real numbers has some
        // counted information of the others: (20 - 1) (4 - 1) / 2n = 0.02 nats.
        for (String id : List.of("mig", "dcimig", "explicitness")) {
            assertThat(found.all()).filteredOn(one -> one.measure().about().id().equals(id))
                    .allSatisfy(one -> assertThat((Double) one.finding().values().get("score")).isCloseTo(1,
                            within(0.03)));
        }
        var correlation = found.result(MeanCorrelationMeasure.class);
        assertThat(correlation).isNotNull();
        assertThat(correlation.values().score()).isCloseTo(1, within(1e-6));
        assertThat(correlation.values().matched()).containsExactly(2, 0, 1);
        var lasso = found.result(DciLassoMeasure.class);
        assertThat(lasso).isNotNull();
        assertThat(lasso.disentanglementScore()).isGreaterThan(0.8);
    }

    @Test
    void factorsOfRealNumbersAloneAreNoClasses() {
        float[] real = noise(100, 5);
        double[] values = IntStream.range(0, 100).mapToDouble(i -> real[i]).toArray();
        Subject subject = new Subject(Codes.of(real, 1), null, null, Factors.of(100, 1, values), List.of(), 0);
        assertThatThrownBy(() -> DiscreteFactors.of(subject)).isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("no factor has whole numbers");
    }

    @Test
    void whatIsAskedForByNameMustHaveWhatItNeeds() {
        Subject subject = new Subject(Codes.of(noise(60, 3), 2), null, null, null, List.of(), 0);
        assertThatThrownBy(() -> Catalogue.requireNeeds(Catalogue.select(List.of("udr"), List.of()), subject))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the measure udr needs --logvar and --other");
    }

    /// Every measure that codes with everything can have, on every number of threads.
    @Test
    void theNumberOfThreadsChangesNothing() {
        int n = 300;
        float[] mean = noise(3 * n, 6);
        for (int i = 0; i < n; i++) {
            mean[3 * i] += 3 * (i % 3);
        }
        Posterior posterior = Posterior.of(mean, noise(3 * n, 7), 3);
        Factors factors = Factors.of(n, 2, IntStream.range(0, 2 * n).map(i -> i % 2 == 0 ? i / 2 % 3 : i % 7 % 4)
                .toArray());
        Subject subject = new Subject(posterior.means(), posterior, factors.column(0), factors,
                List.of(new Subject.Other("other", posterior.draw(3, 0), posterior)), 1);
        List<Measure<?>> measures = Catalogue.select(List.of(), List.of("dci", "dci-es", "dci-forest"));
        String one;
        try (Workers workers = Workers.of(1)) {
            Measurements found = Measurements.of(subject, measures, false, workers);
            assertThat(found.all()).hasSize(measures.size())
                    .allSatisfy(
                            measured -> assertThat(measured.reason()).as(measured.measure().about().id()).isEmpty());
            one = found.json().toString();
        }
        try (Workers workers = Workers.of(3)) {
            assertThat(Measurements.of(subject, measures, false, workers).json()).hasToString(one);
        }
    }
}
