package io.github.vae4j.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// The mean negative log-likelihood of a data set and what is known of its error, in nats per sample.
///
/// @param samples number of samples
/// @param nll mean over all samples, each counted once
/// @param error standard error of that mean over samples; NaN with one sample
/// @param repeatError standard error over repeats, of the draws alone; NaN with one repeat
/// @param bias what `nll` is too high by, by the jackknife; NaN with one draw
/// @param effectiveDraws median over samples of the effective number of draws
/// @param shareOfFew share of the samples with fewer than [#FEW] effective draws: their estimates are not to be trusted
/// @param curve the same mean after fewer draws
public record LikelihoodSummary(int samples, double nll, double error, double repeatError, double bias,
        double effectiveDraws, double shareOfFew, List<Point> curve) {
    /// Fewer effective draws than these are too few.
    public static final int FEW = 10;

    /// A point of the curve.
    ///
    /// @param draws for each sample
    /// @param nll mean over samples
    /// @param error its standard error over samples
    public record Point(int draws, double nll, double error) {}

    /// Copies the curve.
    public LikelihoodSummary {
        curve = List.copyOf(curve);
    }

    /// Summarises estimates by importance sampling.
    ///
    /// @param estimates of one sample or more
    /// @return the summary
    /// @throws IllegalArgumentException if there are no samples
    public static LikelihoodSummary of(ImportanceEstimates estimates) {
        int n = estimates.samples();
        requireSamples(n);
        List<Integer> counts = estimates.how().curve();
        List<Point> curve = new ArrayList<>();
        for (int c = 0; c < counts.size(); c++) {
            int point = c;
            Spread at = Spread.of(n, s -> -estimates.curve(s, point));
            curve.add(new Point(counts.get(c), at.mean, at.error));
        }
        Spread all = Spread.of(n, s -> -estimates.logLikelihood(s));
        Spread repeats = Spread.of(estimates.how().repeats(),
                r -> Spread.of(n, s -> -estimates.logLikelihood(s, r)).mean);
        double[] effective = new double[n];
        Arrays.setAll(effective, estimates::effectiveDraws);
        long few = Arrays.stream(effective).filter(e -> !(e >= FEW)).count();
        return new LikelihoodSummary(n, all.mean, all.error, repeats.error, Spread.of(n, estimates::shortfall).mean,
                median(effective), (double) few / n, curve);
    }

    /// Summarises values that have no error of their own.
    ///
    /// @param logLikelihood log p(x) of each of one sample or more
    /// @return the summary, without what concerns draws: NaN and an empty curve
    /// @throws IllegalArgumentException if there are no samples
    public static LikelihoodSummary of(double[] logLikelihood) {
        requireSamples(logLikelihood.length);
        Spread all = Spread.of(logLikelihood.length, s -> -logLikelihood[s]);
        return new LikelihoodSummary(logLikelihood.length, all.mean, all.error, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, List.of());
    }

    /// Bits per dimension: `nll / (features log 2)`, of the values as the likelihood sees them, after the model's scaling.
    ///
    /// @param features values of a sample
    /// @return bits
    public double bitsPerDimension(int features) {
        return nll / (features * StrictMath.log(2));
    }

    private static void requireSamples(int n) {
        if (n == 0) {
            throw new IllegalArgumentException("there are no samples to take the mean of: give one or more");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Mean of n values, and its standard error.
    private record Spread(double mean, double error) {
        static Spread of(int n, IntToDoubleFunction values) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values.applyAsDouble(i);
            }
            double mean = sum / n;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double d = values.applyAsDouble(i) - mean;
                squares += d * d;
            }
            return new Spread(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
        }
    }
}
