package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.output;

import io.github.vae4j.kernels.internal.TwinCall;
import java.util.List;

/// Bytes to floats.
public final class ConversionCalls {
    private ConversionCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        add(calls, ConversionKernels.class, "toFloat", "", (values, n, offset) -> new Object[] {output(offset, n),
            offset, bytes(2 + n), 2, n, 0.3f});
        add(calls, ConversionKernels.class, "binarise", "", (values, n, offset) -> new Object[] {output(offset, n),
            offset, bytes(2 + n), 2, n, 100});
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 151);
        }
        return bytes;
    }
}
