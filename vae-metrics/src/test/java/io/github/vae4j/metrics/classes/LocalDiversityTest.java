package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.NoAnswerException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// LISI against its definition in SciPy (sets.py), and on classes that mix or do not.
class LocalDiversityTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Labels labels = Labels.of(IntStream.range(0, LatentData.N).map(i -> i * 7 % 3).toArray());

    @Test
    void agreesWithItsDefinition() {
        LocalDiversity found = AnyThreads.result(workers -> LocalDiversity.of(means, labels, 20, workers));
        data.close(found.median(), "lisi.median");
        data.close(found.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow(), "lisi.mean");
    }

    @Test
    void farClassesDoNotMixAndRandomOnesDo() {
        int n = 600;
        float[] codes = new float[2 * n];
        Philox.normal(codes, 0, codes.length, 1, 0, 0, 0);
        Labels halves = Labels.of(IntStream.range(0, n).map(i -> i % 2).toArray());
        LocalDiversity mixed = AnyThreads
                .result(workers -> LocalDiversity.of(Codes.of(codes, 2), halves, 30, workers));
        assertThat(mixed.mixing()).isGreaterThan(0.85);
        assertThat(mixed.separation()).isEqualTo(1 - mixed.mixing(), within(1e-12));
        float[] apart = codes.clone();
        for (int i = 0; i < n; i++) {
            apart[2 * i] += i % 2 * 100;
        }
        assertThat(
                AnyThreads.result(workers -> LocalDiversity.of(Codes.of(apart, 2), halves, 30, workers)).separation())
                .isEqualTo(1);
    }

    @Test
    void coincidingPointsHaveEqualWeights() {
        Labels halves = Labels.of(IntStream.range(0, 20).map(i -> i % 2).toArray());
        assertThat(AnyThreads.result(workers -> LocalDiversity.of(Codes.of(new float[20], 1), halves, 5, workers))
                .values()).allSatisfy(value -> assertThat(value).isBetween(1.9, 2.0));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> LocalDiversity.of(means, labels, 67, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a third of the 200 samples");
            assertThatThrownBy(() -> LocalDiversity.of(means, Labels.of(new int[LatentData.N]), 20, workers))
                    .isInstanceOf(NoAnswerException.class).hasMessageContaining("fewer than two classes");
        }
    }
}
