package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Activations in the text forms of layers: `relu`, `leaky-relu` and so on.
final class ActivationName {
    private ActivationName() {}

    /// The activation of a name; `null` for an empty one, which stands for the model's.
    ///
    /// @throws IllegalArgumentException if there is no such activation
    static @Nullable Activation read(String name) {
        if (name.isEmpty()) {
            return null;
        }
        return Arrays.stream(Activation.values()).filter(f -> of(f).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("unknown activation '" + name
                        + "'; expected one of " + Arrays.stream(Activation.values()).map(ActivationName::of).toList()));
    }

    static String of(Activation f) {
        return f.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
