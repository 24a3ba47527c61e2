package io.github.vae4j.core.spec;

/// A [Prior] whose density is a formula: [#cost(DensityRows)] gives minus log p(z) and its gradients by z and by the
/// prior's own parameters.
public interface DensityPrior extends Prior, Density {
    @Override
    default Value cost(GraphBuilder graph, Value z) {
        return graph.density("prior", this, z);
    }
}
