package io.github.vae4j.core.spec;

import java.util.Objects;

/// A further term of the objective with its weight.
///
/// @param term what is computed
/// @param weight what it costs
public record WeightedTerm(Term term, Weight weight) {
    /// Checks that both are there.
    public WeightedTerm {
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(weight, "weight");
    }

    /// Reads `term` or `term@weight`; without a weight it is 1.
    ///
    /// @param text for example `total-correlation@linear:5:30`
    /// @return the term
    /// @throws IllegalArgumentException if one of the two cannot be read
    public static WeightedTerm parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new WeightedTerm(Kinds.read(Term.class, text), Weight.constant(1))
                : new WeightedTerm(Kinds.read(Term.class, text.substring(0, at)), Weight.parse(text.substring(at + 1)));
    }

    /// The text form.
    @Override
    public String toString() {
        return term + "@" + weight;
    }
}
