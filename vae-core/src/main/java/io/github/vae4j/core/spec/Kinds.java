package io.github.vae4j.core.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// All kinds of choices that this program knows: those of the library, and those that a [KindProvider] gives.
public final class Kinds {
    private static final List<Kind<?>> BUILT_IN = List.of(
            BernoulliLikelihood.KIND, ContinuousBernoulliLikelihood.KIND, GaussianLikelihood.KIND,
            GaussianLikelihood.LEARNED_KIND, LaplaceLikelihood.KIND,
            PoissonLikelihood.KIND, NegativeBinomialLikelihood.KIND, NegativeBinomialLikelihood.INFLATED_KIND,
            MultinomialLikelihood.KIND, MaskedLikelihood.KIND,
            StandardNormalPrior.KIND, MixturePrior.KIND, VampPrior.KIND,
            DiagonalPosterior.KIND, PlanarPosterior.KIND,
            DenseSpec.KIND, LayerNormSpec.KIND, BatchNormSpec.KIND, DropoutSpec.KIND,
            Adam.KIND, AdamW.KIND, Sgd.KIND,
            NoScaling.KIND, StandardScaling.KIND, UnitScaling.KIND, RangeScaling.KIND, RangeScaling.BYTE_KIND,
            Log1pScaling.KIND, L2Scaling.KIND,
            TotalCorrelation.KIND, DisentangledPrior.KIND_I, DisentangledPrior.KIND_II, MeanDiscrepancy.KIND,
            MultiquadricDiscrepancy.KIND,
            ConstantRate.KIND, StepRate.KIND, CosineRate.KIND, PlateauRate.KIND,
            ConstantWeight.KIND, LinearWeight.KIND, CyclicalWeight.KIND, CapacityWeight.KIND);

    private Kinds() {}

    /// The kinds of one type, in the order of help pages.
    ///
    /// @param <T> the type
    /// @param type for example [Likelihood]
    /// @return the library's, then those of providers
    /// @throws IllegalStateException if two kinds of the type have one name
    public static <T> List<Kind<T>> of(Class<T> type) {
        return new ArrayList<>(byName(type).values());
    }

    /// The forms of the kinds of one type, with a word on each, for help pages.
    ///
    /// @param type for example [Likelihood]
    /// @return for example `gaussian[:VARIANCE]: a normal distribution ...`
    public static List<String> forms(Class<?> type) {
        return of(type).stream().map(kind -> kind.usage() + ": " + kind.summary()).toList();
    }

    /// Reads a choice from its text form.
    ///
    /// @param <T> the type
    /// @param type for example [Likelihood]
    /// @param text `name:argument:...`
    /// @return the choice
    /// @throws IllegalArgumentException if there is no such kind, or an argument is wrong
    public static <T> T read(Class<T> type, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Map<String, Kind<T>> known = byName(type);
        Kind<T> kind = known.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("unknown " + noun(type) + " '" + name + "'; expected "
                    + known.values().stream().map(Kind::usage).collect(Collectors.joining(", "))
                    + ", or a kind of your own that a KindProvider gives");
        }
        Arguments arguments = new Arguments(text);
        T choice = kind.read().apply(arguments);
        arguments.end();
        return choice;
    }

    /// What a choice of a type is called in messages.
    ///
    /// @param type for example [LearningRate]
    /// @return for example `learning rate`
    public static String noun(Class<?> type) {
        return type.getSimpleName().replaceFirst("Spec$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static <T> Map<String, Kind<T>> byName(Class<T> type) {
        Map<String, Kind<T>> kinds = new LinkedHashMap<>();
        BUILT_IN.forEach(kind -> add(kinds, type, kind));
        for (KindProvider provider : ServiceLoader.load(KindProvider.class)) {
            provider.kinds().forEach(kind -> add(kinds, type, kind));
        }
        return kinds;
    }

    @SuppressWarnings("unchecked") // the type is compared
    private static <T> void add(Map<String, Kind<T>> kinds, Class<T> type, Kind<?> kind) {
        if (kind.type() == type && kinds.put(kind.name(), (Kind<T>) kind) != null) {
            throw new IllegalStateException("two kinds of " + noun(type) + " are called '" + kind.name() + "'");
        }
    }
}
