package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.file.TensorReader;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.Inference;
import io.github.vae4j.core.graph.Initialiser;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.model.ModelFile;
import io.github.vae4j.core.train.FirstFit;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A variational autoencoder (Kingma and Welling 2014): its specification and its parameters.
///
/// The methods here that take rows open a team of all available processors for the call. [#on] is for calls one after the
/// other: it works with the caller's team, keeps its memory, and offers more.
///
/// Methods that only read may run at the same time; not while a [Trainer] is at work on this model.
public final class Vae {
    private final VaeSpec spec;
    private final Graph graph;
    private final float[] parameters;

    private Vae(VaeSpec spec, float[] parameters) {
        this.spec = spec;
        this.parameters = parameters;
        graph = ModelGraph.forEvaluation(spec);
    }

    /// A new model with random weights.
    ///
    /// @param spec its shape
    /// @param seed decides the weights; that of [TrainingConfig] decides all that training draws
    /// @return the model
    public static Vae create(VaeSpec spec, long seed) {
        return new Vae(spec, Initialiser.parameters(ModelGraph.forEvaluation(spec), spec.initialisation(), seed));
    }

    static Vae of(VaeSpec spec, float[] parameters) {
        return new Vae(spec, parameters);
    }

    // ---- files and tensors

    /// Reads a model, from a model file or from a checkpoint: then as [Trainer#fit] left it, so that of an ended run with
    /// early stopping has its best parameters, and that of an unfinished run its latest.
    ///
    /// @param file as written by [#save] or by a [Trainer]
    /// @return the model
    /// @throws ModelFormatException if the file is damaged or not a vae4j model that this version reads
    /// @throws IOException if it cannot be read
    public static Vae load(Path file) throws IOException {
        try (TensorReader in = TensorReader.open(file)) {
            return of(ModelFile.read(file.toString(), in));
        }
    }

    /// Reads a model from a stream, see [#load(Path)].
    ///
    /// @param in has what [#write] wrote; not closed
    /// @return the model
    /// @throws ModelFormatException if the content is damaged or not a vae4j model that this version reads
    /// @throws IOException if it cannot be read
    public static Vae load(InputStream in) throws IOException {
        try (TensorReader reader = TensorReader.of("the stream", in)) {
            return of(ModelFile.read("the stream", reader));
        }
    }

    private static Vae of(ModelFile model) {
        return new Vae(model.spec(), model.parameters());
    }

    /// Writes the model as a safetensors file: weights (out, in) and biases by name, the specification as metadata.
    /// The file is replaced as a whole or not at all.
    ///
    /// @param file to write
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public void save(Path file) throws IOException {
        new ModelFile(spec, parameters).save(file);
    }

    /// Writes what [#save] writes to a stream.
    ///
    /// @param out not closed
    /// @throws IOException if it cannot be written
    public void write(OutputStream out) throws IOException {
        new ModelFile(spec, parameters).write(out);
    }

    /// A model of given parameters.
    ///
    /// @param spec its shape
    /// @param tensors all parameters by name, as [#tensors] gives them
    /// @return the model
    /// @throws IllegalArgumentException if one is missing, left over or of another shape: the message names all
    public static Vae of(VaeSpec spec, Map<String, Tensor> tensors) {
        Vae vae = new Vae(spec, new float[spec.parameterCount()]);
        List<String> faults = new ArrayList<>(vae.faults(tensors));
        vae.graph.tensors().stream().map(ParameterView::name).filter(name -> !tensors.containsKey(name))
                .forEach(name -> faults.add("'" + name + "' is missing"));
        requireNone(faults);
        vae.set(tensors);
        return vae;
    }

    /// Sets some parameters, for example to start from those of another model.
    ///
    /// @param tensors by name; parameters without one stay as they are
    /// @throws IllegalArgumentException if there is no such parameter or it has another shape: the message names all; then
    ///     nothing is set
    public void set(Map<String, Tensor> tensors) {
        requireNone(faults(tensors));
        tensors.forEach((name, tensor) -> graph.tensor(name).putFromFile(parameters, tensor.values()));
    }

    private List<String> faults(Map<String, Tensor> tensors) {
        List<String> faults = new ArrayList<>();
        Map<String, ParameterView> known = new LinkedHashMap<>();
        graph.tensors().forEach(view -> known.put(view.name(), view));
        tensors.forEach((name, tensor) -> {
            ParameterView view = known.get(name);
            if (view == null) {
                faults.add("'" + name + "' is no parameter of the model");
            } else if (!view.fileShape().equals(tensor.shape())) {
                faults.add("'" + name + "' has shape " + tensor.shape() + ", expected " + view.fileShape());
            }
        });
        return faults;
    }

    private static void requireNone(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("these tensors do not fit the model: " + String.join("; ", faults));
        }
    }

    /// Copies of all parameters by name: weights (out, in), biases, and what likelihood, prior and scaling own.
    ///
    /// @return in the order of [#parameters]
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.tensors().forEach(view -> tensors.put(view.name(),
                new Tensor(view.fileShape(), view.getForFile(parameters))));
        return tensors;
    }

    /// A model of its own with the same parameters.
    ///
    /// @return the copy
    public Vae copy() {
        return new Vae(spec, parameters.clone());
    }

    /// Lets scaling and prior learn from data, unless they have before.
    ///
    /// @param seed decides what is drawn
    void fit(Dataset data, long seed) {
        new FirstFit(spec, graph, parameters).of(data, seed);
    }

    // ---- what it is

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

    // ---- use

    /// Runs the model on the caller's team.
    ///
    /// @param team that shares the work of each call
    /// @return an evaluator that keeps its memory from call to call
    public Evaluator on(Workers team) {
        return new Evaluator(spec, graph, parameters, team);
    }

    private <T> T use(int rows, Function<Evaluator, T> call) {
        // One block of rows is one task: more workers than blocks would have nothing to do.
        int useful = Math.max(1, Inference.tasks(rows));
        try (Workers team = Workers.of(Math.min(useful, Runtime.getRuntime().availableProcessors()))) {
            return call.apply(on(team));
        }
    }

    /// See [Evaluator#encode(Dataset)].
    ///
    /// @param data with `spec().features()` features
    /// @return means and log variances of q(z|x)
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public Encoding encode(Dataset data) {
        return use(data.size(), evaluator -> evaluator.encode(data));
    }

    /// See [Evaluator#encode(float\[\], int)].
    ///
    /// @param x samples, (count, features)
    /// @param count number of samples
    /// @return means and log variances of q(z|x)
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public Encoding encode(float[] x, int count) {
        return use(count, evaluator -> evaluator.encode(x, count));
    }

    /// See [Evaluator#decode(float\[\], int)].
    ///
    /// @param z latent codes, (count, latent)
    /// @param count number of codes
    /// @return the means of p(x|z), (count, features)
    /// @throws IllegalArgumentException if `z` has another length or a value that is not finite
    public float[] decode(float[] z, int count) {
        return use(count, evaluator -> evaluator.decode(z, count));
    }

    /// See [Evaluator#reconstruct(float\[\], int)].
    ///
    /// @param x samples, (count, features)
    /// @param count number of samples
    /// @return the means of p(x|z), (count, features)
    /// @throws IllegalArgumentException if `x` has another length or a value does not suit the likelihood
    public float[] reconstruct(float[] x, int count) {
        return use(count, evaluator -> evaluator.reconstruct(x, count));
    }

    /// See [Evaluator#sample].
    ///
    /// @param count number of samples
    /// @param seed decides the draws; sample i is the same for any number
    /// @return the means of p(x|z) at draws from the prior, (count, features)
    /// @throws IllegalArgumentException if `count` is negative, or the samples do not fit an array
    public float[] sample(int count, long seed) {
        return use(count, evaluator -> evaluator.sample(count, seed));
    }

    /// See [Evaluator#elbo(Dataset, long)].
    ///
    /// @param data with `spec().features()` features
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs or a value does not suit the likelihood
    public ElboValues elbo(Dataset data, long seed) {
        return use(data.size(), evaluator -> evaluator.elbo(data, seed));
    }

    /// See [Evaluator#importanceBound].
    ///
    /// @param data with `spec().features()` features
    /// @param draws per sample, k, 1 or more
    /// @param seed decides the draws
    /// @return per sample, in nats
    /// @throws IllegalArgumentException if the number of features differs, a value does not suit the likelihood, or `draws` is
    ///     less than 1
    public float[] importanceBound(Dataset data, int draws, long seed) {
        return use(data.size(), evaluator -> evaluator.importanceBound(data, draws, seed));
    }
}
