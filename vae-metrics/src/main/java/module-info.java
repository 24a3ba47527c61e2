/** Latent-space statistics on plain arrays. */
@org.jspecify.annotations.NullMarked
module io.github.vae4j.metrics {
    requires static org.jspecify;
    requires transitive io.github.vae4j.kernels;

    exports io.github.vae4j.metrics;
}
