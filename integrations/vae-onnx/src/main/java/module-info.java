import org.jspecify.annotations.NullMarked;

/** Writes models of vae4j as ONNX, for other runtimes. */
@SuppressWarnings("requires-automatic") // neither library has a module descriptor
@NullMarked module io.github.vae4j.onnx {
    requires static org.jspecify;
    requires transitive io.github.vae4j.core;
    requires org.tribuo.util.onnx;
    requires com.google.protobuf;

    exports io.github.vae4j.onnx;
}
