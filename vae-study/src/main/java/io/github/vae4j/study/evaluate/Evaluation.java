package io.github.vae4j.study.evaluate;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluation.ImportanceEstimates;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.evaluation.LikelihoodSummary;
import io.github.vae4j.core.evaluation.LogLikelihood;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Measures log p(x) of a data set.
///
/// @param vae the model
/// @param data its samples
/// @param method how it is measured
/// @param sampling draws, repeats and seed, for importance sampling
/// @param points of a grid along each unit, for quadrature
public record Evaluation(Vae vae, Dataset data, EvaluationMethod method, ImportanceSampling sampling, int points) {
    // Draws of a block, after which the estimates so far are saved: some seconds of work.
    private static final long DRAWS = 1_000_000;
    // Samples that one thread works on at a time, twice.
    private static final int SAMPLES_PER_THREAD = 250;

    /// Work that is counted while it is done.
    public interface Progress extends AutoCloseable {
        /// Some of it is done; called by any thread.
        ///
        /// @param amount since the last call
        void add(int amount);

        @Override
        void close();
    }

    /// Measures.
    ///
    /// @param workers share the work
    /// @param partial where estimates are saved between blocks and taken up again, if the method has blocks
    /// @param progress opens a display for an amount of work
    /// @return the results
    /// @throws IOException if the estimates so far cannot be read or saved
    /// @throws IllegalArgumentException if the method is not for this model, or the data does not suit it
    public EvaluationResults run(Workers workers, EstimatesFile partial, LongFunction<Progress> progress)
            throws IOException {
        LogLikelihood measure = LogLikelihood.of(vae, workers);
        if (data.size() == 0) {
            throw new IllegalArgumentException("the data has no samples: there is no mean of nothing");
        }
        double[] floors = measure.crossEntropyFloor(data);
        double floor = Arrays.stream(floors).average().orElseThrow();
        return switch (method) {
            case IMPORTANCE -> {
                ImportanceEstimates estimates = importance(measure, workers.threads(), partial, progress);
                yield results(LikelihoodSummary.of(estimates), estimates, values(estimates), floor, Double.NaN);
            }
            case QUADRATURE -> {
                int fewer = 3 * points / 4;
                double[] fine;
                double[] coarse;
                try (Progress display = progress.apply(codes(points) + codes(fewer))) {
                    fine = measure.quadrature(data, points, display::add);
                    coarse = measure.quadrature(data, fewer, display::add);
                }
                double difference = 0;
                for (int s = 0; s < fine.length; s++) {
                    difference = Math.max(difference, Math.abs(fine[s] - coarse[s]));
                }
                yield results(LikelihoodSummary.of(fine), null, fine, floor, difference);
            }
            case CLOSED_FORM -> {
                double[] exact = measure.closedForm(data);
                yield results(LikelihoodSummary.of(exact), null, exact, floor, Double.NaN);
            }
        };
    }

    private EvaluationResults results(LikelihoodSummary summary, @Nullable ImportanceEstimates estimates,
            double[] values, double floor, double difference) {
        return new EvaluationResults(this, summary, estimates, values, floor, difference);
    }

    private long codes(int perUnit) {
        return vae.spec().latent() == 1 ? perUnit : (long) perUnit * perUnit;
    }

    private static double[] values(ImportanceEstimates estimates) {
        double[] values = new double[estimates.samples()];
        Arrays.setAll(values, estimates::logLikelihood);
        return values;
    }

    private ImportanceEstimates importance(LogLikelihood measure, int threads, EstimatesFile partial,
            LongFunction<Progress> progress) throws IOException {
        long drawsOfSample = (long) sampling.draws() * sampling.repeats();
        long samples = Math.max((long) SAMPLES_PER_THREAD * threads, DRAWS / drawsOfSample);
        int block = (int) Math.min(samples, data.size());
        List<ImportanceEstimates> blocks = new ArrayList<>();
        partial.read(sampling, data.size()).ifPresent(blocks::add);
        int done = blocks.isEmpty() ? 0 : blocks.getFirst().samples();
        try (Progress display = progress.apply((data.size() - done) * drawsOfSample)) {
            while (done < data.size()) {
                int count = Math.min(block, data.size() - done);
                blocks.add(measure.importance(data, done, count, sampling, display::add));
                done += count;
                if (done < data.size()) {
                    partial.write(ImportanceEstimates.joined(blocks));
                }
            }
        }
        return ImportanceEstimates.joined(blocks);
    }
}
