package io.github.vae4j.metrics.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.classes.Neighbourhood;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// t-SNE against scikit-learn's divergence (sets.py), forces by squares against all pairs, and clusters that are planted.
class TSneTest {
    private static final TSne.Settings FEW = new TSne.Settings(20, 250, 500, 0.5, 1);

    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);

    @Test
    void isAsGoodAsScikitLearn() {
        try (Workers workers = Workers.of(2)) {
            double exact = TSne.of(means, new TSne.Settings(20, 250, 500, 0, 1), workers).divergence();
            double squares = TSne.of(means, FEW, workers).divergence();
            // The searches end in other minima.
            assertThat(exact).isLessThan(1.05 * data.expected("tsne.divergence")).isGreaterThan(0);
            assertThat(squares).isCloseTo(exact, within(0.05 * exact));
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        TSne.Settings settings = new TSne.Settings(10, 50, 50, 0.5, 1);
        float[] plane = new float[2 * LatentData.N];
        AnyThreads.result(workers -> {
            TSne found = TSne.of(means, settings, workers);
            System.arraycopy(found.plane().values(), 0, plane, 0, plane.length);
            return Arrays.hashCode(found.plane().values());
        });
        assertThat(IntStream.range(0, plane.length).mapToDouble(i -> plane[i]).sum()).as("centred")
                .isCloseTo(0, within(1e-3));
    }

    @Test
    void plantedClustersStayTogether() {
        int n = 600;
        float[] codes = new float[10 * n];
        Philox.normal(codes, 0, codes.length, 1, 0, 0, 0);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 5;
            codes[10 * i + classes[i]] += 12;
        }
        try (Workers workers = Workers.of(2)) {
            Codes plane = TSne.of(Codes.of(codes, 10), TSne.Settings.of(1), workers).plane();
            Labels labels = Labels.of(classes);
            int[] first = IntStream.range(0, n / 2).toArray();
            int[] second = IntStream.range(n / 2, n).toArray();
            assertThat(Neighbourhood.accuracy(plane.select(first), labels.select(first), plane.select(second),
                    labels.select(second), 5, workers)).isEqualTo(1);
            assertThat(Neighbourhood.of(Codes.of(codes, 10), plane, 10, workers).trustworthiness()).isGreaterThan(0.9);
        }
    }

    @Test
    void forcesOfSquaresAreThoseOfAllPairs() {
        int n = 300;
        float[] noise = new float[2 * n];
        Philox.normal(noise, 0, 2 * n, 1, 0, 0, 0);
        double[] points = IntStream.range(0, 2 * n).mapToDouble(i -> noise[i]).toArray();
        // Two that coincide.
        points[2] = points[0];
        points[3] = points[1];
        QuadTree tree = new QuadTree(points);
        double[] force = new double[2 * n];
        int[] stack = new int[QuadTree.stackLength()];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            double forceX = 0;
            for (int j = 0; j < n; j++) {
                double dx = points[2 * i] - points[2 * j];
                double dy = points[2 * i + 1] - points[2 * j + 1];
                double q = 1 / (1 + dx * dx + dy * dy);
                sum += i == j ? 0 : q;
                forceX += q * q * dx;
            }
            assertThat(tree.repulsion(i, 0, force, stack)).isCloseTo(sum, within(1e-10));
            assertThat(force[2 * i]).isCloseTo(forceX, within(1e-10));
            assertThat(tree.repulsion(i, 0.5, force, stack)).isCloseTo(sum, within(0.03 * sum));
        }
    }

    @Test
    void pointsThatCoincideAndOneUnitHaveAPlane() {
        try (Workers workers = Workers.of(1)) {
            TSne found = TSne.of(Codes.of(new float[50], 1), new TSne.Settings(5, 20, 20, 0.5, 1), workers);
            for (float value : found.plane().values()) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> TSne.of(Codes.of(new float[60], 1), FEW, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a third of the 60 samples");
        }
        assertThatThrownBy(() -> new TSne.Settings(20, 1, 1, 0.9, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 0.6 but got 20.0, 1, 1 and 0.9");
    }
}
