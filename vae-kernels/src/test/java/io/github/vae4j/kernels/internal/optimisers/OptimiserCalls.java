package io.github.vae4j.kernels.internal.optimisers;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;

/// Optimiser steps.
public final class OptimiserCalls {
    private OptimiserCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        add(calls, OptimiserKernels.class, "adam", "", (values, n, offset) -> {
            float[] squares = fill(values, offset, n, n + 3);
            for (int i = offset; i < offset + n; i++) {
                squares[i] = Math.abs(squares[i]);
            }
            return new Object[] {fill(Values.ORDINARY, offset, n, n), fill(values, 2, n, n + 1), 2,
                fill(values, offset, n, n + 2), squares, offset, n, 0.5f, 0.9999f, 0.001f, 0.1f, 0.999f, 0.001f, 1.25f,
                1e-8f};
        });
        add(calls, OptimiserKernels.class, "sgd", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n),
            fill(values, 2, n, n + 1), 2, fill(values, offset, n, n + 2), offset, n, 0.5f, 0.01f, 0.9f});
    }
}
