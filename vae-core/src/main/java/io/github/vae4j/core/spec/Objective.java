package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What training minimises, in nats per sample: minus a bound of the log-likelihood, with a weight on its KL term, and
/// further terms.
///
/// For the evidence lower bound that is `-log p(x|z) + weight(KL(q(z|x) || p(z))) + sum of weight(term)`, the mean over the
/// batch; the plain bound has weight 1 (Kingma and Welling 2014, equation 3).
///
/// @param bound which bound
/// @param draws of z per sample, 1 or more
/// @param klWeight weight of the KL term (Higgins et al. 2017); 1 for bounds that weigh draws against each other
/// @param freeBits nats per group of latent units that cost nothing: the KL term is
///     `sum_g max(freeBits, mean over the batch of sum_(j in g) KL_j)` (Kingma et al. 2016, equation 15); 0 for none
/// @param freeBitsGroup units of a group, neighbours of each other, 1 or more; the last group has those that are left
/// @param terms further terms, each under its own name
public record Objective(Bound bound, int draws, Weight klWeight, double freeBits, int freeBitsGroup,
        List<WeightedTerm> terms) {
    private static final Weight ONE = Weight.constant(1);

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range, if two terms have one name, or if the bound needs the KL term
    ///     as it is
    public Objective {
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(klWeight, "klWeight");
        terms = List.copyOf(terms);
        Ranges.atLeast(1, "draws", draws);
        Ranges.notNegative("freeBits", freeBits);
        Ranges.atLeast(1, "units of a group of free bits", freeBitsGroup);
        for (WeightedTerm each : terms) {
            if (!each.term().name().matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "the name of a term must be lower case letters, digits and '-', but is '"
                                + each.term().name() + "'");
            }
        }
        if (terms.stream().map(t -> t.term().name()).distinct().count() < terms.size()) {
            throw new IllegalArgumentException("two terms of the objective have one name: " + terms);
        }
        if (bound.isImportanceWeighted() && (!klWeight.equals(ONE) || freeBits > 0)) {
            throw new IllegalArgumentException(
                    "the objective " + bound + " has no separate KL term, so no weight of it and "
                            + "no free bits; use elbo for these");
        }
    }

    /// The plain evidence lower bound.
    ///
    /// @return one draw, weight 1, no free bits, no further terms
    public static Objective elbo() {
        return new Objective(Bound.ELBO, 1, ONE, 0, 1, List.of());
    }

    /// The beta-VAE objective (Higgins et al. 2017).
    ///
    /// @param beta weight of the KL term, 0 or more
    /// @return the evidence lower bound with that weight
    /// @throws IllegalArgumentException if `beta` is negative or not finite
    public static Objective beta(double beta) {
        return elbo().withKlWeight(Weight.constant(beta));
    }

    /// The importance-weighted bound (Burda et al. 2016).
    ///
    /// @param draws k, 1 or more
    /// @return the objective
    /// @throws IllegalArgumentException if `draws` is less than 1
    public static Objective importanceWeighted(int draws) {
        return new Objective(Bound.IMPORTANCE_WEIGHTED, draws, ONE, 0, 1, List.of());
    }

    /// The same with another bound.
    ///
    /// @param value the bound
    /// @return a new objective
    /// @throws IllegalArgumentException if it does not go with the weight of the KL term or free bits
    public Objective withBound(Bound value) {
        return new Objective(value, draws, klWeight, freeBits, freeBitsGroup, terms);
    }

    /// The same with another number of draws.
    ///
    /// @param value of z per sample, 1 or more
    /// @return a new objective
    /// @throws IllegalArgumentException if it is less than 1
    public Objective withDraws(int value) {
        return new Objective(bound, value, klWeight, freeBits, freeBitsGroup, terms);
    }

    /// The same with another weight of the KL term.
    ///
    /// @param value the weight
    /// @return a new objective
    /// @throws IllegalArgumentException if the bound has no separate KL term
    public Objective withKlWeight(Weight value) {
        return new Objective(bound, draws, value, freeBits, freeBitsGroup, terms);
    }

    /// The same with a KL weight that rises from 0 to what it is now.
    ///
    /// @param epochs over which it rises
    /// @return a new objective
    /// @throws IllegalArgumentException if `epochs` is negative or not finite
    public Objective withWarmUp(double epochs) {
        return withKlWeight(Weight.linear(klWeight.slope(0, Progress.END), epochs));
    }

    /// The same with free bits.
    ///
    /// @param nats per latent unit
    /// @return a new objective
    /// @throws IllegalArgumentException if `nats` is negative or not finite
    public Objective withFreeBits(double nats) {
        return withFreeBits(nats, 1);
    }

    /// The same with free bits of groups of units: each group may have its nats where it needs them.
    ///
    /// @param nats per group
    /// @param units of a group, 1 or more: the first group is units 0 to `units - 1`, and so on
    /// @return a new objective
    /// @throws IllegalArgumentException if `nats` is negative or not finite, or `units` less than 1
    public Objective withFreeBits(double nats, int units) {
        return new Objective(bound, draws, klWeight, nats, units, terms);
    }

    /// The same with one more term.
    ///
    /// @param term what is computed
    /// @param weight what it costs
    /// @return a new objective
    /// @throws IllegalArgumentException if there is a term of that name
    public Objective plus(Term term, Weight weight) {
        List<WeightedTerm> more = new ArrayList<>(terms);
        more.add(new WeightedTerm(term, weight));
        return new Objective(bound, draws, klWeight, freeBits, freeBitsGroup, more);
    }

    /// Whether all weights have come to the end of their schedules.
    ///
    /// @param at how far training has come
    /// @return `false` while one still changes
    public boolean isFinal(Progress at) {
        return klWeight.isFinal(at) && terms.stream().allMatch(t -> t.weight().isFinal(at));
    }
}
