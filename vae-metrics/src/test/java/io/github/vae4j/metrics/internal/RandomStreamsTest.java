package io.github.vae4j.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No two purposes share a stream of random numbers, and none has one of vae-core.
class RandomStreamsTest {
    /// The streams of vae-core, which this module does not know, are 1 to 6, and four of its data sets.
    private static final Set<
            Integer> OF_CORE = Set.of(1, 2, 3, 4, 5, 6, 0x64617431, 0x64617432, 0x64617433, 0x64617434);

    @Test
    void allStreamsDiffer() throws IllegalAccessException {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : RandomStreams.class.getDeclaredFields()) {
            if (!field.getName().equals("FACTOR_STREAMS")) {
                int stream = (int) field.get(null);
                assertThat(names.put(stream, field.getName())).as(field.getName()).isNull();
                assertThat(OF_CORE).as(field.getName()).doesNotContain(stream);
            }
        }
        assertThat(names).hasSizeGreaterThan(10);
        // The streams behind the first of the trees belong to the factors.
        assertThat(names.keySet()).filteredOn(stream -> stream > RandomStreams.TREES
                && stream < RandomStreams.TREES + RandomStreams.FACTOR_STREAMS).isEmpty();
        assertThat(OF_CORE).noneMatch(stream -> stream >= RandomStreams.TREES
                && stream < RandomStreams.TREES + RandomStreams.FACTOR_STREAMS);
    }
}
