package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Workers;
import java.util.function.Function;

/// The result of a statistic, which must not depend on the number of threads.
public final class AnyThreads {
    private AnyThreads() {}

    public static <T> T result(Function<Workers, T> statistic) {
        try (Workers one = Workers.of(1); Workers two = Workers.of(2); Workers three = Workers.of(3)) {
            T result = statistic.apply(two);
            assertThat(statistic.apply(one)).as("one thread").isEqualTo(result);
            assertThat(statistic.apply(three)).as("three threads").isEqualTo(result);
            return result;
        }
    }
}
