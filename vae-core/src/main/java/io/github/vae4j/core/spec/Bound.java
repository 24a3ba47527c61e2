package io.github.vae4j.core.spec;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The bound of the log-likelihood that training maximises, and how its gradient is estimated.
public enum Bound {
    /// The evidence lower bound, `E_q[log p(x|z)] - KL(q(z|x) || p(z))`, as a mean over draws (Kingma and Welling 2014,
    /// equation 3).
    ELBO("elbo", "the evidence lower bound"),
    /// `E log (1/k) sum_i w_i` with `w = p(x|z) p(z) / q(z|x)` (Burda et al. 2016, equation 8).
    IMPORTANCE_WEIGHTED("iwae", "the importance-weighted bound of k draws"),
    /// The same bound; the encoder's gradient is reparameterised twice and has a smaller variance (Tucker et al. 2019).
    DOUBLY_REPARAMETERISED("dreg", "the same bound with the doubly reparameterised gradient"),
    /// The evidence lower bound; log q(z|x) is a constant where it depends on the encoder directly, and only the way
    /// through z counts (Roeder et al. 2017).
    STICKING_THE_LANDING("stl", "the evidence lower bound with the gradient of the path alone");

    private final String text;
    private final String summary;

    Bound(String text, String summary) {
        this.text = text;
        this.summary = summary;
    }

    /// Reads the text form.
    ///
    /// @param text for example `iwae`
    /// @return the bound
    /// @throws IllegalArgumentException if there is none of that name
    public static Bound parse(String text) {
        return Arrays.stream(values()).filter(bound -> bound.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown objective '" + text + "'; expected "
                        + Arrays.stream(values()).map(Bound::toString).collect(Collectors.joining(", "))));
    }

    /// Whether it weighs draws against each other.
    ///
    /// @return `false` for evidence lower bounds
    public boolean isImportanceWeighted() {
        return this == IMPORTANCE_WEIGHTED || this == DOUBLY_REPARAMETERISED;
    }

    /// Whether log q(z|x) has a gradient through z alone.
    ///
    /// @return `true` for gradients along the path
    public boolean isPathOnly() {
        return this == DOUBLY_REPARAMETERISED || this == STICKING_THE_LANDING;
    }

    /// What it is, a short line.
    ///
    /// @return a phrase
    public String summary() {
        return summary;
    }

    /// The text form.
    @Override
    public String toString() {
        return text;
    }
}
