package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.internal.Inference;
import io.github.vae4j.core.internal.Initialiser;
import io.github.vae4j.core.internal.ModelFile;
import io.github.vae4j.core.internal.ParameterLayout;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.file.Path;

/// A variational autoencoder (Kingma and Welling 2014): its specification and its parameters.
///
/// q(z|x) is a normal distribution with diagonal covariance, p(z) the standard normal one. All results are the same
/// bits for any number of threads. Every method that takes many rows comes twice: with the caller's team of
/// [Workers], and without, which opens a team of all available processors for the call.
///
/// Methods that only read may run at the same time, each with its own team; not while a [Trainer] is at work on this
/// model.
public final class Vae {
    // Some virtual machines keep the last few elements that an int could count for themselves.
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    private final VaeSpec spec;
    private final ParameterLayout layout;
    private final float[] parameters;

    private Vae(VaeSpec spec, float[] parameters) {
        this.spec = spec;
        this.parameters = parameters;
        layout = new ParameterLayout(spec);
    }

    /// A new model with random weights.
    ///
    /// @param spec its shape
    /// @param seed decides the weights
    /// @return the model
    public static Vae create(VaeSpec spec, long seed) {
        return new Vae(spec, Initialiser.parameters(new ParameterLayout(spec), spec.initialisation(), seed));
    }

    /// Reads a model, from a model file or from a checkpoint: then as [Trainer#fit] left it, so that of an ended run with
    /// early stopping has its best parameters, and that of an unfinished run its latest.
    ///
    /// @param file as written by [#save] or by a [Trainer]
    /// @return the model
    /// @throws ModelFormatException if the file is damaged or not a vae4j model of this version
    /// @throws IOException if it cannot be read
    public static Vae load(Path file) throws IOException {
        ModelFile.Model model = ModelFile.loadModel(file);
        return of(model);
    }

    static Vae of(ModelFile.Model model) {
        return new Vae(model.spec(), model.parameters());
    }

    /// Writes the model as a safetensors file: weights (out, in) and biases by name, the specification as metadata.
    /// The file is replaced as a whole or not at all.
    ///
    /// @param file to write
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public void save(Path file) throws IOException {
        ModelFile.saveModel(file, new ModelFile.Model(spec, parameters));
    }

    /// The shape of the model.
    ///
    /// @return the specification
    public VaeSpec spec() {
        return spec;
    }

    /// The parameters themselves, not a copy, in one flat array, layer by layer: weights (in, out) in the panels that
    /// [io.github.vae4j.kernels.Dense] describes, then biases. Meant for averaging over machines and comparing; a file
    /// written by [#save] has the weights by name and row by row.
    ///
    /// @return `spec().parameterCount()` values
    public float[] parameters() {
        return parameters;
    }

    /// Its shape and the number of its parameters.
    @Override
    public String toString() {
        return "Vae[" + spec + ", " + parameters.length + " parameters]";
    }

    // ---- encode

    /// q(z|x) of all samples of a data set.
    ///
    /// @param data with `spec().features()` features
    /// @return means and log variances
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public Encoding encode(Dataset data) {
        return withTeam(data.size(), team -> encode(data, team));
    }

    /// q(z|x) of all samples of a data set.
    ///
    /// @param data with `spec().features()` features
    /// @param team that shares the work
    /// @return means and log variances
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public Encoding encode(Dataset data, Workers team) {
        requireFeatures(data);
        return encode(Inference.rows(data, spec.likelihood()), data.size(), team);
    }

    /// q(z|x) of rows of an array.
    ///
    /// @param x samples, (rows, features)
    /// @param rows number of samples
    /// @return means and log variances
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public Encoding encode(float[] x, int rows) {
        return withTeam(rows, team -> encode(x, rows, team));
    }

    /// q(z|x) of rows of an array.
    ///
    /// @param x samples, (rows, features)
    /// @param rows number of samples
    /// @param team that shares the work
    /// @return means and log variances
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public Encoding encode(float[] x, int rows, Workers team) {
        requireRows("x", x, rows, spec.features());
        return encode(Inference.rows(x, spec.features(), spec.likelihood()), rows, team);
    }

    /// q(z|x) of all samples of a data set, into the caller's arrays.
    ///
    /// @param data with `spec().features()` features
    /// @param into receives means and log variances, `data.size()` rows
    /// @param team that shares the work
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void encode(Dataset data, Encoding into, Workers team) {
        requireFeatures(data);
        encode(Inference.rows(data, spec.likelihood()), data.size(), into, team);
    }

    /// q(z|x) of rows of an array, into the caller's arrays.
    ///
    /// @param x samples, (rows, features)
    /// @param into receives means and log variances, as many rows as `x`
    /// @param team that shares the work
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void encode(float[] x, Encoding into, Workers team) {
        requireRows("x", x, into.rows(), spec.features());
        encode(Inference.rows(x, spec.features(), spec.likelihood()), into.rows(), into, team);
    }

    private Encoding encode(Inference.Rows x, int rows, Workers team) {
        int length = length(rows, spec.latent());
        Encoding encoding = new Encoding(new float[length], new float[length], rows, spec.latent());
        encode(x, rows, encoding, team);
        return encoding;
    }

    private void encode(Inference.Rows x, int rows, Encoding into, Workers team) {
        if (into.rows() != rows || into.latent() != spec.latent()) {
            throw new IllegalArgumentException("the encoding must have " + rows + " rows of " + spec.latent()
                    + " units but has " + into.rows() + " of " + into.latent());
        }
        inference(team, rows).encode(x, rows, into.mean(), into.logvar());
    }

    // ---- decode

    /// The mean of p(x|z): probabilities for the Bernoulli likelihood.
    ///
    /// @param z latent codes, (rows, latent)
    /// @param rows number of codes
    /// @return (rows, features)
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] decode(float[] z, int rows) {
        return withTeam(rows, team -> decode(z, rows, team));
    }

    /// The mean of p(x|z): probabilities for the Bernoulli likelihood.
    ///
    /// @param z latent codes, (rows, latent)
    /// @param rows number of codes
    /// @param team that shares the work
    /// @return (rows, features)
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] decode(float[] z, int rows, Workers team) {
        float[] mean = new float[length(rows, spec.features())];
        decode(z, rows, mean, team);
        return mean;
    }

    /// The mean of p(x|z), into the caller's array.
    ///
    /// @param z latent codes, (rows, latent)
    /// @param rows number of codes
    /// @param mean receives (rows, features)
    /// @param team that shares the work
    /// @throws IllegalArgumentException if an array has another length, or `z` a value that is not finite
    public void decode(float[] z, int rows, float[] mean, Workers team) {
        requireRows("z", z, rows, spec.latent());
        requireRows("mean", mean, rows, spec.features());
        inference(team, rows).decode(z, rows, mean);
    }

    /// Encodes samples and decodes the means of their codes.
    ///
    /// @param x samples, (rows, features)
    /// @param rows number of samples
    /// @return the means of p(x|z), (rows, features)
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public float[] reconstruct(float[] x, int rows) {
        return withTeam(rows, team -> reconstruct(x, rows, team));
    }

    /// Encodes samples and decodes the means of their codes.
    ///
    /// @param x samples, (rows, features)
    /// @param rows number of samples
    /// @param team that shares the work
    /// @return the means of p(x|z), (rows, features)
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public float[] reconstruct(float[] x, int rows, Workers team) {
        float[] mean = new float[x.length];
        reconstruct(x, rows, mean, team);
        return mean;
    }

    /// Encodes samples and decodes the means of their codes, into the caller's array.
    ///
    /// @param x samples, (rows, features)
    /// @param rows number of samples
    /// @param mean receives the means of p(x|z), (rows, features); may be `x`
    /// @param team that shares the work
    /// @throws IllegalArgumentException if an array has another length or a value does not suit the likelihood
    public void reconstruct(float[] x, int rows, float[] mean, Workers team) {
        requireRows("x", x, rows, spec.features());
        requireRows("mean", mean, rows, spec.features());
        inference(team, rows).reconstruct(Inference.rows(x, spec.features(), spec.likelihood()), rows, mean);
    }

    /// Draws from the prior and decodes.
    ///
    /// @param rows number of samples
    /// @param seed decides the draws; sample i is the same for any number of rows
    /// @return the means of p(x|z), (rows, features)
    /// @throws IllegalArgumentException if `rows` is negative, or the samples do not fit an array
    public float[] sample(int rows, long seed) {
        return withTeam(rows, team -> sample(rows, seed, team));
    }

    /// Draws from the prior and decodes.
    ///
    /// @param rows number of samples
    /// @param seed decides the draws; sample i is the same for any number of rows
    /// @param team that shares the work
    /// @return the means of p(x|z), (rows, features)
    /// @throws IllegalArgumentException if `rows` is negative, or the samples do not fit an array
    public float[] sample(int rows, long seed, Workers team) {
        float[] mean = new float[length(rows, spec.features())];
        sample(rows, seed, mean, team);
        return mean;
    }

    /// Draws from the prior and decodes, into the caller's array.
    ///
    /// @param rows number of samples
    /// @param seed decides the draws; sample i is the same for any number of rows
    /// @param mean receives the means of p(x|z), (rows, features)
    /// @param team that shares the work
    /// @throws IllegalArgumentException if the array has another length
    public void sample(int rows, long seed, float[] mean, Workers team) {
        requireRows("mean", mean, rows, spec.features());
        inference(team, rows).sample(rows, seed, mean);
    }

    // ---- bounds

    /// The terms of the evidence lower bound, at one draw of z per sample.
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public ElboValues elbo(Dataset data, long seed) {
        return withTeam(data.size(), team -> elbo(data, seed, team));
    }

    /// The terms of the evidence lower bound, at one draw of z per sample.
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @param team that shares the work
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public ElboValues elbo(Dataset data, long seed, Workers team) {
        ElboValues values = new ElboValues(new float[data.size()], new float[data.size()]);
        elbo(data, seed, values, team);
        return values;
    }

    /// The terms of the evidence lower bound, at one draw of z per sample, into the caller's arrays.
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @param into receives one value of each term per sample
    /// @param team that shares the work
    /// @throws IllegalArgumentException if a size differs or a value does not suit the likelihood
    public void elbo(Dataset data, long seed, ElboValues into, Workers team) {
        requireFeatures(data);
        requireRows("reconstruction", into.reconstruction(), data.size(), 1);
        requireRows("kl", into.kl(), data.size(), 1);
        inference(team, data.size()).elbo(Inference.rows(data, spec.likelihood()), data.size(), seed,
                into.reconstruction(), into.kl());
    }

    /// The importance-weighted bound of log p(x): `E[log 1/k sum_i p(x|z_i) p(z_i) / q(z_i|x)]` (Burda et al. 2016,
    /// equation 8). With thousands of draws its negative is the usual estimate of the test likelihood; it is an upper
    /// bound of -log p(x) in expectation.
    ///
    /// @param data with `spec().features()` features
    /// @param samples draws per sample, k, 1 or more
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs, a value does not suit the likelihood, or `samples` is
    ///     less than 1
    public float[] importanceBound(Dataset data, int samples, long seed) {
        return withTeam(data.size(), team -> importanceBound(data, samples, seed, team));
    }

    /// The importance-weighted bound of log p(x), see [#importanceBound(Dataset, int, long)].
    ///
    /// @param data with `spec().features()` features
    /// @param samples draws per sample, k, 1 or more
    /// @param seed decides the draws
    /// @param team that shares the work
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs, a value does not suit the likelihood, or `samples` is
    ///     less than 1
    public float[] importanceBound(Dataset data, int samples, long seed, Workers team) {
        requireFeatures(data);
        requireAtLeast(1, "samples", samples);
        float[] bound = new float[data.size()];
        inference(team, data.size()).importanceBound(Inference.rows(data, spec.likelihood()), data.size(), samples,
                seed, bound);
        return bound;
    }

    // ---- helpers

    private Inference inference(Workers team, int rows) {
        return new Inference(spec, layout, parameters, team, rows);
    }

    private interface WithTeam<T> {
        T run(Workers team);
    }

    private static <T> T withTeam(int rows, WithTeam<T> call) {
        // One block of rows is one task: more workers than blocks would have nothing to do.
        int useful = Math.max(1, (rows + Inference.BLOCK - 1) / Inference.BLOCK);
        try (Workers team = Workers.of(Math.min(useful, Runtime.getRuntime().availableProcessors()))) {
            return call.run(team);
        }
    }

    private void requireFeatures(Dataset data) {
        if (data.features() != spec.features()) {
            throw new IllegalArgumentException("the data has " + data.features() + " features but the model expects "
                    + spec.features());
        }
    }

    private static void requireRows(String name, float[] values, int rows, int columns) {
        requireAtLeast(0, "rows", rows);
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(name + " must have " + rows + " x " + columns + " values but has "
                    + values.length);
        }
    }

    private static int length(int rows, int columns) {
        requireAtLeast(0, "rows", rows);
        long length = (long) rows * columns;
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("rows must be at most " + MAX_LENGTH / columns + ", so that rows of "
                    + columns + " values fit an array, but is " + rows);
        }
        return (int) length;
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more but is " + value);
        }
    }
}
