import org.jspecify.annotations.NullMarked;

/** Variational autoencoders: model, trainer, data sets, checkpoints. */
@SuppressWarnings("module") // the application is compiled later
@NullMarked module io.github.vae4j.core {
    requires static java.desktop;
    // For recordings of Java Flight Recorder, where the runtime image has it.
    requires static jdk.jfr;
    requires static org.jspecify;
    requires transitive io.github.vae4j.kernels;

    exports io.github.vae4j.core;
    exports io.github.vae4j.core.data;
    exports io.github.vae4j.core.evaluation;
    exports io.github.vae4j.core.spec;
    exports io.github.vae4j.core.track;
    uses io.github.vae4j.core.data.DataFormat;
    uses io.github.vae4j.core.spec.KindProvider;

    exports io.github.vae4j.core.file to io.github.vae4j.onnx, io.github.vae4j.study;
    exports io.github.vae4j.core.data.sparse to io.github.vae4j.h5ad;
    exports io.github.vae4j.core.data.store to io.github.vae4j.h5ad;
}
