package io.github.vae4j.core.evaluation;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Bounds;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.GridIntegral;
import io.github.vae4j.core.graph.Inference;
import io.github.vae4j.core.graph.InputRows;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.SampleRows;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;

/// log p(x) of samples under a model, by three ways: importance sampling for every model, quadrature for one and two latent
/// units, and the closed form for linear-Gaussian models. The first is a bound that draws more or less tight, the other two
/// are exact up to rounding and say how good the first is.
///
/// Results have the same bits for any number of threads. Values are in the scale of the model, see [VaeSpec#scaling].
///
/// ```java
/// try (Workers team = Workers.ofAvailableProcessors()) {
///     LogLikelihood measure = LogLikelihood.of(vae, team);
///     ImportanceEstimates estimates = measure.importance(test, ImportanceSampling.of(5000));
///     System.out.println(LikelihoodSummary.of(estimates));
/// }
/// ```
public final class LogLikelihood {
    /// The largest number of points of a grid for each unit.
    public static final int MAX_POINTS = 4_000;
    private static final int MIN_POINTS = 8;
    // Of the posterior's standard deviations, and of the prior's: what lies beyond is e^-18 of the whole.
    private static final double REACH = 6;

    private final VaeSpec spec;
    private final Graph graph;
    private final float[] parameters;
    private final SampleRows samples;
    private final Inference inference;
    private final Bounds bounds;
    private final Workers team;

    private LogLikelihood(Vae vae, Workers team) {
        spec = vae.spec();
        graph = ModelGraph.forEvaluation(spec);
        parameters = vae.parameters();
        this.team = team;
        samples = new SampleRows(spec, graph, parameters);
        inference = new Inference(spec, graph, parameters, team);
        bounds = new Bounds(graph, parameters, team);
    }

    /// The likelihood of a model, whose parameters must not change meanwhile.
    ///
    /// @param vae the model
    /// @param team shares the work of each call
    /// @return what measures it; used by one thread at a time
    public static LogLikelihood of(Vae vae, Workers team) {
        return new LogLikelihood(vae, team);
    }

    private InputRows.Rows rows(Dataset data) {
        InputCheck.features(data, spec.features());
        return inference.input().of(data);
    }

    // ---- importance sampling

    /// Estimates log p(x) of all samples.
    ///
    /// @param data with `spec().features()` features
    /// @param how many draws
    /// @return one row for each sample
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public ImportanceEstimates importance(Dataset data, ImportanceSampling how) {
        return importance(data, 0, data.size(), how, _ -> {});
    }

    /// Estimates log p(x) of some samples. The draws of a sample depend on the seed and its number in the data set alone, so
    /// that blocks of any size give the same numbers as one call.
    ///
    /// @param data with `spec().features()` features
    /// @param from number of the first sample
    /// @param count number of samples
    /// @param how many draws
    /// @param progress receives numbers of draws that are done, from the threads of the team
    /// @return one row for each of the samples
    /// @throws IllegalArgumentException if there are no such samples, the number of features differs or a value does not suit
    ///     the likelihood
    public ImportanceEstimates importance(Dataset data, int from, int count, ImportanceSampling how,
            IntConsumer progress) {
        Objects.checkFromIndexSize(from, count, data.size());
        int columns = ImportanceEstimates.columns(how);
        int[] curve = how.curve().stream().mapToInt(Integer::intValue).toArray();
        double[] values = new double[Math.multiplyExact(count, columns)];
        WeightSums[] sums = new WeightSums[count];
        Arrays.setAll(sums, _ -> new WeightSums());
        int draws = how.draws();
        int repeats = how.repeats();
        bounds.logWeights(rows(data), from, count, Math.multiplyExact(draws, repeats), how.seed(),
                (sample, draw, logWeight) -> {
                    WeightSums of = sums[sample - from];
                    int row = (sample - from) * columns;
                    if (draw % draws == 0) {
                        of.reset();
                    }
                    of.add(logWeight);
                    int point = Arrays.binarySearch(curve, of.draws());
                    if (point >= 0) {
                        values[row + 3 * repeats + point] += of.logMean() / repeats;
                    }
                    if (of.draws() == draws) {
                        int repeat = draw / draws;
                        values[row + repeat] = of.logMean();
                        values[row + repeats + repeat] = of.effective();
                        values[row + 2 * repeats + repeat] = of.shortfall();
                        progress.accept(draws);
                    }
                });
        return new ImportanceEstimates(count, how, values);
    }

    // ---- quadrature

    /// log p(x) by the rectangle rule over a grid of codes, which converges faster than any power of the number of points. The
    /// grid reaches six standard deviations beyond the posteriors of all samples and beyond the origin. Two grids that agree
    /// show that the points are enough.
    ///
    /// @param data with `spec().features()` features
    /// @param points of the grid along each unit, 8 to 4,000
    /// @param progress receives numbers of codes that are done
    /// @return log p(x) of each sample, nats
    /// @throws IllegalArgumentException if the model has more than two units, `points` is out of range, the number of features
    ///     differs or a value does not suit the likelihood
    public double[] quadrature(Dataset data, int points, IntConsumer progress) {
        int units = spec.latent();
        if (units > 2) {
            throw new IllegalArgumentException("quadrature is for 1 or 2 latent units but the model has " + units
                    + ": use importance sampling");
        }
        requireNoCondition("quadrature");
        Ranges.atLeast(MIN_POINTS, "points", points);
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException("points must be at most " + MAX_POINTS + " but is " + points);
        }
        InputRows.Rows rows = rows(data);
        int n = data.size();
        float[] mean = new float[Math.multiplyExact(n, units)];
        float[] logvar = new float[mean.length];
        inference.encode(rows, n, mean, logvar);
        double[] low = new double[units];
        double[] high = new double[units];
        Arrays.fill(low, -REACH);
        Arrays.fill(high, REACH);
        for (int i = 0; i < mean.length; i++) {
            double reach = REACH * StrictMath.exp(logvar[i] / 2.0);
            low[i % units] = Math.min(low[i % units], mean[i] - reach);
            high[i % units] = Math.max(high[i % units], mean[i] + reach);
        }
        return new GridIntegral(spec, graph, parameters, team, inference).logLikelihood(targets(data), n,
                new GridIntegral.Grid(low, high, points), progress);
    }

    // ---- closed form

    /// log p(x) of a linear-Gaussian model: a decoder without hidden layers, or with linear ones, a normal likelihood with one
    /// variance, and the standard normal prior. It does not depend on the encoder.
    ///
    /// @param data with `spec().features()` features
    /// @return log p(x) of each sample, nats
    /// @throws IllegalArgumentException if the model is another one, the number of features differs or a value does not suit
    ///     the likelihood
    public double[] closedForm(Dataset data) {
        double variance = spec.likelihood().commonVariance(parameters, graph.costs().ownOfLikelihood());
        boolean isLinear = spec.decoder().stream().allMatch(layer -> layer.isLinear(spec.activation()));
        if (!isLinear || Double.isNaN(variance) || !spec.prior().equals(Prior.standardNormal())) {
            throw new IllegalArgumentException(
                    "the closed form is for a linear decoder, a Gaussian likelihood and the prior "
                            + "'normal', but the model has the decoder " + spec.decoder() + " (" + spec.activation()
                            + "), the likelihood '" + spec.likelihood() + "' and the prior '" + spec.prior()
                            + "': use importance sampling");
        }
        requireNoCondition("the closed form");
        int units = spec.latent();
        int features = spec.features();
        float[] probes = new float[(units + 1) * units];
        for (int j = 0; j < units; j++) {
            probes[(j + 1) * units + j] = 1;
        }
        float[] outputs = new float[Math.multiplyExact(units + 1, features)];
        inference.outputs(probes, null, units + 1, outputs);
        double[] offset = new double[features];
        double[][] columns = new double[units][features];
        for (int i = 0; i < features; i++) {
            offset[i] = outputs[i];
            for (int j = 0; j < units; j++) {
                columns[j][i] = (double) outputs[(j + 1) * features + i] - outputs[i];
            }
        }
        LinearGaussian model = new LinearGaussian(offset, columns, variance);
        rows(data);
        double[] result = new double[data.size()];
        float[] x = new float[features];
        for (int s = 0; s < result.length; s++) {
            target(data, s, x);
            result[s] = model.logDensity(x, 0);
        }
        return result;
    }

    /// The decoder of a conditional model is another one for each condition.
    private void requireNoCondition(String method) {
        if (graph.condition() != null) {
            throw new IllegalArgumentException(method + " is for models without conditions but this one has "
                    + spec.conditions() + ": use importance sampling");
        }
    }

    /// Reads a sample as the likelihood has it.
    private void target(Dataset data, int sample, float[] target) {
        // Where the encoder has it in another scale, that goes into an array that nobody reads.
        float[] x = graph.target().equals(graph.x()) ? target : new float[target.length];
        samples.read(data, sample, 0, x, target, 0);
    }

    private float[] targets(Dataset data) {
        float[] all = new float[Math.multiplyExact(data.size(), spec.features())];
        float[] one = new float[spec.features()];
        for (int s = 0; s < data.size(); s++) {
            target(data, s, one);
            System.arraycopy(one, 0, all, s * one.length, one.length);
        }
        return all;
    }

    // ---- values that are no probabilities

    /// The least that each sample can cost under any model, where the likelihood is no probability of it but a cross-entropy:
    /// grey levels under the Bernoulli likelihood. If one of them is above 0, estimates of log p(x) are no log-likelihoods.
    ///
    /// @param data with `spec().features()` features
    /// @return nats for each sample
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public double[] crossEntropyFloor(Dataset data) {
        rows(data);
        double[] floors = new double[data.size()];
        float[] x = new float[spec.features()];
        for (int s = 0; s < floors.length; s++) {
            target(data, s, x);
            for (float value : x) {
                floors[s] += spec.likelihood().crossEntropyFloor(value);
            }
        }
        return floors;
    }
}
