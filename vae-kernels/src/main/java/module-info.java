import org.jspecify.annotations.NullMarked;

/** Numeric kernels: arrays in, arrays out, the same bits on every machine. */
@SuppressWarnings("module") // the modules of a qualified export are compiled after this one
@NullMarked module io.github.vae4j.kernels {
    requires static org.jspecify;
    requires java.logging;
    requires jdk.management;
    // Not "static": programs on the module path then need no launch flag.
    requires jdk.incubator.vector;

    exports io.github.vae4j.kernels;
    exports io.github.vae4j.kernels.model to io.github.vae4j.core, io.github.vae4j.metrics;
}
