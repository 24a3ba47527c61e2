package io.github.vae4j.kernels.internal.random;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;

import io.github.vae4j.kernels.internal.TwinCall;
import java.util.List;

/// Random numbers.
public final class PhiloxCalls {
    private static final long SEED = 0x0123_4567_89ab_cdefL;

    private PhiloxCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        add(calls, PhiloxKernels.class, "bits", "",
                (values, n, offset) -> new Object[] {new int[offset + n + 3], offset,
                    n, SEED, -3, n, 2, -5});
        for (String kernel : List.of("uniform", "normal")) {
            add(calls, PhiloxKernels.class, kernel, "",
                    (values, n, offset) -> new Object[] {output(offset, n), offset, n,
                        SEED, n, 2, -5});
        }
        add(calls, PhiloxKernels.class, "bernoulli", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 1, n, n), 1, n, SEED, n, 2, -5});
    }
}
