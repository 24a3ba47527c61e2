package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Which latent units carry information: those whose mean moves with the input, `A_j = Var_x(E[z_j|x])` above a threshold
/// (Burda et al. 2016, section 5.1; 0.01 there). The variance is that of the samples given, divided by n.
///
/// Pitfalls: the count depends on the samples (training or test, 500 or 10,000) and on the axes: a rotation of the space
/// spreads variance over all units, so the count of principal components above the threshold stands beside it. The
/// variance is that of the means, never of draws, which is about 1 for every unit. In a linear model A = 0.01 is a KL of
/// 0.00503 nats; the count of units with a KL above the threshold stands beside it, too.
///
/// @param variances A_j per unit
/// @param kl mean KL(q(z_j|x) || p(z_j)) per unit in nats; empty without log variances
/// @param componentVariances variances along the principal components of the means, falling
/// @param threshold what variance, component or KL must exceed
/// @param low lower ends of the 95 % intervals of the variances: bootstrap, or from a [PosteriorAccumulator] 1.96 standard
///     errors
/// @param high upper ends
/// @param countLow lower end of the interval of the count: from joint resamples, or the units whose interval lies above the
///     threshold
/// @param countHigh upper end: or the units whose interval reaches above the threshold
/// @param samples number of samples
public record ActiveUnits(List<Double> variances, List<Double> kl, List<Double> componentVariances, double threshold,
        List<Double> low, List<Double> high, int countLow, int countHigh, long samples) {
    /// The threshold of Burda et al.
    public static final double DEFAULT_THRESHOLD = 0.01;

    private static final int RESAMPLES = 200;
    private static final double TAIL = 0.025;
    private static final int STREAM = 0xac71;

    /// Copies the lists.
    public ActiveUnits {
        variances = List.copyOf(variances);
        kl = List.copyOf(kl);
        componentVariances = List.copyOf(componentVariances);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /// Measures the units.
    ///
    /// @param mean of q(z|x), (n, d) row-major
    /// @param logvar log variances, (n, d), or an empty array if they are not known
    /// @param d number of units
    /// @param threshold 0 or more, see [#DEFAULT_THRESHOLD]
    /// @param seed of the resamples
    /// @param workers who computes
    /// @return the statistics
    /// @throws IllegalArgumentException if sizes do not fit, a value is not finite, or there is no row
    public static ActiveUnits of(float[] mean, float[] logvar, int d, double threshold, long seed, Workers workers) {
        LabelledRows.checkRows("mean", mean, d, 1);
        checkThreshold(threshold);
        int n = mean.length / d;
        List<Double> kl = List.of();
        if (logvar.length > 0) {
            LabelledRows.checkPosterior(mean, logvar, d);
            kl = boxed(klPerUnit(mean, logvar, d, workers));
        }
        // Resampled variances are differences of sums: around the mean they lose nothing.
        double[] centre = LabelledRows.mean(mean, d);
        double[] variances = variances(mean, d, centre, workers);
        double[][] resampled = new double[RESAMPLES][];
        workers.run(RESAMPLES, (resample, worker) -> resampled[resample] = resampled(mean, d, centre, seed, resample));
        double[] low = new double[d];
        double[] high = new double[d];
        for (int j = 0; j < d; j++) {
            int unit = j;
            double[] sorted = Arrays.stream(resampled).mapToDouble(r -> r[unit]).sorted().toArray();
            low[j] = Quantiles.ofSorted(sorted, TAIL);
            high[j] = Quantiles.ofSorted(sorted, 1 - TAIL);
        }
        int[] counts = Arrays.stream(resampled)
                .mapToInt(r -> (int) Arrays.stream(r).filter(variance -> variance > threshold).count()).sorted()
                .toArray();
        int cut = (int) (TAIL * RESAMPLES);
        return new ActiveUnits(boxed(variances), kl, Pca.of(mean, d, d).variances(), threshold, boxed(low),
                boxed(high), counts[cut], counts[RESAMPLES - 1 - cut], n);
    }

    static void checkThreshold(double threshold) {
        if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("threshold must be 0 or more and finite but is " + threshold);
        }
    }

    private static double[] klPerUnit(float[] mean, float[] logvar, int d, Workers workers) {
        int n = mean.length / d;
        return sums(n, d, workers, (i, sum) -> {
            for (int j = 0; j < d; j++) {
                double m = mean[i * d + j];
                double v = logvar[i * d + j];
                sum[j] += (m * m + StrictMath.expm1(v) - v) / 2 / n;
            }
        });
    }

    private static double[] variances(float[] mean, int d, double[] centre, Workers workers) {
        int n = mean.length / d;
        return sums(n, d, workers, (i, sum) -> {
            for (int j = 0; j < d; j++) {
                double difference = mean[i * d + j] - centre[j];
                sum[j] += difference * difference / n;
            }
        });
    }

    private interface Row {
        void addTo(int row, double[] sum);
    }

    private static double[] sums(int n, int d, Workers workers, Row row) {
        double[][] parts = new double[RowParts.count(n)][d];
        workers.run(parts.length, (part, worker) -> {
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                row.addTo(i, parts[part]);
            }
        });
        for (int part = 1; part < parts.length; part++) {
            for (int j = 0; j < d; j++) {
                parts[0][j] += parts[part][j];
            }
        }
        return parts[0];
    }

    private static double[] resampled(float[] mean, int d, double[] centre, long seed, int resample) {
        int n = mean.length / d;
        int[] bits = new int[n];
        Philox.bits(bits, 0, n, seed, STREAM, resample, 0);
        double[] sum = new double[d];
        double[] squares = new double[d];
        for (int bit : bits) {
            // The high half of a product: uniform over the rows, to 2^-32 n.
            int row = (int) ((bit & 0xffffffffL) * n >>> 32) * d;
            for (int j = 0; j < d; j++) {
                double difference = mean[row + j] - centre[j];
                sum[j] += difference;
                squares[j] += difference * difference;
            }
        }
        for (int j = 0; j < d; j++) {
            squares[j] = squares[j] / n - sum[j] / n * (sum[j] / n);
        }
        return squares;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /// Whether a unit is active.
    ///
    /// @param unit from 0
    /// @return whether its variance exceeds the threshold
    /// @throws IndexOutOfBoundsException if there is no such unit
    public boolean isActive(int unit) {
        return variances.get(unit) > threshold;
    }

    /// How many units are active.
    ///
    /// @return 0 to d
    public int count() {
        return above(variances);
    }

    /// How many principal components of the means exceed the threshold: the count that no rotation changes.
    ///
    /// @return 0 to d
    public int componentCount() {
        return above(componentVariances);
    }

    /// How many units have a KL above the threshold.
    ///
    /// @return 0 to d; 0 without log variances
    public int klCount() {
        return above(kl);
    }

    /// The rate: the KL of all units.
    ///
    /// @return nats per sample; 0 without log variances
    public double totalKl() {
        return kl.stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The units by their variance, largest first: the variance curve.
    ///
    /// @return their numbers
    public List<Integer> byVariance() {
        return falling(variances);
    }

    /// The units by their KL, largest first.
    ///
    /// @return their numbers; none without log variances
    public List<Integer> byKl() {
        return falling(kl);
    }

    private static List<Integer> falling(List<Double> values) {
        return IntStream.range(0, values.size()).boxed()
                .sorted((a, b) -> Double.compare(values.get(b), values.get(a))).toList();
    }

    private int above(List<Double> values) {
        return (int) values.stream().filter(value -> value > threshold).count();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%d of %d units active [%d, %d] (variance of the mean > %s; %d samples), %d principal components",
                count(), variances.size(), countLow, countHigh, threshold, samples, componentCount()));
        for (int j = 0; j < variances.size(); j++) {
            text.append(String.format(Locale.ROOT, "%n  unit %d: variance %.4f [%.4f, %.4f]", j, variances.get(j),
                    low.get(j), high.get(j)));
            if (!kl.isEmpty()) {
                text.append(String.format(Locale.ROOT, ", KL %.4f nats", kl.get(j)));
            }
        }
        return text.toString();
    }
}
