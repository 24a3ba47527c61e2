package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void mailsAreTheSpamAssassinCorpus() {
        SparseDataset mails = Datasets.mails();
        assertThat(mails.size()).isEqualTo(6030);
        assertThat(mails.features()).isEqualTo(4000);
        assertThat(mails.classNames()).containsExactly("ham", "spam");
        assertThat(mails.totalEntries()).isEqualTo(492_918);
        int[] in = new int[mails.features()];
        int[] perClass = new int[2];
        float[] row = new float[mails.features()];
        for (int i = 0; i < mails.size(); i++) {
            perClass[mails.label(i)]++;
            assertThat(mails.entries(i)).isPositive();
            mails.read(i, 0, row, 0);
            for (int j = 0; j < row.length; j++) {
                in[j] += row[j] > 0 ? 1 : 0;
            }
        }
        // Of the corpus' 4,150 and 1,896, less those without any of the words.
        assertThat(perClass).containsExactly(4150, 1880);
        assertThat(IntStream.of(in)).allMatch(count -> count >= 20 && count <= 6046 / 4);
        assertThat(mails.id(0)).isEqualTo("easy-ham-1/00001");
        assertThat(mails.place(6029)).startsWith("mail spam-2/");
        List<String> words = mails.featureNames();
        assertThat(words).isSorted().doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{3,20}"));
        mails.read(0, 0, row, 0);
        assertThat(row[words.indexOf("sequence")]).isEqualTo(4);
    }
}
