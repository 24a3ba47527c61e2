import org.jspecify.annotations.NullMarked;

/** Variational autoencoders: model, trainer, data sets, checkpoints. */
@NullMarked module io.github.vae4j.core {
    requires java.desktop;
    requires static org.jspecify;
    requires transitive io.github.vae4j.kernels;

    exports io.github.vae4j.core;
    exports io.github.vae4j.core.data;
}
