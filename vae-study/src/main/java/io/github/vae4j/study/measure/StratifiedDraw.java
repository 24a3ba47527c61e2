package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Labels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A random part of the samples that has every class: each in proportion to its size, and two samples at least where the
/// class has as many.
final class StratifiedDraw {
    private static final int STREAM = 0x1a7f;
    private static final int LEAST = 2;

    private StratifiedDraw() {}

    /// Row numbers, rising.
    static int[] rows(@Nullable Labels labels, int n, int most, long seed) {
        int[] order = new int[n];
        Philox.permutation(order, n, seed, STREAM, 0);
        if (labels == null || labels.nonEmptyClasses() * (long) LEAST > most) {
            return IntStream.of(Arrays.copyOf(order, most)).sorted().toArray();
        }
        int[] left = quotas(labels, n, most);
        return IntStream.of(order).filter(row -> left[labels.get(row)]-- > 0).sorted().toArray();
    }

    private static int[] quotas(Labels labels, int n, int most) {
        int[] quotas = new int[labels.classCount()];
        int sum = 0;
        for (int c = 0; c < quotas.length; c++) {
            quotas[c] = Math.min(labels.count(c), Math.max(LEAST, (int) ((long) most * labels.count(c) / n)));
            sum += quotas[c];
        }
        // The rest goes to, or comes from, the largest classes, one sample each in turn.
        int[] bySize = IntStream.range(0, quotas.length).boxed()
                .sorted((a, b) -> Integer.compare(labels.count(b), labels.count(a))).mapToInt(c -> c).toArray();
        for (int turn = 0; sum != most; turn++) {
            int c = bySize[turn % bySize.length];
            if (sum < most && quotas[c] < labels.count(c)) {
                quotas[c]++;
                sum++;
            } else if (sum > most && quotas[c] > LEAST) {
                quotas[c]--;
                sum--;
            }
        }
        return quotas;
    }
}
