package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.Activation;

/// See [Posterior#planar].
record PlanarPosterior(int maps) implements Posterior {
    static final Kind<Posterior> KIND = new Kind<>(Posterior.class, "planar", "planar[:MAPS]",
            "a normal distribution bent by planar maps (4), whose coefficients the encoder gives",
            a -> new PlanarPosterior(a.integer("maps", 4)));

    PlanarPosterior {
        Ranges.atLeast(1, "maps of the planar flow", maps);
    }

    @Override
    public Latent build(GraphBuilder graph, Value hidden, int units) {
        Value heads = graph.heads("heads", hidden, units);
        Value z = graph.draw("z0", heads, 0);
        Value cost = graph.normalDensity("posterior", z, heads);
        for (int i = 0; i < maps; i++) {
            String name = "flow." + i;
            Value coefficients = graph.dense(name, hidden, 2 * units + 1, Activation.IDENTITY);
            cost = graph.planarDensity(name + " density", cost, z, coefficients);
            z = graph.planar(name + " z", z, coefficients);
        }
        return new Latent(z, heads, cost);
    }

    @Override
    public String toString() {
        return "planar:" + maps;
    }
}
