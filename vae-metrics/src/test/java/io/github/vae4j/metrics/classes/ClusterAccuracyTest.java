package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What each mapping of clusters to classes counts as right.
class ClusterAccuracyTest {

    @Test
    void clusterAccuracySaysWhichMapping() {
        Labels classes = Labels.of(0, 0, 0, 1, 1, 2);
        ClusterAccuracy accuracy = ClusterAccuracy.of(classes, Labels.of(1, 1, 0, 0, 0, 1));
        assertThat(accuracy.started()).isEqualTo(new Proportion(1, 6));
        assertThat(accuracy.majority()).isEqualTo(new Proportion(4, 6));
        assertThat(accuracy.matched()).isEqualTo(new Proportion(4, 6));
        assertThat(accuracy.matchedClass()).containsExactly(1, 0);
    }

    @Test
    void asManyClustersAsSamples() {
        int n = 20_000;
        Labels ids = Labels.of(IntStream.range(10_001, 10_001 + n).toArray());
        ClusterAccuracy accuracy = ClusterAccuracy.of(ids, ids);
        assertThat(accuracy.matched()).isEqualTo(new Proportion(n, n));
        assertThat(accuracy.matchedClass().get(7)).isEqualTo(7);
    }

    @Test
    void sizesMustFit() {
        assertThatThrownBy(() -> ClusterAccuracy.of(Labels.of(0, 1), Labels.of(0)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but have 2 and 1");
    }
}
