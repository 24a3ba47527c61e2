package io.github.vae4j.metrics;

import io.github.vae4j.kernels.Philox;
import java.util.List;
import java.util.stream.IntStream;

/// Labelled points and posteriors that arrive in parts.
public final class StreamedData {
    public static final int N = 1_200;
    public static final int D = 4;
    public static final List<String> NAMES = List.of("ant", "bee", "none", "cat");

    public final float[] x = new float[N * D];
    public final float[] logvar = new float[N * D];
    public final int[] classes = new int[N];
    public final Labels labels;
    /// The stated bound of covariances, both sides, for values up to 8 and ranges up to 12, one row a part.
    public final double bound = 2 * 8 * (512 + 2 * N) * 0x1p-53 * 8 * 12 * 13;

    public StreamedData() {
        Philox.normal(x, 0, x.length, 21, 0, 0, 0);
        Philox.normal(logvar, 0, logvar.length, 22, 0, 0, 0);
        for (int i = 0; i < N; i++) {
            classes[i] = i % 7 == 0 ? 3 : i % 2;
            x[i * D + 1] += classes[i];
            x[i * D + 2] *= 0.05f;
        }
        labels = Labels.of(classes, NAMES);
    }

    /// The numbers of the rows from `from` to below `to`.
    public static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
