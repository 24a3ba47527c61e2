package io.github.vae4j.core.spec;

/// The values that a likelihood can have samples of.
public enum Support {
    /// Any finite numbers.
    REAL("finite values", ""),
    /// Numbers from 0 to 1.
    UNIT("values in [0, 1]", ": choose a scaling, for example 'unit', or a Gaussian likelihood"),
    /// Whole numbers from 0 on.
    COUNT("whole numbers from 0 on", ": give raw counts, or choose another likelihood");

    private final String range;
    private final String advice;

    Support(String range, String advice) {
        this.range = range;
        this.advice = advice;
    }

    /// Whether a number is such a value.
    ///
    /// @param value any number
    /// @return `false` for NaN and infinities
    public boolean contains(float value) {
        return switch (this) {
            case REAL -> Math.abs(value) <= Float.MAX_VALUE;
            case UNIT -> value >= 0 && value <= 1;
            case COUNT -> value >= 0 && value <= Float.MAX_VALUE && value == Math.rint(value);
        };
    }

    /// What a message says is needed, and how to get there.
    ///
    /// @return a phrase
    public String expected() {
        return range + advice;
    }

    /// The values that are needed.
    ///
    /// @return a phrase, for example `values in [0, 1]`
    public String range() {
        return range;
    }
}
