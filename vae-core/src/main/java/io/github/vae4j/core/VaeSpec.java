package io.github.vae4j.core;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Setting;
import io.github.vae4j.core.spec.Texts;
import io.github.vae4j.kernels.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The shape of a variational autoencoder: an encoder, a latent space, a decoder.
///
/// @param features number of values of one sample, 1 or more
/// @param conditions what encoder and decoder are given beside a sample and its code (Sohn et al. 2015); mostly none
/// @param encoder hidden layers, from the input on; may be empty
/// @param decoder hidden layers, from the latent space on; may be empty
/// @param latent number of latent units, 1 to 4096
/// @param activation of every hidden layer that has none of its own
/// @param posterior family of q(z|x)
/// @param prior p(z)
/// @param likelihood p(x|z)
/// @param initialisation of the weights
/// @param scaling of samples, learned from the training data
public record VaeSpec(int features, List<Condition> conditions, List<LayerSpec> encoder, List<LayerSpec> decoder,
        int latent, Activation activation, Posterior posterior, Prior prior, Likelihood likelihood,
        Initialisation initialisation, Scaling scaling) {

    /// The largest number of latent units.
    public static final int MAX_LATENT = 4096;
    private static final int MAX_LAYERS = 1000;

    private static final List<Setting<VaeSpec>> SETTINGS = List.of(
            setting("encoder", "LAYER,...", "Hidden layers of the encoder, from the input on.",
                    () -> Kinds.forms(LayerSpec.class), s -> Texts.of(s.encoder),
                    (d, text) -> d.encoder = Texts.list(text, LayerSpec::parse)),
            setting("decoder", "LAYER,...", "Hidden layers of the decoder, from the latent space on.",
                    () -> Kinds.forms(LayerSpec.class), s -> Texts.of(s.decoder),
                    (d, text) -> d.decoder = Texts.list(text, LayerSpec::parse)),
            setting("latent", "UNITS", "Number of latent units.", List::of, s -> Integer.toString(s.latent),
                    (d, text) -> d.latent = Integer.parseInt(text)),
            setting("activation", "FUNCTION", "Activation of hidden layers.",
                    () -> Texts.all(Activation.class), s -> Texts.of(s.activation),
                    (d, text) -> d.activation = Texts.constant(Activation.class, text)),
            setting("posterior", "POSTERIOR", "Family of q(z|x).", () -> Kinds.forms(Posterior.class),
                    s -> s.posterior.toString(),
                    (d, text) -> d.posterior = Kinds.read(Posterior.class, text)),
            setting("prior", "PRIOR", "Distribution of codes, p(z).", () -> Kinds.forms(Prior.class),
                    s -> s.prior.toString(),
                    (d, text) -> d.prior = Kinds.read(Prior.class, text)),
            setting("likelihood", "LIKELIHOOD", "Distribution of samples, p(x|z).",
                    () -> Kinds.forms(Likelihood.class), s -> s.likelihood.toString(),
                    (d, text) -> d.likelihood = Likelihood.parse(text)),
            setting("initialisation", "RULE", "How weights start.", () -> Texts.all(Initialisation.class),
                    s -> Texts.of(s.initialisation),
                    (d, text) -> d.initialisation = Texts.constant(Initialisation.class, text)),
            setting("scale", "SCALING", "How samples are scaled.", () -> Kinds.forms(Scaling.class),
                    s -> s.scaling.toString(), (d, text) -> d.scaling = Scaling.parse(text)),
            setting("conditions", "NAME[=CATEGORY|...],...",
                    "What encoder and decoder are given beside a sample; by default what --condition finds.", List::of,
                    s -> Texts.of(s.conditions), (d, text) -> d.conditions = Condition.parseList(text)));

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is out of range, a layer cannot take the output of the one below, or there
    ///     are more parameters than an array holds
    public VaeSpec {
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(posterior, "posterior");
        Objects.requireNonNull(prior, "prior");
        Objects.requireNonNull(likelihood, "likelihood");
        Objects.requireNonNull(initialisation, "initialisation");
        Objects.requireNonNull(scaling, "scaling");
        conditions = List.copyOf(conditions);
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        if (features < 1) {
            throw new IllegalArgumentException("features must be 1 or more but is " + features);
        }
        if (latent < 1 || latent > MAX_LATENT) {
            throw new IllegalArgumentException("latent must be 1 to " + MAX_LATENT + " but is " + latent);
        }
        int layers = Math.max(encoder.size(), decoder.size());
        if (layers > MAX_LAYERS) {
            throw new IllegalArgumentException(
                    "encoder and decoder must have at most " + MAX_LAYERS + " hidden layers each but one has "
                            + layers);
        }
        Condition.requireDifferentNames(conditions);
        ModelGraph.check(features, conditions, encoder, decoder, latent, activation, posterior, prior, likelihood,
                scaling);
    }

    /// The study's architecture: two hidden layers of 500 on either side, softplus, N(0, I), Bernoulli, Xavier uniform.
    ///
    /// @param features number of values of one sample
    /// @param latent number of latent units
    /// @return the specification
    /// @throws IllegalArgumentException if a size is out of range, or there are more parameters than an array holds
    public static VaeSpec of(int features, int latent) {
        List<LayerSpec> hidden = List.of(LayerSpec.dense(500), LayerSpec.dense(500));
        return new VaeSpec(features, List.of(), hidden, hidden, latent, Activation.SOFTPLUS, Posterior.diagonal(),
                Prior.standardNormal(), Likelihood.bernoulli(), Initialisation.XAVIER_UNIFORM, Scaling.none());
    }

    /// All settings but the number of features, with their text forms.
    ///
    /// @return in the order of help pages
    public static List<Setting<VaeSpec>> settings() {
        return SETTINGS;
    }

    // ---- changes

    /// A specification that is not checked yet.
    private static final class Draft {
        private final int features;
        private List<Condition> conditions;
        private List<LayerSpec> encoder;
        private List<LayerSpec> decoder;
        private int latent;
        private Activation activation;
        private Posterior posterior;
        private Prior prior;
        private Likelihood likelihood;
        private Initialisation initialisation;
        private Scaling scaling;

        Draft(VaeSpec from) {
            features = from.features;
            conditions = from.conditions;
            encoder = from.encoder;
            decoder = from.decoder;
            latent = from.latent;
            activation = from.activation;
            posterior = from.posterior;
            prior = from.prior;
            likelihood = from.likelihood;
            initialisation = from.initialisation;
            scaling = from.scaling;
        }
    }

    private interface Edit {
        void apply(Draft draft, String text);
    }

    private static Setting<VaeSpec> setting(String name, String usage, String help, Supplier<List<String>> choices,
            Function<VaeSpec, String> write, Edit read) {
        return new Setting<>(name, usage, help, choices, Setting.OnResume.FIXED, write,
                (s, text) -> s.with(draft -> read.apply(draft, text)));
    }

    private VaeSpec with(Consumer<Draft> change) {
        Draft d = new Draft(this);
        change.accept(d);
        return new VaeSpec(d.features, d.conditions, d.encoder, d.decoder, d.latent, d.activation, d.posterior, d.prior,
                d.likelihood, d.initialisation, d.scaling);
    }

    /// The same with conditions that encoder and decoder are given, each in values of its own beside those of the sample and
    /// of the code.
    ///
    /// @param list of different names; for a data set with conditions its [io.github.vae4j.core.data.Dataset#conditions()]
    /// @return a new specification
    /// @throws IllegalArgumentException if two have one name, or there are more parameters than an array holds
    public VaeSpec withConditions(List<Condition> list) {
        return with(draft -> draft.conditions = list);
    }

    /// The same with dense hidden layers: the encoder's as given, the decoder's in reverse.
    ///
    /// @param widths from the input towards the latent space
    /// @return a new specification
    /// @throws IllegalArgumentException if a width is less than 1, or there are more parameters than an array holds
    public VaeSpec withHidden(int... widths) {
        List<LayerSpec> list = Arrays.stream(widths).mapToObj(LayerSpec::dense).toList();
        return with(draft -> {
            draft.encoder = list;
            draft.decoder = list.reversed();
        });
    }

    /// The same with other hidden layers of the encoder.
    ///
    /// @param layers from the input on
    /// @return a new specification
    /// @throws IllegalArgumentException if a layer cannot take the output of the one below, or there are more parameters than
    ///     an array holds
    public VaeSpec withEncoder(LayerSpec... layers) {
        return with(draft -> draft.encoder = List.of(layers));
    }

    /// The same with other hidden layers of the decoder.
    ///
    /// @param layers from the latent space on
    /// @return a new specification
    /// @throws IllegalArgumentException if a layer cannot take the output of the one below, or there are more parameters than
    ///     an array holds
    public VaeSpec withDecoder(LayerSpec... layers) {
        return with(draft -> draft.decoder = List.of(layers));
    }

    /// The same with another number of latent units.
    ///
    /// @param units 1 to 4096
    /// @return a new specification
    /// @throws IllegalArgumentException if it is out of range, or there are more parameters than an array holds
    public VaeSpec withLatent(int units) {
        return with(draft -> draft.latent = units);
    }

    /// The same with another activation.
    ///
    /// @param value of every hidden layer that has none of its own
    /// @return a new specification
    public VaeSpec withActivation(Activation value) {
        return with(draft -> draft.activation = value);
    }

    /// The same with another family of posteriors.
    ///
    /// @param value q(z|x)
    /// @return a new specification
    public VaeSpec withPosterior(Posterior value) {
        return with(draft -> draft.posterior = value);
    }

    /// The same with another prior.
    ///
    /// @param value p(z)
    /// @return a new specification
    public VaeSpec withPrior(Prior value) {
        return with(draft -> draft.prior = value);
    }

    /// The same with another likelihood.
    ///
    /// @param value p(x|z)
    /// @return a new specification
    public VaeSpec withLikelihood(Likelihood value) {
        return with(draft -> draft.likelihood = value);
    }

    /// The same with another initialisation.
    ///
    /// @param value of the weights
    /// @return a new specification
    public VaeSpec withInitialisation(Initialisation value) {
        return with(draft -> draft.initialisation = value);
    }

    /// The same with another scaling of samples.
    ///
    /// @param value learned from the training data
    /// @return a new specification
    public VaeSpec withScaling(Scaling value) {
        return with(draft -> draft.scaling = value);
    }

    /// The number of learned parameters.
    ///
    /// @return weights, biases, and what posterior, prior and likelihood own
    public int parameterCount() {
        return ModelGraph.forEvaluation(this).parameterCount();
    }
}
