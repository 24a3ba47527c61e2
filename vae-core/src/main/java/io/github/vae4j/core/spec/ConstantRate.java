package io.github.vae4j.core.spec;

/// See [LearningRate#constant].
record ConstantRate() implements LearningRate {
    static final Kind<LearningRate> KIND = new Kind<>(LearningRate.class, "constant", "constant",
            "the same rate throughout", _ -> new ConstantRate());

    @Override
    public double factor(int epoch, int epochs, int plateaus) {
        return 1;
    }

    @Override
    public String toString() {
        return "constant";
    }
}
