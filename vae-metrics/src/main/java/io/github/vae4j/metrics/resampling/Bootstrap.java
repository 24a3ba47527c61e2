package io.github.vae4j.metrics.resampling;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.ClassOrder;
import io.github.vae4j.metrics.internal.NormalDistribution;
import io.github.vae4j.metrics.internal.Quantiles;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How far a statistic would move if the samples were drawn again (Efron 1979): its values on resamples, rows drawn with
/// replacement, and confidence intervals from them.
///
/// Resample r depends on the seed and on r alone, so the bits do not depend on the number of threads.
///
/// Pitfalls. What is computed from the samples (centroids, a fit) belongs inside the statistic. Rows that repeat are
/// neighbours at distance 0: statistics of nearest neighbours are not what they were on distinct rows. Where a class must
/// not vanish, resample [within the classes][#withinClasses]. Seeds of a model are an outer level: resampling rows says
/// nothing about training it again.
///
/// @param estimate the statistic of all samples
/// @param values of the resamples, rising
/// @param acceleration of [#bca], from the jackknife; NaN without it
/// @param confidence of the intervals, 0.95 for example
/// @param samples number of samples
public record Bootstrap(double estimate, List<Double> values, double acceleration, double confidence, int samples) {
    private static final int MIN_RESAMPLES = 20;

    /// Copies the list.
    public Bootstrap {
        values = List.copyOf(values);
    }

    /// How to resample.
    ///
    /// @param resamples 20 or more; 1000 or more for intervals of 95 %
    /// @param confidence of the intervals, above 0 and below 1
    /// @param seed of the draws
    /// @param jackknife whether to compute what [Bootstrap#bca] needs: the statistic without each of the n rows, which is
    ///     n values more
    public record Settings(int resamples, double confidence, long seed, boolean jackknife) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Settings {
            if (resamples < MIN_RESAMPLES) {
                throw new IllegalArgumentException("resamples must be " + MIN_RESAMPLES + " or more but is "
                        + resamples);
            }
            if (!(confidence > 0 && confidence < 1)) {
                throw new IllegalArgumentException("confidence must be above 0 and below 1 but is " + confidence);
            }
        }

        /// 1000 resamples, 95 %, no jackknife.
        ///
        /// @param seed of the draws
        /// @return the settings
        public static Settings of(long seed) {
            return new Settings(1000, 0.95, seed, false);
        }
    }

    /// A number computed from some of the rows.
    @FunctionalInterface
    public interface RowStatistic {
        /// Computes the number. Called from several threads at once.
        ///
        /// @param rows numbers of rows, some of them several times, some not at all; valid during the call
        /// @param single a team of one, for statistics that take workers
        /// @return a finite number
        double of(int[] rows, Workers single);
    }

    /// A number computed from labelled rows.
    @FunctionalInterface
    public interface LabelledStatistic {
        /// Computes the number. Called from several threads at once.
        ///
        /// @param codes points
        /// @param labels the class of every row
        /// @param single a team of one, for statistics that take workers
        /// @return a finite number
        double of(Codes codes, Labels labels, Workers single);
    }

    /// The two ends of a confidence interval.
    ///
    /// @param low lower end
    /// @param high upper end
    public record Interval(double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "[%.6g, %.6g]", low, high);
        }
    }

    /// Resamples the rows of anything.
    ///
    /// @param n number of rows
    /// @param statistic of some of them
    /// @param settings how to resample
    /// @param workers who computes
    /// @return estimate and resampled values
    /// @throws IllegalArgumentException if n is less than 2, or the statistic gives NaN or an infinity
    public static Bootstrap of(int n, RowStatistic statistic, Settings settings, Workers workers) {
        checkSize(n);
        return run(n, statistic, settings, workers, (draw, bit) -> draw(bit, 0, n));
    }

    /// Resamples labelled points, each class by itself, so that classes keep their sizes.
    ///
    /// @param codes points, 2 or more
    /// @param labels the class of every row
    /// @param statistic of points and labels; the rows come sorted by class
    /// @param settings how to resample
    /// @param workers who computes
    /// @return estimate and resampled values
    /// @throws IllegalArgumentException if sizes do not fit, there are fewer than 2 rows, or the statistic gives NaN or an
    ///     infinity
    public static Bootstrap withinClasses(Codes codes, Labels labels, LabelledStatistic statistic, Settings settings,
            Workers workers) {
        Checks.labelled(codes, labels);
        int n = labels.size();
        checkSize(n);
        ClassOrder order = new ClassOrder(labels);
        RowStatistic ofRows = (places, single) -> {
            int[] rows = IntStream.of(places).map(order::row).toArray();
            return statistic.of(codes.select(rows), labels.select(rows), single);
        };
        return run(n, ofRows, settings, workers, (place, bit) -> {
            int label = labels.get(order.row(place));
            return draw(bit, order.start(label), labels.count(label));
        });
    }

    /// Resamples a mean, without the detour over rows; the jackknife, in closed form here, is always included.
    ///
    /// @param values n finite numbers, 2 or more, such as one KL, distance or hit (0 or 1) per sample
    /// @param settings how to resample
    /// @param workers who computes
    /// @return estimate and resampled means
    /// @throws IllegalArgumentException if there are fewer than 2 values, or one is not finite
    public static Bootstrap ofMean(double[] values, Settings settings, Workers workers) {
        int n = values.length;
        checkSize(n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("values has " + values[i] + " in element " + i
                        + ": expected finite values");
            }
            sum += values[i];
        }
        double mean = sum / n;
        double[] means = new double[settings.resamples];
        int[][] bits = new int[workers.threads()][n];
        workers.run(settings.resamples, (resample, worker) -> {
            Philox.bits(bits[worker], 0, n, settings.seed, RandomStreams.RESAMPLES, resample, 0);
            double drawn = 0;
            for (int bit : bits[worker]) {
                drawn += values[draw(bit, 0, n)] - mean;
            }
            means[resample] = mean + drawn / n;
        });
        // Leaving out value i moves the mean by (mean - value) / (n - 1): the factor cancels in the acceleration.
        double[] without = new double[n];
        for (int i = 0; i < n; i++) {
            without[i] = mean - values[i];
        }
        return sorted(mean, means, acceleration(without), settings, n);
    }

    private interface Draw {
        int row(int place, int bit);
    }

    private static void checkSize(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("a bootstrap needs 2 or more samples but there are " + n);
        }
    }

    /// A row from `first` to `first + count - 1`: the high half of a product, uniform to 2^-32 count.
    private static int draw(int bit, int first, int count) {
        return first + (int) ((bit & 0xffffffffL) * count >>> 32);
    }

    private static Bootstrap run(int n, RowStatistic statistic, Settings settings, Workers workers, Draw draw) {
        int jackknifed = settings.jackknife ? n : 0;
        double[] resampled = new double[settings.resamples];
        double[] without = new double[jackknifed];
        double[] whole = new double[1];
        workers.run(1 + settings.resamples + jackknifed, (task, worker) -> {
            // Starts no thread; a team of its own, as teams do not nest.
            try (Workers single = Workers.of(1)) {
                if (task == 0) {
                    whole[0] = finite(statistic.of(IntStream.range(0, n).toArray(), single), "of all samples");
                } else if (task <= settings.resamples) {
                    int resample = task - 1;
                    int[] rows = new int[n];
                    Philox.bits(rows, 0, n, settings.seed, RandomStreams.RESAMPLES, resample, 0);
                    for (int i = 0; i < n; i++) {
                        rows[i] = draw.row(i, rows[i]);
                    }
                    resampled[resample] = finite(statistic.of(rows, single), "of resample " + resample);
                } else {
                    int left = task - 1 - settings.resamples;
                    int[] rows = IntStream.range(0, n).filter(i -> i != left).toArray();
                    without[left] = finite(statistic.of(rows, single), "without one sample");
                }
            }
        });
        return sorted(whole[0], resampled, settings.jackknife ? acceleration(without) : Double.NaN, settings, n);
    }

    private static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the statistic " + what + " is " + value
                    + ": it must be a finite number; if a class may have vanished, resample within the classes");
        }
        return value;
    }

    private static Bootstrap sorted(double estimate, double[] resampled, double acceleration, Settings settings,
            int n) {
        return new Bootstrap(estimate, Arrays.stream(resampled).sorted().boxed().toList(), acceleration,
                settings.confidence, n);
    }

    /// `sum d^3 / (6 (sum d^2)^1.5)`, d the mean of the jackknife's values less each of them.
    private static double acceleration(double[] without) {
        double mean = Arrays.stream(without).sum() / without.length;
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double difference = mean - value;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    /// The standard deviation of the resampled values.
    ///
    /// @return 0 or more
    public double standardError() {
        double mean = mean();
        return Math.sqrt(values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1));
    }

    /// How much the resampled values lie above the estimate on average; far from 0 against [#standardError] the
    /// percentiles are not to be trusted.
    ///
    /// @return mean of the values less the estimate
    public double bias() {
        return mean() - estimate;
    }

    private double mean() {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    private double quantile(double q) {
        return Quantiles.ofSorted(values.stream().mapToDouble(Double::doubleValue).toArray(), q);
    }

    /// The interval between quantiles of the resampled values.
    ///
    /// @return its ends
    public Interval percentile() {
        double tail = (1 - confidence) / 2;
        return new Interval(quantile(tail), quantile(1 - tail));
    }

    /// The percentile interval mirrored at the estimate (Davison and Hinkley 1997, 5.2): right for a statistic that is
    /// off by the same amount on resamples as on samples.
    ///
    /// @return its ends; they may lie outside the range of the statistic
    public Interval basic() {
        Interval interval = percentile();
        return new Interval(2 * estimate - interval.high, 2 * estimate - interval.low);
    }

    /// Percentiles moved for bias and for a spread that depends on the value (Efron 1987, BCa).
    ///
    /// @return its ends
    /// @throws IllegalStateException if the settings did not ask for the jackknife
    public Interval bca() {
        if (Double.isNaN(acceleration)) {
            throw new IllegalStateException("this bootstrap has no jackknife: ask for it in the settings");
        }
        double below = 0;
        for (double value : values) {
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        // Were all values on one side, the correction would be infinite: half a resample is left on the other.
        double share = Math.clamp(below / values.size(), 0.5 / values.size(), 1 - 0.5 / values.size());
        double correction = NormalDistribution.quantile(share);
        double tail = NormalDistribution.quantile((1 - confidence) / 2);
        return new Interval(quantile(moved(correction, tail)), quantile(moved(correction, -tail)));
    }

    private double moved(double correction, double z) {
        double sum = correction + z;
        double factor = 1 - acceleration * sum;
        // At the pole of the formula all of the probability lies on the side of z.
        return factor <= 0 ? (z < 0 ? 0 : 1) : NormalDistribution.cumulative(correction + sum / factor);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g, %.1f %% interval %s (%d resamples of %d samples)", estimate,
                100 * confidence, percentile(), values.size(), samples);
    }
}
