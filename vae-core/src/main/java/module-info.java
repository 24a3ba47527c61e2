import org.jspecify.annotations.NullMarked;

/** Variational autoencoders: model, trainer, data sets, checkpoints. */
@SuppressWarnings("module") // the application is compiled later
@NullMarked module io.github.vae4j.core {
    requires static java.desktop;
    requires static org.jspecify;
    requires transitive io.github.vae4j.kernels;

    exports io.github.vae4j.core;
    exports io.github.vae4j.core.data;
    exports io.github.vae4j.core.spec;
    uses io.github.vae4j.core.spec.KindProvider;

    exports io.github.vae4j.core.file to io.github.vae4j.study;
}
