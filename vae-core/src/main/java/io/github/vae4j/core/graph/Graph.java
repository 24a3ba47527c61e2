package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Latent;
import io.github.vae4j.core.spec.Value;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The static graph of a model: its values, the nodes that compute them, and where the parameters lie. It has no arrays. It
/// is the only place that knows the structure: training, inference, files and references derive from it.
///
/// @param values in the order of computation
/// @param nodes in the order of computation
/// @param tensors all parameters by name, in the order of the array
/// @param noises what is drawn
/// @param parameterCount length of the array of all parameters
/// @param x the samples, as the encoder has them
/// @param target the samples, as the likelihood has them; often the same
/// @param latent codes
/// @param output of the decoder
/// @param costs of rows, that the objective is made of
/// @param scalingAt index of the first parameter of the scaling
public record Graph(List<Value> values, List<Node> nodes, List<ParameterView> tensors, List<Noise> noises,
        int parameterCount,
        Value x, Value target, Latent latent, Value output, Costs costs, int scalingAt) {

    /// What the rows cost.
    ///
    /// @param likelihood its value is -log p(x|z) for every draw
    /// @param closedForm divergence of q(z|x) from the prior for every sample, if it is known in closed form and wanted so
    /// @param posterior -log q(z|x) for every draw; `null` with a divergence in closed form
    /// @param prior -log p(z) for every draw; `null` with a divergence in closed form
    public record Costs(DensityNode likelihood, @Nullable GaussianKlNode closedForm, @Nullable Value posterior,
            @Nullable Value prior) {
        /// Index of the first parameter of the likelihood.
        public int ownOfLikelihood() {
            return likelihood.ownAt();
        }
    }

    /// Copies the lists.
    public Graph {
        values = List.copyOf(values);
        nodes = List.copyOf(nodes);
        tensors = List.copyOf(tensors);
        noises = List.copyOf(noises);
    }

    /// A parameter by its name in model files.
    ///
    /// @throws NoSuchElementException if there is none of that name; the message lists all
    public ParameterView tensor(String name) {
        return tensors.stream().filter(t -> t.name().equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("the model has no parameter '" + name + "'; it has "
                        + tensors.stream().map(ParameterView::name).toList()));
    }

    /// The most numbers that a value has for each sample of a batch.
    public int widest() {
        return values.stream().filter(v -> v.rows().fixed() == 0)
                .mapToInt(v -> Math.multiplyExact(v.width(), v.rows().perSample())).max().orElse(1);
    }

    /// Whether a node has to have samples as dense rows, even where there are lists of what is not 0.
    public boolean needsDense(Value samples) {
        return nodes.stream().anyMatch(n -> n.inputs.contains(samples) && !n.takesEntries(samples));
    }

    /// The node that computes a value; `null` for samples and noise.
    @Nullable
    Node producer(Value value) {
        return nodes.stream().filter(n -> n.output.equals(value)).findFirst().orElse(null);
    }
}
