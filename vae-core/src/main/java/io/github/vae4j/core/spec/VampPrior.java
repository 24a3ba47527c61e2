package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.kernels.Philox;

/// See [Prior#vamp].
record VampPrior(int pseudoInputs) implements Prior {
    static final Kind<Prior> KIND = new Kind<>(Prior.class, "vamp", "vamp[:PSEUDO_INPUTS]",
            "VampPrior: the mean of q(z|u) over learned pseudo-inputs u, which start as training samples (500)",
            a -> new VampPrior(a.integer("pseudo-inputs", 500)));

    VampPrior {
        Ranges.atLeast(1, "pseudo-inputs of the prior", pseudoInputs);
    }

    @Override
    public Value cost(GraphBuilder graph, Value z) {
        Value u = graph.learned("prior.pseudo-inputs", pseudoInputs, graph.features());
        return graph.mixture("prior", z, graph.encode(u));
    }

    /// Different samples, chosen at random.
    @Override
    public float[] fit(TrainingSamples data, long seed) {
        if (pseudoInputs > data.size()) {
            throw new IllegalArgumentException("the prior '" + this + "' starts from " + pseudoInputs
                    + " different training samples, but there are " + data.size() + ": use at most 'vamp:"
                    + data.size() + "'");
        }
        int[] order = new int[data.size()];
        Philox.permutation(order, order.length, seed, Streams.PSEUDO_INPUTS, 0);
        float[] u = new float[Math.multiplyExact(pseudoInputs, data.features())];
        for (int k = 0; k < pseudoInputs; k++) {
            data.read(order[k], u, k * data.features());
        }
        return u;
    }

    /// A component, then a draw from it.
    @Override
    public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
        draws.others().uniform(z, zAt, 1);
        int k = (int) ((double) z[zAt] * pseudoInputs);
        draws.normal(z, zAt, units);
        int mean = ownAt + k * 2 * units;
        for (int j = 0; j < units; j++) {
            double deviation = StrictMath.exp(own[mean + units + j] / 2.0);
            z[zAt + j] = (float) (own[mean + j] + deviation * z[zAt + j]);
        }
    }

    @Override
    public String toString() {
        return "vamp:" + pseudoInputs;
    }
}
