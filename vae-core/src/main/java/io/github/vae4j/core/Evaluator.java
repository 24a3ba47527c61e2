package io.github.vae4j.core;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Bounds;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.Inference;
import io.github.vae4j.core.graph.InputRows;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.internal.Lengths;
import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.kernels.Workers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a [Vae] on a team of threads: see [Vae#on]. It keeps its memory from call to call.
///
/// Results have the same bits for any number of threads, and that of a row does not depend on the others. An evaluator is used
/// by one thread at a time; several of one model may run at once, each with its own team, but not while a [Trainer] changes it.
public final class Evaluator {
    private final VaeSpec spec;
    private final Inference inference;
    private final Bounds bounds;
    private final BatchGradients gradients;
    private final GivenConditions conditions;

    Evaluator(VaeSpec spec, Graph graph, float[] parameters, Workers team) {
        this(spec, new Inference(spec, graph, parameters, team), new Bounds(graph, parameters, team),
                new BatchGradients(spec, graph, parameters, team), null);
    }

    private Evaluator(VaeSpec spec, Inference inference, Bounds bounds, BatchGradients gradients,
            @Nullable Conditions given) {
        this.spec = spec;
        this.inference = inference;
        this.bounds = bounds;
        this.gradients = gradients;
        conditions = new GivenConditions(spec, given);
    }

    /// The same evaluator, of a conditional model, with conditions for what has none of its own: rows of arrays, codes, draws
    /// from the prior, data without conditions. It shares its memory with this one.
    ///
    /// @param given one row for all, or as many rows as come with them
    /// @return an evaluator, to be used by the same thread
    /// @throws IllegalArgumentException if a condition of the model is missing, or a row has a category that it does not know
    public Evaluator given(Conditions given) {
        return new Evaluator(spec, inference, bounds, gradients,
                given.as(spec.conditions(), row -> "row " + row));
    }

    private InputRows.Rows rows(Dataset data) {
        InputCheck.features(data, spec.features());
        return inference.input().of(conditions.on(data));
    }

    private InputRows.Rows rows(float[] x, int count) {
        Lengths.requireRows("x", x, count, spec.features());
        return inference.input().of(x, conditions.of(count));
    }

    // ---- encode

    /// q(z|x) of all samples of a data set.
    ///
    /// @param data with `spec().features()` features
    /// @return means and log variances
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public Encoding encode(Dataset data) {
        return encode(rows(data), data.size());
    }

    /// q(z|x) of rows of an array.
    ///
    /// @param x samples, (count, features)
    /// @param count number of samples
    /// @return means and log variances
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public Encoding encode(float[] x, int count) {
        return encode(rows(x, count), count);
    }

    private Encoding encode(InputRows.Rows x, int count) {
        int length = Lengths.of(count, spec.latent());
        Encoding encoding = new Encoding(new float[length], new float[length], count, spec.latent());
        encode(x, count, encoding);
        return encoding;
    }

    /// q(z|x) of all samples of a data set, into the caller's arrays.
    ///
    /// @param data with `spec().features()` features
    /// @param into receives means and log variances, `data.size()` rows
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void encode(Dataset data, Encoding into) {
        encode(rows(data), data.size(), into);
    }

    /// q(z|x) of rows of an array, into the caller's arrays.
    ///
    /// @param x samples, (rows, features)
    /// @param into receives means and log variances, as many rows as `x`
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void encode(float[] x, Encoding into) {
        encode(rows(x, into.rows()), into.rows(), into);
    }

    private void encode(InputRows.Rows x, int count, Encoding into) {
        if (into.rows() != count || into.latent() != spec.latent()) {
            throw new IllegalArgumentException("the encoding must have " + count + " rows of " + spec.latent()
                    + " units but has " + into.rows() + " of " + into.latent());
        }
        inference.encode(x, count, into.mean(), into.logvar());
    }

    // ---- decode

    /// The mean of p(x|z): probabilities for the Bernoulli likelihood.
    ///
    /// @param z latent codes, (count, latent)
    /// @param count number of codes
    /// @return (count, features)
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] decode(float[] z, int count) {
        float[] mean = new float[Lengths.of(count, spec.features())];
        decode(z, count, mean);
        return mean;
    }

    /// The mean of p(x|z), into the caller's array.
    ///
    /// @param z latent codes, (count, latent)
    /// @param count number of codes
    /// @param mean receives (count, features)
    /// @throws IllegalArgumentException if an array has another length, or `z` a value that is not finite
    public void decode(float[] z, int count, float[] mean) {
        Lengths.requireRows("z", z, count, spec.latent());
        Lengths.requireRows("mean", mean, count, spec.features());
        inference.decode(z, conditions.of(count), count, mean);
    }

    /// What the decoder gives before the likelihood makes a distribution of it: logits for the Bernoulli likelihood.
    ///
    /// @param z latent codes, (count, latent)
    /// @param count number of codes
    /// @return (count, outputs); see [io.github.vae4j.core.spec.Likelihood#outputs]
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] outputs(float[] z, int count) {
        Lengths.requireRows("z", z, count, spec.latent());
        float[] values = new float[Lengths.of(count, inference.outputWidth())];
        inference.outputs(z, conditions.of(count), count, values);
        return values;
    }

    /// Samples drawn from p(x|z), not its means.
    ///
    /// @param z latent codes, (count, latent)
    /// @param count number of codes
    /// @param seed decides the draws; row i is the same for any number of rows
    /// @return (count, features)
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] draw(float[] z, int count, long seed) {
        Lengths.requireRows("z", z, count, spec.latent());
        float[] x = new float[Lengths.of(count, spec.features())];
        inference.draw(z, conditions.of(count), count, seed, x);
        return x;
    }

    /// Encodes samples and decodes the means of their codes.
    ///
    /// @param x samples, (count, features)
    /// @param count number of samples
    /// @return the means of p(x|z), (count, features)
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public float[] reconstruct(float[] x, int count) {
        float[] mean = new float[Lengths.of(count, spec.features())];
        reconstruct(x, count, mean);
        return mean;
    }

    /// Encodes samples and decodes the means of their codes, into the caller's array.
    ///
    /// @param x samples, (count, features)
    /// @param count number of samples
    /// @param mean receives the means of p(x|z), (count, features); may be `x`
    /// @throws IllegalArgumentException if an array has another length or a value does not suit the likelihood
    public void reconstruct(float[] x, int count, float[] mean) {
        Lengths.requireRows("mean", mean, count, spec.features());
        inference.reconstruct(rows(x, count), count, mean);
    }

    /// Draws from the prior and decodes.
    ///
    /// @param count number of samples
    /// @param seed decides the draws; sample i is the same for any number
    /// @return the means of p(x|z), (count, features)
    /// @throws IllegalArgumentException if `count` is negative, or the samples do not fit an array
    public float[] sample(int count, long seed) {
        float[] mean = new float[Lengths.of(count, spec.features())];
        inference.sample(conditions.of(count), count, seed, mean);
        return mean;
    }

    /// Codes on the straight line between two, both included.
    ///
    /// @param from a code
    /// @param to a code
    /// @param count number of codes, 2 or more
    /// @return (count, latent)
    /// @throws IllegalArgumentException if a code has another length, or `count` is less than 2
    public float[] interpolate(float[] from, float[] to, int count) {
        int units = spec.latent();
        Lengths.requireRows("from", from, 1, units);
        Lengths.requireRows("to", to, 1, units);
        Ranges.atLeast(2, "count", count);
        float[] z = new float[Lengths.of(count, units)];
        for (int i = 0; i < count; i++) {
            double share = i / (count - 1.0);
            for (int j = 0; j < units; j++) {
                z[i * units + j] = (float) ((1 - share) * from[j] + share * to[j]);
            }
        }
        return z;
    }

    // ---- bounds

    /// The terms of the evidence lower bound, at one draw of z per sample.
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public ElboValues elbo(Dataset data, long seed) {
        ElboValues values = new ElboValues(new float[data.size()], new float[data.size()]);
        elbo(data, seed, values);
        return values;
    }

    /// The terms of the evidence lower bound, at one draw of z per sample, into the caller's arrays.
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @param into receives one value of each term per sample
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void elbo(Dataset data, long seed, ElboValues into) {
        Lengths.requireRows("reconstruction", into.reconstruction(), data.size(), 1);
        Lengths.requireRows("kl", into.kl(), data.size(), 1);
        bounds.elbo(rows(data), data.size(), seed, into.reconstruction(), into.kl());
    }

    /// The importance-weighted bound of log p(x): `E[log 1/k sum_i p(x|z_i) p(z_i) / q(z_i|x)]` (Burda et al. 2016,
    /// equation 8). With thousands of draws its negative is the usual estimate of the test likelihood; it is an upper
    /// bound of -log p(x) in expectation.
    ///
    /// @param data with `spec().features()` features
    /// @param draws per sample, k, 1 or more
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs, a value does not suit the likelihood, or `draws` is
    ///     less than 1
    public float[] importanceBound(Dataset data, int draws, long seed) {
        Ranges.atLeast(1, "draws", draws);
        float[] bound = new float[data.size()];
        bounds.importanceBound(rows(data), data.size(), draws, seed, bound);
        return bound;
    }

    /// Draws z from q(z|x) with all their log-densities.
    ///
    /// @param data with `spec().features()` features
    /// @param draws per sample, 1 or more
    /// @param seed decides the draws
    /// @return draws of all samples
    /// @throws IllegalArgumentException if the number of features differs, a value does not suit the likelihood, `draws` is
    ///     less than 1, or the draws do not fit an array
    public PosteriorDraws draws(Dataset data, int draws, long seed) {
        Ranges.atLeast(1, "draws", draws);
        int rows = Lengths.of(data.size(), draws);
        PosteriorDraws result = new PosteriorDraws(new float[Lengths.of(rows, spec.latent())], new float[rows],
                new float[rows], new float[rows], data.size(), draws, spec.latent());
        bounds.draws(rows(data), data.size(), draws, seed, result.z(), result.logPosterior(), result.logPrior(),
                result.logLikelihood());
        return result;
    }

    /// The gradient of an objective by all parameters, for one batch.
    ///
    /// @param data the batch: all its samples
    /// @param objective what is differentiated, with all weights as they are at the end of their schedules
    /// @param seed decides the noise
    /// @return by name, shaped as [Vae#tensors()]
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public Map<String, Tensor> gradients(Dataset data, Objective objective, long seed) {
        InputCheck.features(data, spec.features());
        return gradients.of(conditions.on(data), objective, seed);
    }
}
