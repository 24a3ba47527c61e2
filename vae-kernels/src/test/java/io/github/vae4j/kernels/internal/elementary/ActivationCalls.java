package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.rows;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;
import java.util.Locale;

/// Every activation.
public final class ActivationCalls {
    private ActivationCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        for (Activation f : Activation.values()) {
            String name = f.name().toLowerCase(Locale.ROOT);
            add(calls, ActivationKernels.class, "forward", name, (values, n, offset) -> new Object[] {f,
                rows(Values.ORDINARY, 1, ROWS, n, n + 1, 1), 1, rows(values, offset, ROWS, n, n + 1, n), offset, n + 1,
                ROWS, n});
            add(calls, ActivationKernels.class, "forward", name + " in place", (values, n, offset) -> {
                float[] x = fill(values, offset, n, n);
                return new Object[] {f, x, offset, x, offset, n, 1, n};
            });
            add(calls, ActivationKernels.class, "backward", name, (values, n, offset) -> new Object[] {f,
                rows(Values.ORDINARY, 1, ROWS, n, n + 1, 1), 1, rows(values, offset, ROWS, n, n + 1, n), offset,
                rows(values, 2, ROWS, n, n + 1, n + 1), 2, n + 1, ROWS, n});
            add(calls, ActivationKernels.class, "backward", name + " in place", (values, n, offset) -> {
                float[] dx = fill(values, offset, n, n);
                return new Object[] {f, dx, offset, dx, offset, fill(values, 2, n, n + 1), 2, n, 1, n};
            });
        }
    }
}
