package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Labels as they are given, and parts of them.
class LabelsTest {
    @Test
    void numbersBecomeClassesHoweverLargeTheyAre() {
        Labels years = Labels.of(2021, 2019, 2021, -5, 1_000_000_000);
        assertThat(years.names()).containsExactly("-5", "2019", "2021", "1000000000");
        assertThat(years.toArray()).containsExactly(2, 1, 2, 0, 3);
        assertThat(years.classCount()).isEqualTo(4);
        assertThat(years.count(2)).isEqualTo(2);
        assertThat(Labels.of().classCount()).isZero();
    }

    @Test
    void namedClassesMayBeEmpty() {
        Labels labels = Labels.of(new int[] {2, 0}, List.of("a", "b", "c"));
        assertThat(labels.nonEmptyClasses()).isEqualTo(2);
        assertThat(labels.members()).containsExactly(List.of(1), List.of(), List.of(0));
        assertThat(labels).hasToString("2 samples in 2 of 3 classes");
        assertThatThrownBy(() -> Labels.of(new int[] {0, 3}, List.of("a", "b", "c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 3 of sample 1 is out of range: expected 0 to 2");
    }

    @Test
    void aSelectionKeepsAllClasses() {
        Labels some = Labels.of(7, 8, 9).select(2, 2);
        assertThat(some.toArray()).containsExactly(2, 2);
        assertThat(some.names()).containsExactly("7", "8", "9");
        assertThatThrownBy(() -> some.select(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
