package io.github.vae4j.study.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ways to log p(x).
public enum EvaluationMethod {
    /// For every model.
    IMPORTANCE("importance sampling, for every model"),
    /// For one or two latent units.
    QUADRATURE("exact, for 1 or 2 latent units"),
    /// For linear-Gaussian models.
    CLOSED_FORM("exact, for a linear decoder with a Gaussian likelihood and the prior 'normal'");

    private final String summary;

    EvaluationMethod(String summary) {
        this.summary = summary;
    }

    /// The name on the command line.
    ///
    /// @return lower case, with dashes
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// All methods with what they are for.
    ///
    /// @return a phrase
    public static String all() {
        return Arrays.stream(values()).map(method -> method.word() + " (" + method.summary + ")")
                .collect(Collectors.joining(", "));
    }

    /// Reads a name.
    ///
    /// @param word as [#word] gives it
    /// @return the method
    /// @throws IllegalArgumentException if there is none of that name; the message says what is possible
    public static EvaluationMethod of(String word) {
        return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown method '" + word + "', expected " + all()));
    }
}
