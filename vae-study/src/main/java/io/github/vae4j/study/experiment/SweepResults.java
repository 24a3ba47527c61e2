package io.github.vae4j.study.experiment;

import io.github.vae4j.metrics.units.ActiveUnits;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a sweep found.
///
/// @param plan what was varied
/// @param study data, model and training, but for what was varied
/// @param points one per model, in the order of values and seeds
/// @param environment what it ran on
/// @param seconds the whole took
public record SweepResults(SweepPlan plan, StudyPlan study, List<Point> points, Environment environment,
        double seconds) {
    /// Copies the list.
    public SweepResults {
        points = List.copyOf(points);
    }

    /// One model.
    ///
    /// @param value of what was varied
    /// @param seed of its training
    /// @param control whether classes were drawn at random instead of by what is in the image
    /// @param trainingSamples it learned from
    /// @param units what its units do on the test set
    /// @param dimension how many dimensions its codes have
    /// @param testCost negative ELBO on the test set, nats per sample
    public record Point(double value, long seed, boolean control, int trainingSamples, ActiveUnits units,
            LatentDimension dimension, double testCost) {}

    /// Mean and spread over the seeds of one value.
    ///
    /// @param value of what was varied
    /// @param mean over the seeds
    /// @param deviation standard deviation over the seeds (divided by n - 1), 0 for one seed
    public record Summary(double value, double mean, double deviation) {}

    /// Summarises a statistic per value.
    ///
    /// @param control whether of the control
    /// @param statistic of a point
    /// @return one per value, rising; none if there is no control
    public List<Summary> summaries(boolean control, ToDoubleFunction<Point> statistic) {
        return plan.values().stream().map(value -> {
            double[] found = points.stream().filter(point -> point.control() == control && point.value() == value)
                    .mapToDouble(statistic).toArray();
            double sum = 0;
            for (double one : found) {
                sum += one;
            }
            double mean = sum / found.length;
            double squares = 0;
            for (double one : found) {
                squares += (one - mean) * (one - mean);
            }
            return new Summary(value, mean, found.length > 1 ? Math.sqrt(squares / (found.length - 1)) : 0);
        }).filter(summary -> !Double.isNaN(summary.mean())).toList();
    }
}
