package io.github.vae4j.metrics.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Statistics of topics against sums by hand, and the halves of documents against what they are halves of.
class TopicsTest {
    /// Rows of counts, zeros included.
    private static Counts counts(int[]... rows) {
        int entries = (int) Arrays.stream(rows).flatMapToInt(Arrays::stream).filter(count -> count != 0).count();
        int[] offsets = new int[rows.length + 1];
        int[] columns = new int[entries];
        int[] values = new int[entries];
        int at = 0;
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                if (rows[r][c] != 0) {
                    columns[at] = c;
                    values[at++] = rows[r][c];
                }
            }
            offsets[r + 1] = at;
        }
        return Counts.of(offsets, columns, values, rows[0].length);
    }

    @Test
    void countsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new int[] {0, 2}, new int[] {1, 1},
                new int[] {1, 1}, 3)).withMessageContaining("row 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new int[] {0, 1}, new int[] {3},
                new int[] {1}, 3)).withMessageContaining("from 0 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new int[] {0, 1}, new int[] {2},
                new int[] {0}, 3)).withMessageContaining("column 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new int[] {0, 2, 1}, new int[] {2},
                new int[] {1}, 3)).withMessageContaining("offsets");
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new int[] {0}, new int[0], new int[0], 0))
                .withMessageContaining("width");
        Counts counts = counts(new int[] {0, 2, 5}, new int[] {0, 0, 0}, new int[] {1, 0, 0}).select(2, 0);
        assertThat(counts.rows()).isEqualTo(2);
        assertThat(counts.columns(1)).containsExactly(1, 2);
        assertThat(counts.count(1, 1)).isEqualTo(5);
        assertThat(counts.total(1)).isEqualTo(7);
        assertThat(counts.total()).isEqualTo(8);
    }

    @Test
    void halvesMakeTheDocuments() {
        int[][] rows = new int[50][30];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < 30; c++) {
                rows[r][c] = Math.max(0, (r * 7 + c * c * 5) % 11 - 6);
            }
        }
        rows[3] = new int[30];
        rows[4] = new int[30];
        rows[4][9] = 1;
        Counts documents = counts(rows);
        DocumentCompletion halves = DocumentCompletion.split(documents, 5);
        for (int r = 0; r < rows.length; r++) {
            int[] sum = new int[30];
            for (Counts half : List.of(halves.observed(), halves.heldOut())) {
                for (int i = 0; i < half.entries(r); i++) {
                    sum[half.column(r, i)] += half.count(r, i);
                }
            }
            assertThat(sum).isEqualTo(rows[r]);
            assertThat(halves.heldOut().total(r)).isEqualTo(documents.total(r) / 2);
        }
        // A document is cut alike whatever the others are; another seed cuts otherwise.
        assertThat(DocumentCompletion.split(documents.select(0), 5).observed().columns(0))
                .isEqualTo(halves.observed().columns(0));
        assertThat(columns(DocumentCompletion.split(documents, 5).observed())).isEqualTo(columns(halves.observed()));
        assertThat(columns(DocumentCompletion.split(documents, 6).observed()))
                .isNotEqualTo(columns(halves.observed()));
    }

    private static List<String> columns(Counts counts) {
        return IntStream.range(0, counts.rows()).mapToObj(row -> Arrays.toString(counts.columns(row))).toList();
    }

    @Test
    void sharesOfPlaces() {
        Counts documents = counts(new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, new int[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        Counts out = DocumentCompletion.split(documents, 0.25, 1, 3).heldOut();
        assertThat(out.total(0)).isEqualTo(2);
        assertThat(out.total(1)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentCompletion.split(documents, 1.5, 0, 1))
                .withMessageContaining("share");
    }

    /// Every place of a document is as likely held out as any other.
    @Test
    void placesAreDrawn() {
        int[] times = new int[3];
        Counts documents = counts(new int[] {1, 2, 1});
        for (int seed = 0; seed < 4_000; seed++) {
            Counts out = DocumentCompletion.split(documents, seed).heldOut();
            for (int i = 0; i < out.entries(0); i++) {
                times[out.column(0, i)] += out.count(0, i);
            }
        }
        // Half of 4,000, with a standard deviation of 32; 5 of them. Word 1 has two places.
        assertThat(times[0]).isBetween(1_842, 2_158);
        assertThat(times[2]).isBetween(1_842, 2_158);
        assertThat(times[0] + times[1] + times[2]).isEqualTo(8_000);
    }

    @Test
    void perplexity() {
        Counts documents = counts(new int[] {2, 0, 1}, new int[] {0, 1, 0});
        double[] shares = {0.5, 0.25, 0.25};
        WordPerplexity perplexity = WordPerplexity.of(documents, (document, logs) -> {
            for (int i = 0; i < 3; i++) {
                logs[i] = Math.log(shares[i]);
            }
        });
        assertThat(perplexity.value()).isCloseTo(Math.exp((2 * Math.log(2) + 2 * Math.log(4)) / 4), within(1e-12));
        assertThat(perplexity.tokens()).containsExactly(3L, 1L);

        // Of training counts 3, 0, 2 and one more each: shares 4/8, 1/8, 3/8.
        WordPerplexity unigram = WordPerplexity.ofUnigram(counts(new int[] {3, 0, 0}, new int[] {0, 0, 2}), documents);
        assertThat(unigram.value())
                .isCloseTo(Math.exp(-(2 * Math.log(0.5) + Math.log(3 / 8.0) + Math.log(1 / 8.0)) / 4), within(1e-12));
        try (Workers workers = Workers.of(2)) {
            Bootstrap bootstrap = unigram.bootstrap(Bootstrap.Settings.of(3), workers);
            assertThat(bootstrap.estimate()).isCloseTo(unigram.value(), within(1e-12));
            // A resample of one document alone is one end.
            assertThat(bootstrap.percentile().high()).isCloseTo(8, within(1e-12));
        }
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> WordPerplexity.ofUnigram(documents, counts(new int[3])));
        assertThatIllegalArgumentException().isThrownBy(() -> WordPerplexity.of(documents,
                (document, logs) -> Arrays.fill(logs, Double.NaN))).withMessageContaining("document 0 word 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordPerplexity.ofUnigram(counts(new int[] {1, 1}), documents))
                .withMessageContaining("vocabulary");
    }

    @Test
    void wordsOfTopics() {
        TopicWords words = TopicWords.of(List.of(new double[] {1, 3, 2, 3}, new double[] {9, -1, 8, -2}), 2);
        assertThat(words.topics()).containsExactly(List.of(1, 3), List.of(0, 2));
        assertThat(words.diversity()).isEqualTo(1);
        assertThat(new TopicWords(List.of(List.of(1, 2), List.of(2, 3))).diversity()).isEqualTo(0.75);
        assertThatIllegalArgumentException().isThrownBy(() -> TopicWords.of(List.of(new double[] {1}), 2))
                .withMessageContaining("top");
        assertThatIllegalArgumentException().isThrownBy(() -> TopicWords.of(List.of(new double[] {1, Double.NaN}), 2))
                .withMessageContaining("word 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicWords(List.of(List.of(1, 1))));
    }

    @Test
    void coherence() {
        // Words 0 and 1 are always together, 0 and 2 never, 0 and 3 as by chance; 4 is in all documents.
        Counts documents = counts(new int[] {2, 1, 0, 5, 1}, new int[] {1, 4, 0, 0, 1}, new int[] {0, 0, 1, 1, 2},
                new int[] {0, 0, 3, 0, 1});
        assertThat(npmi(documents, 0, 1)).isCloseTo(1, within(1e-12));
        assertThat(npmi(documents, 0, 2)).isEqualTo(-1);
        assertThat(npmi(documents, 0, 3)).isCloseTo(0, within(1e-12));
        assertThat(npmi(documents, 0, 4)).isCloseTo(0, within(1e-12));
        assertThat(npmi(documents, 0, 1, 2)).isCloseTo(-1 / 3.0, within(1e-12));
        Counts all = counts(new int[] {1, 1}, new int[] {1, 1});
        assertThat(npmi(all, 0, 1)).isZero();
        TopicCoherence two = TopicCoherence.npmi(new TopicWords(List.of(List.of(0, 1), List.of(0, 2))), documents);
        assertThat(two.mean()).isCloseTo(0, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> npmi(documents, 0, 5)).withMessageContaining("0 to 4");
    }

    private static double npmi(Counts documents, Integer... topic) {
        return TopicCoherence.npmi(new TopicWords(List.of(List.of(topic))), documents).topics().getFirst();
    }
}
