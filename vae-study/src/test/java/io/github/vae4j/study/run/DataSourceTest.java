package io.github.vae4j.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which users give data, with the same 120 digits in each.
class DataSourceTest {
    private static final int SAMPLES = 120;

    private final Dataset digits = Datasets.digits().take(SAMPLES);

    @TempDir private Path folder;

    private static DataSource source(Path data, @Nullable Path labels, @Nullable String column) {
        ReadOptions options = column == null
                ? ReadOptions.defaults()
                : ReadOptions.defaults().withColumns(ColumnChoice.recognised().withLabel(Column.of(column)));
        return new DataSource(data.toString(), labels, options, DataStore.standard().offline());
    }

    private static Dataset read(Path data, @Nullable Path labels, @Nullable String column) throws IOException {
        Parts content = source(data, labels, column).read();
        assertThat(content.test()).isEmpty();
        return content.train();
    }

    @Test
    void aFileMayHaveItsLabelsInAnotherOne() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        assertThat(read(x, null, null).hasLabels()).isFalse();
        assertThat(read(x, DataFiles.npyLabels(folder, digits), null).contentHash()).isEqualTo(digits.contentHash());
        assertThat(read(x, DataFiles.textLabels(folder, digits, ""), null).contentHash())
                .isEqualTo(digits.contentHash());
        assertThat(read(x, DataFiles.textLabels(folder, digits, "no. "), null).classNames()).contains("no. 7");
    }

    @Test
    void aCsvFileMayHaveAHeaderAndAColumnOfLabels() throws IOException {
        Path csv = DataFiles.csv(folder, digits);
        Dataset labelled = read(csv, null, "kind");
        assertThat(labelled.features()).isEqualTo(64);
        assertThat(labelled.classNames()).hasSize(10).contains("class 3");

        Path plain = Files.writeString(folder.resolve("plain.csv"), "0.5,0.25,b\n0.125,1,a\n");
        assertThat(read(plain, null, "-1").classNames()).containsExactly("a", "b");
        assertThat(read(plain, null, "2").label(0)).isEqualTo(1);
        Path headed = Files.writeString(folder.resolve("headed.csv"), "left,right\n0.5,0.25\n0.125,1\n");
        assertThat(read(headed, null, null).size()).isEqualTo(2);
    }

    @Test
    void aFolderOfIdxFilesHasItsParts() throws IOException {
        Path set = DataFiles.idx(folder, digits, 20);
        Parts content = source(set, null, null).read();
        assertThat(content.train().size()).isEqualTo(SAMPLES - 20);
        assertThat(content.test()).hasValueSatisfying(test -> {
            assertThat(test.size()).isEqualTo(20);
            assertThat(test.label(3)).isEqualTo(digits.label(SAMPLES - 20 + 3));
        });
        Path images = set.resolve("toy-train-images-idx3-ubyte.gz");
        Path labels = set.resolve("toy-train-labels-idx1-ubyte.gz");
        assertThat(read(images, labels, null).label(5)).isEqualTo(digits.label(5));

        Files.delete(labels);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> source(set, null, null).read())
                .withMessageContaining("train-labels-idx1-ubyte").withMessageContaining("found 0");
    }

    @Test
    void theValidationPartOfAFileThatIsSortedByClassHasAllClasses() throws IOException {
        Path images = DataFiles.images(folder, digits);
        TrainingData parts = TrainingData.load(source(images, null, null));
        assertThat(parts.validation()).isNotNull().satisfies(validation -> {
            assertThat(validation.size()).isEqualTo(SAMPLES / 12);
            assertThat(IntStream.range(0, validation.size()).map(validation::label)).hasSize(10)
                    .doesNotHaveDuplicates();
        });
        assertThat(parts.train().size()).isEqualTo(SAMPLES - SAMPLES / 12);
    }

    @Test
    void partsThatAreSortedByClassAreDrawnFrom() {
        int[] order = IntStream.range(0, SAMPLES).boxed().sorted(Comparator.comparingInt(digits::label))
                .mapToInt(Integer::intValue).toArray();
        Dataset sorted = digits.subset(order);
        TrainingData drawn = TrainingData.of("x", new Parts(sorted, Optional.empty(), Optional.of(digits)));
        assertThat(drawn.validation()).isNotNull().satisfies(part -> assertThat(
                IntStream.range(0, part.size()).map(part::label)).doesNotHaveDuplicates());
        TrainingData inOrder = TrainingData.of("x", new Parts(digits, Optional.empty(), Optional.of(sorted)));
        assertThat(inOrder.validation()).isNotNull().satisfies(part -> assertThat(part.row(0)).isEqualTo(110));
        TrainingData given = TrainingData.of("x", new Parts(digits, Optional.of(sorted), Optional.empty()));
        assertThat(given.train()).isSameAs(digits);
        assertThat(given.validation()).isSameAs(sorted);
    }

    @Test
    void labelsThatDoNotFitAreRefused() throws IOException {
        Path x = DataFiles.npy(folder, digits);
        Path y = DataFiles.npyLabels(folder, digits.take(100));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(x, y, null))
                .withMessageContaining("has 100 labels").withMessageContaining("has 120 samples");
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSource("digits", y, ReadOptions.defaults(),
                DataStore.standard())).withMessageContaining("has labels of its own");
        Path set = DataFiles.idx(folder, digits, 20);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(set, y, null))
                .withMessageContaining("have labels of their own");
        assertThatIllegalArgumentException().isThrownBy(() -> source(folder.resolve("none.npy"), null, null))
                .withMessageContaining(
                        "is neither a data set (digits, mails, mnist, fashion-mnist) nor a file or folder");
        Path binary = Files.write(folder.resolve("y.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 7});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> read(x, binary, null))
                .withMessageContaining("y.bin").withMessageContaining("text in UTF-8");
    }
}
