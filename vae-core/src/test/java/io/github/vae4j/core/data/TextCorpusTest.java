package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusTest {
    @TempDir private Path folder;

    private final List<String> notes = new ArrayList<>();

    private Parts read(String vocabulary, String corpus) throws IOException {
        Files.writeString(folder.resolve("vocabulary.txt"), vocabulary);
        Files.writeString(folder.resolve("corpus.tsv"), corpus);
        return Datasets.openParts(folder, ReadOptions.defaults().withNotes(notes::add));
    }

    private static float[] row(Dataset data, int sample) {
        float[] row = new float[data.features()];
        data.read(sample, 0, row, 0);
        return row;
    }

    @Test
    void wordsAreCounted() throws IOException {
        Parts parts = read("goal\nbank\nélan\n",
                "bank goal bank\ttrain\tsport\nélan\ttest\tarts\n\tval\tarts\r\nrate bank\ttrain\tarts\n");
        assertThat(parts.train()).isInstanceOf(SparseDataset.class);
        assertThat(parts.train().featureNames()).containsExactly("goal", "bank", "élan");
        assertThat(row(parts.train(), 0)).containsExactly(1, 2, 0);
        assertThat(row(parts.train(), 1)).containsExactly(0, 1, 0);
        assertThat(row(parts.test().orElseThrow(), 0)).containsExactly(0, 0, 1);
        assertThat(row(parts.validation().orElseThrow(), 0)).containsExactly(0, 0, 0);
        assertThat(parts.train().classNames()).containsExactly("arts", "sport");
        assertThat(parts.train().label(0)).isEqualTo(1);
        assertThat(parts.train().place(1)).isEqualTo(folder.resolve("corpus.tsv") + ", line 4");
        assertThat(notes).singleElement().asString().contains("1 words are not in the vocabulary");
    }

    @Test
    void packedAndWithoutLabels() throws IOException {
        Files.write(folder.resolve("corpus.tsv.gz"), Fixtures.gzip("a b\ttrain\n".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(folder.resolve("vocabulary.txt"), "a\nb\n");
        Parts parts = Datasets.openParts(folder, ReadOptions.defaults());
        assertThat(parts.train().hasLabels()).isFalse();
        assertThat(parts.test()).isEmpty();
    }

    @Test
    void badInput() {
        refused("a\nb\na\n", "a\ttrain\n", "vocabulary.txt", "line 3", "\"a\" of line 1 again");
        refused("a b\n", "a\ttrain\n", "vocabulary.txt", "line 1", "expected one word");
        refused("", "a\ttrain\n", "vocabulary.txt", "expected a line");
        refused("a\n", "", "corpus.tsv", "expected a line");
        refused("a\n", "a\ttrain\nb\n", "corpus.tsv", "line 2", "found 1 cells");
        refused("a\n", "a\ttrain\tx\ty\n", "corpus.tsv", "line 1", "found 4 cells");
        refused("a\n", "a\tdev\n", "corpus.tsv", "line 1", "train, val or test", "\"dev\"");
        refused("a\n", "a\ttest\n", "corpus.tsv", "part train");
        refused("a\n", "a\ttrain\tx\na\ttrain\n", "corpus.tsv", "line 2", "expected a label");
        refused("a\n", "a\ttrain\t0.5\n", "corpus.tsv", "0.5");
    }

    private void refused(String vocabulary, String corpus, String... message) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(vocabulary, corpus))
                .satisfies(e -> assertThat(e.getMessage()).contains(message));
    }

    @Test
    void damagedFilesEndInOneSentence() throws IOException {
        byte[] corpus = Fixtures.gzip("a b\ttrain\tx\nb b\ttest\ty\n".getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("vocabulary.txt"), "a\nb\n");
        for (int i = 0; i < corpus.length; i++) {
            byte[] damaged = corpus.clone();
            damaged[i] ^= 0x55;
            Files.write(folder.resolve("corpus.tsv.gz"), damaged);
            try {
                assertThat(Datasets.open(folder).size()).isPositive();
            } catch (DataFormatException e) {
                assertThat(e.getMessage()).contains("corpus.tsv.gz").doesNotContain("\n");
            }
        }
    }

    @Test
    void bbcNews() throws IOException {
        Parts parts = Datasets.openParts(Shared.path("data/counts/bbc_news"), ReadOptions.defaults());
        assertThat(parts.train().size()).isEqualTo(1556);
        assertThat(parts.validation().orElseThrow().size()).isEqualTo(334);
        assertThat(parts.test().orElseThrow().size()).isEqualTo(335);
        assertThat(parts.train().features()).isEqualTo(2949);
        assertThat(parts.train().classNames()).containsExactly("business", "entertainment", "politics", "sport",
                "tech");
    }
}
