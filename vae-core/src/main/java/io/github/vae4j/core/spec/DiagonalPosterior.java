package io.github.vae4j.core.spec;

/// See [Posterior#diagonal].
record DiagonalPosterior() implements Posterior {
    static final Kind<Posterior> KIND = new Kind<>(Posterior.class, "diagonal", "diagonal",
            "a normal distribution with diagonal covariance", _ -> new DiagonalPosterior());

    @Override
    public Latent build(GraphBuilder graph, Value hidden, int units) {
        Value heads = graph.heads("heads", hidden, units);
        return new Latent(graph.draw("z", heads, 0), heads, null);
    }

    @Override
    public String toString() {
        return "diagonal";
    }
}
