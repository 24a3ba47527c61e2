package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.doubles;
import static io.github.vae4j.kernels.internal.TwinCases.fill;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import java.util.List;

/// Densities under many normal distributions.
public final class NormalDensityCalls {
    private NormalDensityCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        Class<?> kernels = NormalDensityKernels.class;
        add(calls, kernels, "logDensities", "", (values, n, offset) -> new Object[] {
            doubles(Values.ORDINARY, offset, ROWS * n, 1), offset, doubles(values, 1, ROWS * n, 2), 1,
            fill(values, 2, ROWS, n), 2, doubles(values, offset, n, n), offset, doubles(values, 1, n, n + 1), 1,
            doubles(values, 2, n, n + 2), 2, ROWS, n});
        for (double largest : new double[] {Double.NEGATIVE_INFINITY, 3, Double.NaN}) {
            add(calls, kernels, "addExp", "beyond " + largest, (values, n, offset) -> {
                double[] before = new double[offset + ROWS + 3];
                Arrays.fill(before, largest);
                return new Object[] {before, offset, doubles(values, 1, ROWS, 1), 1,
                    doubles(values, offset, ROWS * n, n), offset, ROWS, n};
            });
        }
    }
}
