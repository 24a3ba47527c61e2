package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;

import io.github.vae4j.kernels.internal.TwinCall;
import java.util.List;
import java.util.Locale;

/// The elementary functions over arrays.
public final class ArrayMathCalls {
    private ArrayMathCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        for (ArrayFunction f : ArrayFunction.values()) {
            String name = f.name().toLowerCase(Locale.ROOT);
            add(calls, ArrayMathKernels.class, "apply", name, (values, n, offset) -> new Object[] {f, output(offset, n),
                offset, fill(values, 2, n, n), 2, n});
            add(calls, ArrayMathKernels.class, "apply", name + " in place", (values, n, offset) -> {
                float[] x = fill(values, offset, n, n);
                return new Object[] {f, x, offset, x, offset, n};
            });
        }
    }
}
