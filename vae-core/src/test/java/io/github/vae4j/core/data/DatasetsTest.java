package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatasetsTest {
    @Test
    void digitsAreTheUciTestSet() {
        Dataset digits = Datasets.digits();
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(digits.features()).isEqualTo(64);
        assertThat(digits.imageShape()).containsExactly(8, 8);
        assertThat(digits.isUnitRange()).isTrue();
        assertThat(digits.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        int[] perClass = new int[10];
        for (int i = 0; i < digits.size(); i++) {
            perClass[digits.label(i)]++;
        }
        // The counts that the data set's own description gives.
        assertThat(perClass).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        float[] first = new float[66];
        digits.read(0, 0, first, 1);
        assertThat(first[0]).isZero();
        assertThat(first[1 + 2]).isEqualTo(5 / 16f);
        assertThat(first[1 + 3]).isEqualTo(13 / 16f);
        assertThat(first[65]).isZero();
    }
}
