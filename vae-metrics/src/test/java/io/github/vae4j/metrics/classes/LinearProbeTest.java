package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.resampling.Proportion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Probes against scikit-learn (probe.py), closed forms, conditions of the optimum, invariances, refusals.
class LinearProbeTest {
    private static final int N = 300;
    private static final int D = 5;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final double[] SCALES = {1, 8, 0.125, 64, 0};
    private static final double[] OFFSETS = {0, 3, 10, -50, 7};

    private final Workers workers = Workers.of(2);
    private final Properties reference = new Properties();
    private final float[] x = new float[N * D];
    private final float[] scaled = new float[N * D];
    private final int[] classes = new int[N];

    LinearProbeTest() throws IOException {
        for (int i = 0; i < N; i++) {
            classes[i] = i * 7 % 11 % 4;
            for (int j = 0; j < D; j++) {
                double value = (i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.25 * (classes[i] * (j + 1) % 5);
                x[i * D + j] = (float) value;
                scaled[i * D + j] = (float) (value * SCALES[j] + OFFSETS[j]);
            }
        }
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("probe.properties"))) {
            reference.load(in);
        }
    }

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

    private static int[] rows(boolean test) {
        return IntStream.range(0, N).filter(i -> i % 3 == 0 == test).toArray();
    }

    private static float[] pick(float[] points, int[] rows) {
        float[] picked = new float[rows.length * D];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(points, rows[i] * D, picked, i * D, D);
        }
        return picked;
    }

    private LinearProbe probe(float[] points, int[] labels, LinearProbe.Settings settings) {
        int[] train = rows(false);
        int[] test = rows(true);
        return LinearProbe.trainToTest(Codes.of(pick(points, train), D),
                Labels.of(IntStream.of(train).map(i -> labels[i]).toArray(), NAMES), Codes.of(pick(points, test), D),
                Labels.of(IntStream.of(test).map(i -> labels[i]).toArray(), NAMES), settings, workers);
    }

    @Test
    void agreesWithScikitLearn() {
        check("plain", probe(x, classes, LinearProbe.Settings.of(1)));
        check("strong", probe(x, classes, LinearProbe.Settings.of(0.01)));
        check("weak", probe(x, classes, LinearProbe.Settings.of(1e4)));
        check("scaled", probe(scaled, classes, LinearProbe.Settings.of(1)));
    }

    @Test
    void agreesWithScikitLearnWhereAClassHasOneSampleAndAnotherNone() {
        int[] rare = classes.clone();
        for (int i = 0; i < N; i++) {
            rare[i] = rare[i] == 3 ? 4 : rare[i] == 2 && i % 3 != 0 && i != 4 ? 0 : rare[i];
        }
        LinearProbe probe = probe(x, rare, LinearProbe.Settings.of(2));
        check("rare", probe);
        assertThat(probe.coefficients().get(3)).containsOnly(0.0);
        assertThat(probe.intercepts().get(3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(probe.ratio(3).share()).isNaN();
    }

    private void check(String name, LinearProbe probe) {
        assertThat(probe.converged()).as(name).isTrue();
        for (int k = 0; k < NAMES.size(); k++) {
            if (reference.containsKey(name + ".b." + k)) {
                for (int j = 0; j < D; j++) {
                    close(probe.coefficients().get(k).get(j), name + ".w." + k + "." + j);
                }
                close(probe.intercepts().get(k), name + ".b." + k);
            }
        }
        checkCounts(name, probe);
    }

    private void checkCounts(String name, LinearProbe probe) {
        assertThat((double) probe.training().hits()).as(name).isEqualTo(expected(name + ".training"));
        for (int k = 0; k < NAMES.size(); k++) {
            List<Long> counts = Arrays.stream(text(name + ".confusion." + k).split(" ")).map(Long::valueOf).toList();
            assertThat(probe.confusion().get(k)).as(name).isEqualTo(counts);
        }
    }

    private String text(String name) {
        return Objects.requireNonNull(reference.getProperty(name), name);
    }

    private double expected(String name) {
        return Double.parseDouble(text(name));
    }

    private void close(double actual, String name) {
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-6 * Math.abs(expected(name))));
    }

    @Test
    void agreesWithScikitLearnOnStandardisedUnits() {
        LinearProbe probe = probe(scaled, classes, new LinearProbe.Settings(1, true, 200));
        int[] train = rows(false);
        double[] shift = new double[4];
        for (int j = 0; j < D; j++) {
            int column = j;
            double mean = IntStream.of(train).mapToDouble(i -> scaled[i * D + column]).average().orElseThrow();
            double variance = IntStream.of(train).mapToDouble(i -> scaled[i * D + column] - mean).map(v -> v * v)
                    .average().orElseThrow();
            for (int k = 0; k < 4; k++) {
                double weight = probe.coefficients().get(k).get(j);
                close(weight * (variance > 0 ? Math.sqrt(variance) : 1), "standardised.w." + k + "." + j);
                shift[k] += weight * mean;
            }
        }
        double sum = Arrays.stream(shift).sum();
        for (int k = 0; k < 4; k++) {
            close(probe.intercepts().get(k) + shift[k] - sum / 4, "standardised.b." + k);
        }
        checkCounts("standardised", probe);
    }

    @Test
    void twoClassesHaveOneVectorOfWeights() {
        LinearProbe probe = probe(x, IntStream.of(classes).map(c -> c % 2).toArray(), LinearProbe.Settings.of(0.5));
        for (int j = 0; j < D; j++) {
            double first = probe.coefficients().get(0).get(j);
            double second = probe.coefficients().get(1).get(j);
            close(second - first, "two.w.1." + j);
            assertThat(first).isCloseTo(-second, within(1e-12));
        }
        close(probe.intercepts().get(1) - probe.intercepts().get(0), "two.b.1");
        checkCounts("two", probe);
    }

    @Test
    void solutionsByHand() {
        // -1 and 1: the derivative w - 2 C / (1 + e^w) is 0 at w = ln 3 for C = 2 ln 3.
        Labels two = Labels.of(0, 1);
        LinearProbe pair = LinearProbe.trainToTest(Codes.of(new float[] {-1, 1}, 1), two,
                Codes.of(new float[] {-3, 0.1f}, 1), two, LinearProbe.Settings.of(2 * Math.log(3)), workers);
        assertThat(pair.converged()).isTrue();
        assertThat(pair.coefficients().get(1).get(0)).isCloseTo(Math.log(3) / 2, within(1e-12));
        assertThat(pair.intercepts().get(1)).isCloseTo(0, within(1e-12));
        assertThat(pair.accuracy()).isEqualTo(new Proportion(2, 2));
        // Unit vectors, one a class: W = a (I - 1/3), and a = 3 C / (e^a + 2) is ln 2 for C = 4/3 ln 2.
        Labels three = Labels.of(0, 1, 2);
        float[] units = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        LinearProbe symmetric = LinearProbe.trainToTest(Codes.of(units, 3), three, Codes.of(units, 3), three,
                LinearProbe.Settings.of(4 / 3.0 * Math.log(2)), workers);
        assertThat(symmetric.coefficients().get(0).get(0)).isCloseTo(2 / 3.0 * Math.log(2), within(1e-12));
        assertThat(symmetric.coefficients().get(0).get(1)).isCloseTo(-1 / 3.0 * Math.log(2), within(1e-12));
        // A unit that does not vary leaves the shares of the classes.
        Labels shares = Labels.of(0, 0, 0, 1, 2, 2);
        LinearProbe constant = LinearProbe.trainToTest(Codes.of(new float[] {5, 5, 5, 5, 5, 5}, 1), shares,
                Codes.of(new float[] {0, 5}, 1), Labels.of(new int[] {0, 1}, shares.names()),
                LinearProbe.Settings.of(3), workers);
        assertThat(constant.coefficients().get(0).get(0)).isCloseTo(0, within(1e-12));
        assertThat(constant.intercepts().get(0) - constant.intercepts().get(1)).isCloseTo(Math.log(3), within(1e-12));
        assertThat(constant.intercepts().get(0) - constant.intercepts().get(2)).isCloseTo(Math.log(1.5), within(1e-12));
        assertThat(constant.count(1, 0)).isEqualTo(1);
    }

    @Test
    void theGradientIsZeroAtTheSolution() {
        for (double c : new double[] {1e-4, 1, 1e6}) {
            LinearProbe probe = probe(scaled, classes, LinearProbe.Settings.of(c));
            assertThat(probe.converged()).as("C = " + c).isTrue();
            int[] train = rows(false);
            double[] gradient = new double[4 * (D + 1)];
            double[] size = new double[D + 1];
            for (int i : train) {
                double[] p = new double[4];
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    double score = probe.intercepts().get(k);
                    for (int j = 0; j < D; j++) {
                        score += probe.coefficients().get(k).get(j) * scaled[i * D + j];
                    }
                    p[k] = Math.exp(score);
                    sum += p[k];
                }
                for (int k = 0; k < 4; k++) {
                    double residual = p[k] / sum - (classes[i] == k ? 1 : 0);
                    for (int j = 0; j <= D; j++) {
                        double value = j < D ? scaled[i * D + j] : 1;
                        gradient[k * (D + 1) + j] += residual * value;
                        size[j] += Math.abs(residual * value);
                    }
                }
            }
            for (int k = 0; k < 4; k++) {
                for (int j = 0; j <= D; j++) {
                    double penalty = j < D ? probe.coefficients().get(k).get(j) / c : 0;
                    assertThat(gradient[k * (D + 1) + j] + penalty).as("C = " + c)
                            .isCloseTo(0, within(1e-11 * size[j]));
                }
            }
        }
    }

    @Test
    void manyUnitsHaveTheSolutionOfFew() {
        // 40 copies of each unit, which share its weight: the penalty of a unit's sum falls to a 40th, as if C rose.
        int copies = 40;
        int[] train = rows(false);
        Labels labels = Labels.of(IntStream.of(train).map(i -> classes[i]).toArray());
        float[] few = pick(x, train);
        float[] many = new float[few.length * copies];
        for (int i = 0; i < many.length; i++) {
            many[i] = few[i / (D * copies) * D + i % D];
        }
        LinearProbe wide = LinearProbe.trainToTest(Codes.of(many, D * copies), labels, Codes.of(many, D * copies),
                labels, LinearProbe.Settings.of(1), workers);
        LinearProbe narrow = LinearProbe.trainToTest(Codes.of(few, D), labels, Codes.of(few, D), labels,
                LinearProbe.Settings.of(copies), workers);
        assertThat(wide.converged()).isTrue();
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < D; j++) {
                double weight = narrow.coefficients().get(k).get(j);
                assertThat(copies * wide.coefficients().get(k).get(j))
                        .isCloseTo(weight, within(1e-9 * Math.abs(weight)));
            }
        }
        assertThat(wide.confusion()).isEqualTo(narrow.confusion());
    }

    @Test
    void doesNotChangeWithOrderAndPlace() {
        LinearProbe probe = probe(x, classes, LinearProbe.Settings.of(1));
        float[] moved = new float[x.length];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                // Units in reverse order; a shift by a power of two that leaves the floats exact to 2^-20.
                moved[i * D + D - 1 - j] = (Math.round(x[i * D + j] * (1 << 20)) / (float) (1 << 20)) + 4 * j;
            }
        }
        LinearProbe other = probe(moved, classes, LinearProbe.Settings.of(1));
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < D; j++) {
                assertThat(other.coefficients().get(k).get(D - 1 - j))
                        .isCloseTo(probe.coefficients().get(k).get(j), within(1e-5));
            }
        }
        assertThat(other.confusion()).isEqualTo(probe.confusion());
        int[] backwards = IntStream.range(0, N).map(i -> N - 1 - i).toArray();
        Labels labels = Labels.of(classes);
        Labels reversed = Labels.of(IntStream.of(backwards).map(i -> classes[i]).toArray());
        LinearProbe forward = LinearProbe.trainToTest(Codes.of(x, D), labels, Codes.of(x, D), labels,
                LinearProbe.Settings.of(1), workers);
        LinearProbe backward = LinearProbe.trainToTest(Codes.of(pick(x, backwards), D), reversed, Codes.of(x, D),
                labels, LinearProbe.Settings.of(1), workers);
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < D; j++) {
                assertThat(backward.coefficients().get(k).get(j))
                        .isCloseTo(forward.coefficients().get(k).get(j), within(1e-10));
            }
        }
        assertThat(forward.training()).isEqualTo(forward.accuracy());
    }

    @Test
    void aClassifierThatIsStandardisedDoesNotChangeWithTheScaleOfAUnit() {
        float[] stretched = x.clone();
        for (int i = 0; i < N; i++) {
            stretched[i * D] *= 1024;
        }
        LinearProbe.Settings settings = new LinearProbe.Settings(0.1, true, 200);
        LinearProbe probe = probe(x, classes, settings);
        LinearProbe other = probe(stretched, classes, settings);
        for (int k = 0; k < 4; k++) {
            double weight = probe.coefficients().get(k).get(0);
            assertThat(other.coefficients().get(k).get(0) * 1024)
                    .isCloseTo(weight, within(1e-9 * Math.abs(weight)));
        }
        assertThat(probe(stretched, classes, LinearProbe.Settings.of(0.1)).coefficients().get(0).get(0) * 1024)
                .isNotCloseTo(probe.coefficients().get(0).get(0), within(0.01));
    }

    @Test
    void theBitsDoNotDependOnTheThreads() {
        // Enough rows for several parts.
        int n = 10 * N;
        float[] many = new float[n * D];
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add(classes[i % N]);
            for (int j = 0; j < D; j++) {
                many[i * D + j] = x[i % N * D + j] + i / N * (j + 1) / 8f;
            }
        }
        Labels all = Labels.of(labels.stream().mapToInt(Integer::intValue).toArray());
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            LinearProbe probe = LinearProbe.split(Codes.of(many, D), all, n / 4, 3, LinearProbe.Settings.of(1), one);
            assertThat(LinearProbe.split(Codes.of(many, D), all, n / 4, 3, LinearProbe.Settings.of(1), three))
                    .isEqualTo(probe);
            assertThat(probe.accuracy().total()).isEqualTo(n / 4);
            assertThat(probe.training().total()).isEqualTo(n - n / 4);
            assertThat(
                    LinearProbe.split(Codes.of(many, D), all, n / 4, 4, LinearProbe.Settings.of(1), one).coefficients())
                    .isNotEqualTo(probe.coefficients());
        }
    }

    @Test
    void classesThatPartWithoutOverlapAreLearned() {
        float[] parted = x.clone();
        for (int i = 0; i < N; i++) {
            parted[i * D] = classes[i] % 2 * 10 + x[i * D] / 10;
            parted[i * D + 1] = classes[i] / 2 * 10 + x[i * D + 1] / 10;
        }
        LinearProbe probe = probe(parted, classes, LinearProbe.Settings.of(1e8));
        assertThat(probe.converged()).isTrue();
        assertThat(probe.accuracy()).isEqualTo(new Proportion(100, 100));
        assertThat(probe.training()).isEqualTo(new Proportion(200, 200));
    }

    @Test
    void saysWhatItDid() {
        LinearProbe early = probe(x, classes, new LinearProbe.Settings(1, false, 1));
        assertThat(early.converged()).isFalse();
        assertThat(early.toString()).contains("NOT CONVERGED").contains("1 iterations");
        LinearProbe probe = probe(x, classes, LinearProbe.Settings.of(1));
        assertThat(probe.toString()).startsWith("linear probe (C = 1.0): 59.00 % [49.")
                .contains("(59 of 100)").contains("a: 78.57 %").contains("e: NaN %").doesNotContain("NOT");
    }

    @Test
    void refusesWhatHasNoAnswer() {
        Labels labels = Labels.of(classes);
        LinearProbe.Settings settings = LinearProbe.Settings.of(1);
        float[] bad = x.clone();
        bad[7] = Float.NaN;
        assertThatThrownBy(
                () -> LinearProbe.trainToTest(Codes.of(bad, D), labels, Codes.of(x, D), labels, settings, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 1, column 2");
        assertThatThrownBy(
                () -> LinearProbe.trainToTest(Codes.of(x, D), labels, Codes.of(bad, D), labels, settings, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
        assertThatThrownBy(() -> LinearProbe.trainToTest(Codes.of(x, D), labels, Codes.of(x, D), Labels.of(new int[N]),
                settings, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("test set are [0]");
        Labels one = Labels.of(new int[N], List.of("only", "empty"));
        assertThatThrownBy(() -> LinearProbe.trainToTest(Codes.of(x, D), one, Codes.of(x, D), one, settings, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more classes but have 1");
        assertThatThrownBy(() -> LinearProbe.split(Codes.of(x, D), labels, N, 1, settings, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("n - 1 = 299");
        assertThatThrownBy(() -> LinearProbe.Settings.of(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("c must be above 0");
        assertThatThrownBy(() -> LinearProbe.Settings.of(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinearProbe.Settings(1, true, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIterations");
    }
}
