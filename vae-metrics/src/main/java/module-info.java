import org.jspecify.annotations.NullMarked;

/** Latent-space statistics on plain arrays. */
@NullMarked module io.github.vae4j.metrics {
    requires static org.jspecify;
    requires transitive io.github.vae4j.kernels;

    exports io.github.vae4j.metrics;
    exports io.github.vae4j.metrics.classes;
    exports io.github.vae4j.metrics.comparison;
    exports io.github.vae4j.metrics.factors;
    exports io.github.vae4j.metrics.information;
    exports io.github.vae4j.metrics.projection;
    exports io.github.vae4j.metrics.ranking;
    exports io.github.vae4j.metrics.resampling;
    exports io.github.vae4j.metrics.topics;
    exports io.github.vae4j.metrics.units;
}
