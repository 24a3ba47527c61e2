package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The article's statistics against scikit-learn and SciPy (article.py), in cases worked by hand, and under what must not
/// change them.
class ArticleStatisticsTest {
    private static final int N = 240;
    private static final int D = 4;
    private static Workers workers;

    private final float[] x = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final Labels labels;
    private final Properties reference = new Properties();

    ArticleStatisticsTest() throws IOException {
        int[] classes = new int[N];
        for (int i = 0; i < N; i++) {
            classes[i] = i % 3;
            for (int j = 0; j < D; j++) {
                x[i * D + j] = (float) ((i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.4 * (classes[i] * (j + 1) % 3));
                logvar[i * D + j] = (float) (-((i * 13 + j * 7) % 50) / 10.0);
            }
        }
        labels = Labels.of(classes);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("article.properties"))) {
            reference.load(in);
        }
    }

    @BeforeAll
    static void open() {
        workers = Workers.of(2);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    private double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }

    private void close(double actual, String name) {
        // Sums of a few hundred doubles, in another order than NumPy's.
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-12 * (1 + Math.abs(expected(name)))));
    }

    private ActiveUnits active(float[] mean, float[] logvars, int d) {
        return ActiveUnits.of(mean, logvars, d, ActiveUnits.DEFAULT_THRESHOLD, 1, workers);
    }

    // ---- against scikit-learn and SciPy

    @Test
    void centroidsAgreeWithScikitLearn() {
        ClassCentroids centroids = ClassCentroids.of(x, D, labels, workers);
        close(centroids.squaredDistance(0, 2), "between.0.2");
        close(centroids.largestSquaredDistance(), "largest");
        assertThat(centroids.distance(0, 2)).isEqualTo(Math.sqrt(centroids.squaredDistance(0, 2)));
        CentroidDistances distances = CentroidDistances.of(x, D, labels, workers);
        close(distances.own()[17], "own.17");
        close(distances.largest(), "largest");
    }

    @Test
    void nearestCentroidsAgreeWithScikitLearn() {
        NearestCentroid same = NearestCentroid.of(x, D, labels, NearestCentroid.Mode.SAME_SET, workers);
        close((double) same.overall().hits(), "nearest");
        close((double) same.ratio(1).hits(), "nearest.1");
        NearestCentroid without = NearestCentroid.of(x, D, labels, NearestCentroid.Mode.LEAVE_ONE_OUT, workers);
        close((double) without.overall().hits(), "leaveOneOut");
        assertThat(
                NearestCentroid.trainToTest(ClassCentroids.of(x, D, labels, workers), x, labels, workers).confusion())
                .as("trained on the test set itself").isEqualTo(same.confusion());
    }

    @Test
    void leavingOneOutIsWhatItSays() {
        long hits = 0;
        for (int out = 0; out < N; out++) {
            ClassCentroids.Accumulator others = new ClassCentroids.Accumulator(D, labels.names());
            for (int i = 0; i < N; i++) {
                if (i != out) {
                    others.add(x, i * D, labels.get(i));
                }
            }
            float[] row = Arrays.copyOfRange(x, out * D, (out + 1) * D);
            Labels own = Labels.of(new int[] {labels.get(out)}, labels.names());
            hits += NearestCentroid.trainToTest(others.centroids(), row, own, workers).overall().hits();
        }
        assertThat(NearestCentroid.of(x, D, labels, NearestCentroid.Mode.LEAVE_ONE_OUT, workers).overall().hits())
                .isEqualTo(hits);
    }

    @Test
    void intervalsAgreeWithScipy() {
        Proportion proportion = new Proportion((long) expected("nearest"), N);
        close(proportion.low(), "wilson.low");
        close(proportion.high(), "wilson.high");
        assertThat(new Proportion(0, 5).low()).isZero();
        assertThat(new Proportion(5, 5).high()).isEqualTo(1);
        assertThatThrownBy(() -> new Proportion(6, 5)).hasMessage("6 of 5 is not a proportion");
    }

    @Test
    void kMeansAgreesWithScikitLearn() {
        KMeans found = KMeans.from(x, D, ClassCentroids.of(x, D, labels, workers).values(), 20, workers);
        ClusterAccuracy accuracy = ClusterAccuracy.of(labels, found.assignment(), 3);
        close((double) accuracy.started().hits(), "kmeans");
        close(found.inertia(), "kmeans.inertia");
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 3; c++) {
                double distance = 0;
                for (int j = 0; j < D; j++) {
                    distance += Math.pow(x[i * D + j] - found.centroids()[c * D + j], 2);
                }
                least = Math.min(least, distance);
            }
            sum += least;
        }
        assertThat(found.inertia()).as("every point is with its nearest centroid").isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void areasAgreeWithScikitLearn() {
        GrandmotherTest test = GrandmotherTest.of(x, D, labels, 0, workers);
        close(test.value(0, 1), "auc.0.1");
        close(test.value(3, 2), "auc.3.2");
        assertThat(test.passed()).isFalse();

        float[] rounded = new float[N];
        for (int i = 0; i < N; i++) {
            rounded[i] = (float) Math.rint(x[i * D + 1]);
        }
        close(GrandmotherTest.of(rounded, 1, labels, 0, workers).value(0, 0), "auc.ties");
    }

    @Test
    void unitsAgreeWithNumpy() {
        ActiveUnits units = active(x, logvar, D);
        close(units.variances().get(1), "variance.1");
        close(units.kl().get(2), "kl.2");
        assertThat(units.count()).isEqualTo(D);
        assertThat(units.totalKl()).isEqualTo(units.kl().stream().mapToDouble(k -> k).sum());
    }

    // ---- by hand

    @Test
    void emptyClassesAreLeftOut() {
        float[] points = {0, 0, 3, 4};
        Labels two = Labels.of(1, 3);
        ClassCentroids centroids = ClassCentroids.of(points, 2, two, workers);
        assertThat(centroids.nonEmpty()).containsExactly(1, 3);
        assertThat(centroids.squaredDistance(1, 3)).isEqualTo(25);
        assertThat(centroids.value(0, 0)).isNaN();
        assertThat(centroids.unbiasedSquaredDistance(1, 3)).as("no variance of one sample").isNaN();
        NearestCentroid same = NearestCentroid.of(points, 2, two, NearestCentroid.Mode.SAME_SET, workers);
        assertThat(same.overall()).isEqualTo(new Proportion(2, 2));
        assertThat(same.ratio(0).share()).isNaN();
        // Without the only point of a class there is no centroid that it could be near to.
        assertThat(NearestCentroid.of(points, 2, two, NearestCentroid.Mode.LEAVE_ONE_OUT, workers).overall())
                .isEqualTo(new Proportion(0, 2));
    }

    @Test
    void aTieGoesToTheSmallerClass() {
        NearestCentroid same = NearestCentroid.of(new float[] {-1, 1, -1, 1}, 1, Labels.of(0, 0, 1, 1),
                NearestCentroid.Mode.SAME_SET, workers);
        assertThat(same.ratios()).containsExactly(new Proportion(2, 2), new Proportion(0, 2));
        assertThat(same.count(1, 0)).isEqualTo(2);
    }

    @Test
    void distancesByHand() {
        // Class 0 at 0 and 2: centroid 1. Class 1 at 10 and 30: centroid 20.
        float[] points = {0, 2, 10, 30};
        Labels two = Labels.of(0, 0, 1, 1);
        CentroidDistances distances = CentroidDistances.of(points, 1, two, workers);
        assertThat(distances.own()).containsExactly(1, 1, 100, 100);
        assertThat(distances.largest()).isEqualTo(361);
        assertThat(distances.beyondLargest()).isEqualTo(new Proportion(0, 4));
        assertThat(distances.quantile(1, 0.5)).isEqualTo(100);
        // tr S / n: 2 / 2 and 200 / 2
        assertThat(ClassCentroids.of(points, 1, two, workers).unbiasedSquaredDistance(0, 1)).isEqualTo(361 - 1 - 100);
    }

    @Test
    void profilesByHand() {
        float[] points = {1, 10, 2, 20, 3, 30, 7, 70};
        LatentProfiles profiles = LatentProfiles.of(points, 2, Labels.of(0, 0, 0, 1), List.of(0.25, 0.5), workers);
        assertThat(profiles.mean(0, 1)).isEqualTo(20);
        assertThat(profiles.quantile(0, 0, 0)).isEqualTo(1.5);
        assertThat(profiles.quantile(0, 1, 1)).isEqualTo(20);
        assertThat(profiles.quantile(1, 0, 1)).isEqualTo(7);
        assertThat(LatentProfiles.rows(Labels.of(1, 0, 0, 1, 0), 0, 2)).containsExactly(1, 2);
    }

    @Test
    void everyClassNeedsAUnitOfItsOwn() {
        // Many samples of each class, or chance reaches an area of 1, too.
        int n = 90;
        float[] own = new float[n * 3];
        float[] shared = new float[n * 3];
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 3;
            own[i * 3 + classes[i]] = 1;
            shared[i * 3] = classes[i];
        }
        GrandmotherTest test = GrandmotherTest.of(own, 3, Labels.of(classes), 1, workers);
        assertThat(test.found()).isEqualTo(3);
        assertThat(test.passed()).isTrue();
        assertThat(test.matched()).containsExactly(0, 1, 2);
        assertThat(test.threshold()).isBetween(0.55, 0.75);
        // The lowest and the highest class share one unit.
        assertThat(GrandmotherTest.of(shared, 3, Labels.of(classes), 1, workers).found()).isZero();
        // Six samples of three classes: areas of 1 come about by chance.
        GrandmotherTest few = GrandmotherTest.of(Arrays.copyOf(own, 18), 3, Labels.of(0, 1, 2, 0, 1, 2), 1, workers);
        assertThat(few.value(0, 0)).isEqualTo(1);
        assertThat(few.threshold()).isEqualTo(1);
        assertThat(few.passed()).isFalse();
        GrandmotherTest one = GrandmotherTest.of(new float[] {1, 2}, 1, Labels.of(0, 0), 1, workers);
        assertThat(one.passed()).isFalse();
        assertThat(one.value(0, 0)).isNaN();
    }

    @Test
    void aUnitThatStaysAtThePriorIsSilent() {
        ActiveUnits units = active(new float[] {0.5f, 0, -0.5f, 0, 0.5f, 0}, new float[6], 2);
        assertThat(units.isActive(0)).isTrue();
        assertThat(units.isActive(1)).isFalse();
        assertThat(units.count()).isEqualTo(1);
        assertThat(units.kl().get(1)).isZero();
        assertThat(units.byKl()).containsExactly(0, 1);
        assertThat(units.byVariance()).containsExactly(0, 1);
        assertThat(active(new float[] {0.5f, 0}, new float[0], 2).klCount()).isZero();
    }

    @Test
    void matchingTakesTheLargestSum() {
        assertThat(Matching.largestSum(new double[] {7, 5, 3, 6, 1, 4, 2, 3, 9}, 3, 3)).containsExactly(1, 0, 2);
        assertThat(Matching.largestSum(new double[] {1, 9, 5, 8}, 1, 4)).containsExactly(1);
        assertThat(Matching.largestSum(new double[] {1, 9, 5}, 3, 1)).containsExactly(-1, 0, -1);
        // All permutations of random matrices.
        float[] random = new float[25];
        for (int seed = 0; seed < 30; seed++) {
            Philox.normal(random, 0, 25, seed, 0, 0, 0);
            double[] values = new double[25];
            for (int i = 0; i < 25; i++) {
                values[i] = random[i];
            }
            int[] found = Matching.largestSum(values, 5, 5);
            double sum = 0;
            for (int r = 0; r < 5; r++) {
                sum += values[r * 5 + found[r]];
            }
            assertThat(sum).isCloseTo(best(values, 0, new boolean[5]), within(1e-12));
        }
    }

    private static double best(double[] values, int row, boolean[] taken) {
        if (row == 5) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < 5; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.max(best, values[row * 5 + c] + best(values, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }

    @Test
    void clusterAccuracySaysWhichMapping() {
        Labels classes = Labels.of(0, 0, 0, 1, 1, 2);
        ClusterAccuracy accuracy = ClusterAccuracy.of(classes, new int[] {1, 1, 0, 0, 0, 1}, 2);
        assertThat(accuracy.started()).isEqualTo(new Proportion(1, 6));
        assertThat(accuracy.majority()).isEqualTo(new Proportion(4, 6));
        assertThat(accuracy.matched()).isEqualTo(new Proportion(4, 6));
        assertThat(accuracy.matchedClass()).containsExactly(1, 0);
    }

    @Test
    void kMeansFindsClumpsFromAnyStart() {
        int n = 600;
        float[] points = new float[2 * n];
        Philox.normal(points, 0, points.length, 3, 0, 0, 0);
        int[] clump = new int[n];
        for (int i = 0; i < n; i++) {
            clump[i] = i % 5;
            points[2 * i] += 20 * (float) Math.cos(clump[i]);
            points[2 * i + 1] += 20 * (float) Math.sin(clump[i]);
        }
        KMeans found = KMeans.plusPlus(points, 2, 5, 5, 100, 1, workers);
        assertThat(found.converged()).isTrue();
        assertThat(ClusterAccuracy.of(Labels.of(clump), found.assignment(), 5).matched().share()).isEqualTo(1);
        assertThat(KMeans.plusPlus(points, 2, 5, 5, 100, 1, workers).inertia()).isEqualTo(found.inertia());
        assertThat(KMeans.plusPlus(points, 2, n, 1, 5, 1, workers).inertia()).as("a cluster for each point").isZero();
    }

    @Test
    void aClusterWithoutPointsStays() {
        KMeans found = KMeans.from(new float[] {0, 1, 2}, 1, new double[] {1, 100, Double.NaN}, 10, workers);
        assertThat(found.centroids()[1]).isEqualTo(100);
        assertThat(found.assignment()).containsOnly(0);
        assertThat(found.converged()).isTrue();
        assertThat(found.inertia()).isEqualTo(2);
    }

    // ---- what must not change them

    @Test
    void theNumberOfThreadsChangesNothing() {
        int n = 3_000;
        float[] points = new float[n * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i * 7 % 5;
        }
        Labels five = Labels.of(classes);
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(ClassCentroids.of(points, D, five, three).values())
                    .isEqualTo(ClassCentroids.of(points, D, five, one).values());
            assertThat(KMeans.plusPlus(points, D, 4, 2, 10, 1, three).centroids())
                    .isEqualTo(KMeans.plusPlus(points, D, 4, 2, 10, 1, one).centroids());
            assertThat(ActiveUnits.of(points, points, D, 0.01, 1, three))
                    .isEqualTo(ActiveUnits.of(points, points, D, 0.01, 1, one));
            assertThat(GrandmotherTest.of(points, D, five, 1, three).threshold())
                    .isEqualTo(GrandmotherTest.of(points, D, five, 1, one).threshold());
            assertThat(LatentProfiles.of(points, D, five, List.of(0.5), three).values())
                    .isEqualTo(LatentProfiles.of(points, D, five, List.of(0.5), one).values());
        }
    }

    @Test
    void movingAndTurningTheSpaceChangesNoDistance() {
        double angle = 0.7;
        float[] moved = x.clone();
        for (int i = 0; i < N; i++) {
            double a = x[i * D];
            double b = x[i * D + 2];
            moved[i * D] = (float) (Math.cos(angle) * a - Math.sin(angle) * b + 3);
            moved[i * D + 2] = (float) (Math.sin(angle) * a + Math.cos(angle) * b - 5);
        }
        ClassCentroids before = ClassCentroids.of(x, D, labels, workers);
        ClassCentroids after = ClassCentroids.of(moved, D, labels, workers);
        assertThat(after.squaredDistance(0, 1)).isCloseTo(before.squaredDistance(0, 1), within(1e-6));
        assertThat(NearestCentroid.of(moved, D, labels, NearestCentroid.Mode.SAME_SET, workers))
                .isEqualTo(NearestCentroid.of(x, D, labels, NearestCentroid.Mode.SAME_SET, workers));
        assertThat(active(moved, logvar, D).componentVariances().get(0))
                .isCloseTo(active(x, logvar, D).componentVariances().get(0), within(1e-6));
    }

    /// A linear VAE at its optimum (Lucas et al. 2019): with eigenvalue l of the data, noise s2 and beta 1, the encoder's
    /// mean has variance 1 - s2 / l, its variance is s2 / l, and the KL is log(l / s2) / 2.
    @Test
    void theLinearOracle() {
        int n = 200_000;
        double noise = 0.5;
        double[] eigenvalues = {4, 1, 0.505};
        float[] mean = new float[n * 3];
        float[] logvars = new float[n * 3];
        Philox.normal(mean, 0, mean.length, 8, 0, 0, 0);
        for (int i = 0; i < mean.length; i++) {
            double l = eigenvalues[i % 3];
            mean[i] *= (float) Math.sqrt(1 - noise / l);
            logvars[i] = (float) Math.log(noise / l);
        }
        ActiveUnits units = active(mean, logvars, 3);
        for (int j = 0; j < 3; j++) {
            double a = 1 - noise / eigenvalues[j];
            assertThat(units.variances().get(j)).isCloseTo(a, within(0.01 * a));
            assertThat(units.kl().get(j)).isCloseTo(Math.log(eigenvalues[j] / noise) / 2, within(0.005));
            assertThat(a).isBetween(units.low().get(j) * 0.999, units.high().get(j) * 1.001);
        }
        // 1 - 0.5 / 0.505 is 0.0099: below the threshold by a hair, and the interval of the count says so.
        assertThat(units.count()).isEqualTo(2);
        assertThat(units.countLow()).isEqualTo(2);
        assertThat(units.klCount()).isEqualTo(2);
    }

    @Test
    void howRowsAreCutDoesNotMatter() {
        ClassCentroids whole = ClassCentroids.of(x, D, labels, workers);
        for (int parts : new int[] {1, 2, 3, 7, N}) {
            ClassCentroids.Accumulator all = new ClassCentroids.Accumulator(D, labels.names());
            for (int part = 0; part < parts; part++) {
                ClassCentroids.Accumulator some = new ClassCentroids.Accumulator(D, labels.names());
                for (int i = part; i < N; i += parts) {
                    some.add(x, i * D, labels.get(i));
                }
                all.merge(some);
            }
            ClassCentroids merged = all.centroids();
            for (int k = 0; k < 3 * D; k++) {
                assertThat(merged.values()[k]).isCloseTo(whole.values()[k], within(1e-12));
            }
            assertThat(merged.unbiasedSquaredDistance(0, 1)).isCloseTo(whole.unbiasedSquaredDistance(0, 1),
                    within(1e-12));
        }
    }

    // ---- what is refused

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> ClassCentroids.of(new float[5], 2, labels, workers)).hasMessageContaining("240 rows");
        float[] bad = x.clone();
        bad[13] = Float.NaN;
        assertThatThrownBy(() -> NearestCentroid.of(bad, D, labels, NearestCentroid.Mode.SAME_SET, workers))
                .hasMessageContaining("NaN in row 3, column 1");
        assertThatThrownBy(() -> NearestCentroid.of(x, D, labels, NearestCentroid.Mode.TRAIN_TO_TEST, workers))
                .hasMessageContaining("use trainToTest");
        ClassCentroids named = ClassCentroids.of(new float[] {1}, 1, Labels.of(new int[] {0}, List.of("cat")), workers);
        assertThatThrownBy(() -> NearestCentroid.trainToTest(named, new float[] {1}, Labels.of(0), workers))
                .hasMessageContaining("[0]").hasMessageContaining("[cat]");
        assertThatThrownBy(() -> KMeans.plusPlus(x, D, N + 1, 1, 1, 0, workers)).hasMessageContaining("but is 241");
        assertThatThrownBy(() -> KMeans.plusPlus(x, D, 2, 0, 1, 0, workers)).hasMessageContaining("restarts");
        assertThatThrownBy(() -> KMeans.from(x, D, new double[3], 1, workers)).hasMessageContaining("3 elements");
        assertThatThrownBy(() -> KMeans.from(x, D, new double[] {Double.NaN, 0, 0, 0}, 1, workers))
                .hasMessageContaining("all are NaN");
        assertThatThrownBy(() -> ClusterAccuracy.of(Labels.of(0, 1), new int[] {0, 2}, 2))
                .hasMessageContaining("sample 1 is 2");
        assertThatThrownBy(() -> ActiveUnits.of(x, new float[3], D, 0.01, 0, workers)).hasMessageContaining("logvar");
        assertThatThrownBy(() -> ActiveUnits.of(x, logvar, D, -1, 0, workers)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> LatentProfiles.of(x, D, labels, List.of(1.5), workers)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> GrandmotherTest.of(new float[0], 1, Labels.of(), 0, workers))
                .hasMessageContaining("rows");
        ClassCentroids.Accumulator accumulator = new ClassCentroids.Accumulator(2, List.of("a"));
        assertThatThrownBy(() -> accumulator.add(new float[3], 2, 0)).hasMessageContaining("offset 2");
        assertThatThrownBy(() -> accumulator.add(new float[2], 0, 1)).hasMessageContaining("label 1");
        assertThatThrownBy(() -> accumulator.add(new float[] {0, Float.NaN}, 0, 0)).hasMessageContaining("column 1");
        assertThatThrownBy(() -> accumulator.merge(new ClassCentroids.Accumulator(1, List.of("a"))))
                .hasMessageContaining("1 columns");
    }

    @Test
    void resultsPrintWell() {
        assertThat(NearestCentroid.of(x, D, labels, NearestCentroid.Mode.SAME_SET, workers)).asString()
                .startsWith("nearest centroid (same_set): ").contains(System.lineSeparator() + "  2: ");
        assertThat(new Proportion(1, 4)).hasToString("25.00 % [4.56, 69.94] (1 of 4)");
        assertThat(active(x, logvar, D)).asString().startsWith("4 of 4 units active [4, 4]");
        assertThat(KMeans.plusPlus(x, D, 3, 1, 5, 0, workers)).asString().startsWith("k-means: 3 clusters of 240");
        assertThat(GrandmotherTest.of(x, D, labels, 0, workers)).asString().contains("best unit");
        assertThat(CentroidDistances.of(x, D, labels, workers)).asString().contains("median");
        assertThat(ClassCentroids.of(x, D, labels, workers)).asString().contains("3 classes in 4 columns");
        assertThat(LatentProfiles.of(x, D, labels, LatentProfiles.DEFAULT_QUANTILES, workers)).asString()
                .contains("  1:");
    }
}
