package io.github.vae4j.metrics.projection;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.internal.RowParts;
import io.github.vae4j.metrics.units.Pca;
import java.util.Arrays;
import java.util.Locale;

/// t-SNE, a plane in which neighbours stay neighbours (van der Maaten and Hinton 2008): points so that
/// `KL(P || Q) = sum p_ij ln(p_ij / q_ij)` is small, p from the distances of the codes, q proportional to
/// `1 / (1 + |y_i - y_j|^2)`. Forces of far points are summed up by squares (Barnes and Hut; van der Maaten 2014).
///
/// Points begin as the first two principal components (Kobak and Berens 2019), move along the gradient with momentum and a
/// gain for each coordinate (Jacobs 1988), attraction being 12 times as strong at first, with a rate of n / 12, 200 at
/// least, for a quarter of the gradient (Belkina et al. 2019).
///
/// Pitfalls. Sizes of clusters and distances between them mean little; clusters may appear where there are none. The picture
/// depends on the perplexity. It is no statistic: measure on the codes.
///
/// @param plane the points, (rows, 2)
/// @param divergence KL(P || Q), nats
/// @param settings of the search
public record TSne(Codes plane, double divergence, Settings settings) {
    /// Settings.
    ///
    /// @param perplexity how many neighbours count, 1 or more
    /// @param early number of iterations with strong attraction
    /// @param iterations number of iterations after them
    /// @param theta squares of less than this share of their distance count as one point, 0 to 0.6; 0 for no approximation
    /// @param seed of what moves points apart that coincide
    public record Settings(double perplexity, int early, int iterations, double theta, long seed) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Settings {
            if (!(perplexity >= 1 && perplexity < 1 << 20) || early < 0 || iterations < 0
                    || !(theta >= 0 && theta <= 0.6)) {
                throw new IllegalArgumentException(
                        "expected perplexity >= 1, early >= 0, iterations >= 0 and theta from"
                                + " 0 to 0.6 but got " + perplexity + ", " + early + ", " + iterations + " and "
                                + theta);
            }
        }

        /// Perplexity 30, 250 and 500 iterations, theta 0.5.
        ///
        /// @param seed of what moves points apart that coincide
        /// @return the settings
        public static Settings of(long seed) {
            return new Settings(30, 250, 500, 0.5, seed);
        }
    }

    private static final double EXAGGERATION = 12;
    private static final double LEAST_RATE = 200;
    private static final double LEAST_GAIN = 0.01;
    /// Deviation of the first coordinate at the start, and of what is added to move points apart.
    private static final double START = 1e-4;
    private static final double APART = 1e-6;

    /// Finds the plane.
    ///
    /// @param codes points, more than three times the perplexity
    /// @param settings of the search
    /// @param workers who computes; the bits do not depend on their number
    /// @return the points of the plane
    /// @throws IllegalArgumentException if there are too few points
    public static TSne of(Codes codes, Settings settings, Workers workers) {
        int n = codes.rows();
        if (!(3 * settings.perplexity < n)) {
            throw new IllegalArgumentException("perplexity must be below a third of the " + n + " samples but is "
                    + settings.perplexity);
        }
        Affinities p = new Affinities(codes, settings.perplexity, workers);
        double[] y = start(codes, settings.seed, workers);
        double[] update = new double[2 * n];
        double[] gains = new double[2 * n];
        Arrays.fill(gains, 1);
        double[] gradient = new double[2 * n];
        double rate = Math.max(LEAST_RATE, n / EXAGGERATION);
        for (int step = 0; step < settings.early + settings.iterations; step++) {
            boolean early = step < settings.early;
            if (step == settings.early) {
                // Steps of the strong attraction say nothing of those that follow.
                Arrays.fill(update, 0);
                Arrays.fill(gains, 1);
            }
            gradient(p, y, early ? EXAGGERATION : 1, settings.theta, gradient, workers);
            move(y, update, gains, gradient, rate, early ? 0.5 : 0.8);
        }
        double all = gradient(p, y, 1, settings.theta, gradient, workers);
        float[] plane = new float[2 * n];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) y[i];
        }
        return new TSne(Codes.of(plane, 2), divergence(p, y, all), settings);
    }

    private static double[] start(Codes codes, long seed, Workers workers) {
        int n = codes.rows();
        int components = Math.min(2, codes.units());
        Pca pca = Pca.of(codes, components, workers);
        Codes projected = pca.project(codes);
        double deviation = Math.sqrt(pca.variances().getFirst());
        float[] noise = new float[2 * n];
        Philox.normal(noise, 0, 2 * n, seed, RandomStreams.PLANE, 0, 0);
        double[] y = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            double value = i % 2 < components && deviation > 0 ? projected.get(i / 2, i % 2) / deviation : 0;
            y[i] = START * value + APART * noise[i];
        }
        return y;
    }

    /// The gradient over 4; returns the sum of `1 / (1 + |y_i - y_j|^2)` over all pairs.
    private static double gradient(Affinities p, double[] y, double attraction, double theta, double[] gradient,
            Workers workers) {
        int n = y.length / 2;
        QuadTree tree = new QuadTree(y);
        double[] sums = new double[n];
        double[] repulsion = new double[2 * n];
        workers.run(RowParts.count(n), (part, worker) -> {
            int[] stack = new int[QuadTree.stackLength()];
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                sums[i] = tree.repulsion(i, theta, repulsion, stack);
                double forceX = 0;
                double forceY = 0;
                for (int at = p.starts[i]; at < p.starts[i + 1]; at++) {
                    double dx = y[2 * i] - y[2 * p.others[at]];
                    double dy = y[2 * i + 1] - y[2 * p.others[at] + 1];
                    double pull = p.values[at] / (1 + dx * dx + dy * dy);
                    forceX += pull * dx;
                    forceY += pull * dy;
                }
                gradient[2 * i] = attraction * forceX;
                gradient[2 * i + 1] = attraction * forceY;
            }
        });
        double all = 0;
        for (double sum : sums) {
            all += sum;
        }
        for (int i = 0; i < 2 * n; i++) {
            gradient[i] -= repulsion[i] / all;
        }
        return all;
    }

    private static void move(double[] y, double[] update, double[] gains, double[] gradient, double rate,
            double momentum) {
        double[] mean = new double[2];
        for (int i = 0; i < y.length; i++) {
            gains[i] = update[i] * gradient[i] < 0 ? gains[i] + 0.2 : Math.max(gains[i] * 0.8, LEAST_GAIN);
            update[i] = momentum * update[i] - rate * gains[i] * gradient[i];
            y[i] += update[i];
            mean[i % 2] += y[i] / (y.length / 2.0);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean[i % 2];
        }
    }

    private static double divergence(Affinities p, double[] y, double all) {
        double sum = 0;
        for (int i = 0; i < y.length / 2; i++) {
            for (int at = p.starts[i]; at < p.starts[i + 1]; at++) {
                double dx = y[2 * i] - y[2 * p.others[at]];
                double dy = y[2 * i + 1] - y[2 * p.others[at] + 1];
                double value = p.values[at];
                sum += value > 0 ? value * StrictMath.log(value * all * (1 + dx * dx + dy * dy)) : 0;
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "t-SNE of %d samples, perplexity %s: divergence %.4f nats", plane.rows(),
                settings.perplexity, divergence);
    }
}
