package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/// `log p(x) = log of the integral of p(x|z) p(z)` by the rectangle rule on a grid of codes, for one or two latent units.
///
/// Every code is decoded once, for all samples. Where the log-likelihood is linear in the sample it is one matrix product of
/// samples and decoder outputs.
public final class GridIntegral {
    // Codes that are decoded together: few enough for their outputs to stay in a cache.
    private static final int TILE = 1000;
    // A term that is e^-50 of the sum changes none of the 1e9 terms' digits that matter.
    private static final double NEGLIGIBLE = 50;

    private final Graph graph;
    private final Inference inference;
    private final Workers workers;
    private final boolean isLinear;
    private final int units;
    private final int features;
    private final RowBlocks priors;
    private final RowBlocks likelihoods;

    /// @param graph for evaluation
    /// @param inference of the same graph
    public GridIntegral(VaeSpec spec, Graph graph, float[] parameters, Workers workers, Inference inference) {
        this.graph = graph;
        this.inference = inference;
        this.workers = workers;
        isLinear = spec.likelihood().isLinearInSample();
        units = spec.latent();
        features = spec.features();
        Value prior = Objects.requireNonNull(graph.costs().prior());
        priors = new RowBlocks(workers, parameters, new Slice(graph, List.of(graph.latent().z()), List.of(prior)));
        likelihoods = new RowBlocks(workers, parameters,
                new Slice(graph, List.of(graph.output(), graph.target()), List.of(cost())));
    }

    private Value cost() {
        return graph.costs().likelihood().output;
    }

    /// A grid of codes: the same number of points along each unit, in the middle of cells of equal size.
    ///
    /// @param low where the cells of each unit begin
    /// @param high where they end
    /// @param points along each unit
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Grid(double[] low, double[] high, int points) {
        int size() {
            return low.length == 1 ? points : points * points;
        }

        double logCell() {
            double sum = 0;
            for (int j = 0; j < low.length; j++) {
                sum += StrictMath.log((high[j] - low[j]) / points);
            }
            return sum;
        }

        void code(int number, float[] z, int at) {
            for (int j = 0, rest = number; j < low.length; j++, rest /= points) {
                z[at + j] = (float) (low[j] + (rest % points + 0.5) * (high[j] - low[j]) / points);
            }
        }
    }

    /// What is known of each sample after some codes: the largest log-term, and the sum of all terms divided by it.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Sums(double[] largest, double[] sum) {
        void add(int sample, double term) {
            if (term <= largest[sample]) {
                if (term > largest[sample] - NEGLIGIBLE) {
                    sum[sample] += StrictMath.exp(term - largest[sample]);
                }
            } else {
                sum[sample] = sum[sample] * StrictMath.exp(largest[sample] - term) + 1;
                largest[sample] = term;
            }
        }
    }

    /// Computes log p(x) of `count` samples.
    ///
    /// @param targets the samples as the likelihood has them, (count, features)
    /// @param progress receives the number of codes after each step
    /// @return nats
    public double[] logLikelihood(float[] targets, int count, Grid grid, IntConsumer progress) {
        Sums sums = new Sums(new double[count], new double[count]);
        Arrays.fill(sums.largest, Double.NEGATIVE_INFINITY);
        int width = graph.output().width();
        float[] z = new float[TILE * units];
        float[] outputs = new float[Math.multiplyExact(TILE, width)];
        float[] logPrior = new float[TILE];
        for (int code = 0; code < grid.size(); code += TILE) {
            int n = Math.min(TILE, grid.size() - code);
            for (int i = 0; i < n; i++) {
                grid.code(code + i, z, i * units);
            }
            inference.outputs(z, n, outputs);
            logPrior(z, n, logPrior);
            if (isLinear) {
                addProduct(sums, targets, count, outputs, logPrior, n);
            } else {
                addOneByOne(sums, targets, count, outputs, logPrior, n);
            }
            progress.accept(n);
        }
        double[] result = new double[count];
        for (int s = 0; s < count; s++) {
            result[s] = sums.largest[s] + StrictMath.log(sums.sum[s]) + grid.logCell();
        }
        return result;
    }

    private void logPrior(float[] z, int rows, float[] out) {
        Value prior = Objects.requireNonNull(graph.costs().prior());
        priors.run(rows, (row, count, worker) -> {
            Frame frame = priors.frame(worker);
            System.arraycopy(z, row * units, frame.values(graph.latent().z()), 0, count * units);
            priors.slice().start(frame, count);
            for (int r = 0; r < count; r++) {
                out[row + r] = -frame.values(prior)[r];
            }
        });
    }

    /// log p(x|z) = x . output - A(output), where A is the cost of a sample of zeros.
    private void addProduct(Sums sums, float[] targets, int samples, float[] outputs, float[] logPrior, int n) {
        float[] ofZeros = new float[n];
        likelihoods.run(n, (row, count, worker) -> {
            Frame frame = likelihoods.frame(worker);
            System.arraycopy(outputs, row * features, frame.values(graph.output()), 0, count * features);
            Arrays.fill(frame.values(graph.target()), 0, count * features, 0);
            likelihoods.slice().start(frame, count);
            System.arraycopy(frame.values(cost()), 0, ofZeros, row, count);
        });
        workers.run(Math.ceilDiv(samples, RowBlocks.ROWS), (task, _) -> {
            int first = task * RowBlocks.ROWS;
            int rows = Math.min(RowBlocks.ROWS, samples - first);
            float[] products = new float[rows * n];
            MatMul.multiplyTransB(products, 0, n, targets, first * features, features, outputs, 0, features, rows, n,
                    features, false, new float[MatMul.scratchLength(features)]);
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < n; i++) {
                    sums.add(first + r, (double) products[r * n + i] - ofZeros[i] + logPrior[i]);
                }
            }
        });
    }

    private void addOneByOne(Sums sums, float[] targets, int samples, float[] outputs, float[] logPrior, int n) {
        int width = graph.output().width();
        // Every sample is a task, with all codes: frames are as large as a block of rows.
        likelihoods.reserve(RowBlocks.ROWS);
        workers.run(samples, (sample, worker) -> {
            Frame frame = likelihoods.frame(worker);
            likelihoods.slice().prepare(frame);
            for (int r = 0; r < Math.min(n, RowBlocks.ROWS); r++) {
                System.arraycopy(targets, sample * features, frame.values(graph.target()), r * features, features);
            }
            for (int row = 0; row < n; row += RowBlocks.ROWS) {
                int count = Math.min(RowBlocks.ROWS, n - row);
                System.arraycopy(outputs, row * width, frame.values(graph.output()), 0, count * width);
                likelihoods.slice().start(frame, count);
                for (int r = 0; r < count; r++) {
                    sums.add(sample, (double) logPrior[row + r] - frame.values(cost())[r]);
                }
            }
        });
    }
}
