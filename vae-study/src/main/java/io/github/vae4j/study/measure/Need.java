package io.github.vae4j.study.measure;

/// What a measure needs beyond codes.
public enum Need {
    /// Log variances of q(z|x).
    LOGVAR("--logvar"),
    /// A class for each sample.
    LABELS("--labels"),
    /// Values of generative factors for each sample.
    FACTORS("--factors"),
    /// Another set of codes or features.
    OTHER("--other");

    private final String option;

    Need(String option) {
        this.option = option;
    }

    /// The option that gives it.
    ///
    /// @return with its dashes
    public String option() {
        return option;
    }
}
