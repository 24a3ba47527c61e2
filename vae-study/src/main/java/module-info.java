import org.jspecify.annotations.NullMarked;

/** Command line and report: train, encode, study. */
@NullMarked module io.github.vae4j.study {
    requires static org.jspecify;
    requires io.github.vae4j.core;
    requires io.github.vae4j.metrics;
    requires io.github.vae4j.onnx;
    requires com.samskivert.jmustache;
    requires info.picocli;
    requires java.desktop;
    requires jdk.jfr;
    requires me.tongfei.progressbar;
    requires org.snakeyaml.engine;
    requires tools.jackson.databind;

    // picocli fills the annotated fields of the commands.
    opens io.github.vae4j.study.cli to
            info.picocli;
}
