package io.github.vae4j.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelComparisonTest {
    private static final Dataset DATA = Datasets.digits().take(300);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20);

    @TempDir Path folder;

    private Path saved(String name, Vae vae) throws IOException {
        Path file = folder.resolve(name);
        vae.save(file);
        return file;
    }

    private Path checkpoint(String name, TrainingConfig config) throws IOException {
        Path file = folder.resolve(name);
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config)) {
            trainer.fit(DATA);
            trainer.saveCheckpoint(file);
        }
        return file;
    }

    @Test
    void equalModelsAreEqualAndAnotherValueIsNamedWithItsDistance() throws IOException {
        Vae vae = Vae.create(SPEC, 1);
        Path a = saved("a", vae);
        assertThat(Comparison.of(a, saved("same", vae)).isEqual()).isTrue();

        ParameterView view = ModelGraph.forEvaluation(SPEC).tensor("decoder.0.weight");
        float[] parameters = vae.parameters();
        int at = view.index(2, 7);
        float before = parameters[at];
        parameters[at] = Math.nextUp(Math.nextUp(Math.nextUp(before)));
        float[] first = {parameters[view.index(0, 0)]};
        parameters[view.index(0, 0)] = Math.nextDown(first[0]);
        ModelComparison found = (ModelComparison) Comparison.of(a, saved("b", vae));
        // Row-major (out, in) with 3 inputs.
        assertThat(found.tensors()).containsExactly(
                new TensorDifference("decoder.0.weight", 60, 2, 3, 7 * 3 + 2, before, parameters[at]));
        assertThat(found.settings()).isEmpty();
        assertThat(found.isEqual()).isFalse();
    }

    @Test
    void otherShapesAreDifferencesWithoutValues() throws IOException {
        ModelComparison found = (ModelComparison) Comparison.of(saved("a", Vae.create(SPEC, 1)),
                saved("b", Vae.create(VaeSpec.of(64, 3).withHidden(21), 1)));
        assertThat(found.settings()).extracting(FieldDifference::name).containsExactly("spec.decoder", "spec.encoder");
        assertThat(found.tensors()).isNotEmpty();
        assertThat(found.tensors().getFirst().name()).isEqualTo("encoder.0.weight");
        assertThat(found.tensors().getFirst().isComparable()).isFalse();
    }

    @Test
    void checkpointsTellTheirSettingsProgressAndTheFirstEpochThatDiffers() throws IOException {
        TrainingConfig config = TrainingConfig.defaults().withEpochs(2).withThreads(1).withShuffle(false);
        Path a = checkpoint("a", config);
        assertThat(Comparison.of(a, checkpoint("again", config.withThreads(2))).isEqual()).isTrue();

        ModelComparison later = (ModelComparison) Comparison.of(a, checkpoint("b", config.withEpochs(3)));
        assertThat(later.settings()).containsExactly(new FieldDifference("config.epochs", "2", "3"));
        assertThat(later.progress()).containsExactly(new FieldDifference("state.epoch", "2", "3"),
                new FieldDifference("state.step", "6", "9"));
        assertThat(later.epoch()).as("the common epochs are equal").isZero();

        ModelComparison other = (ModelComparison) Comparison.of(a, checkpoint("c", config.withSeed(9)));
        assertThat(other.epoch()).isEqualTo(1);
        assertThat(other.tensors()).extracting(TensorDifference::name).contains("training.first_moment");
    }

    @Test
    void aModelIsComparedWithACheckpointByWhatBothHave() throws IOException {
        TrainingConfig config = TrainingConfig.defaults().withEpochs(1).withThreads(1);
        Path checkpoint = checkpoint("checkpoint", config);
        assertThat(Comparison.of(saved("model", Vae.load(checkpoint)), checkpoint).isEqual()).isTrue();
    }

    @Test
    void filesThatCannotBeComparedAreOneSentence() throws IOException {
        Path model = saved("model", Vae.create(SPEC, 1));
        assertThatThrownBy(() -> Comparison.of(model, folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Comparison.of(folder, model)).hasMessageContaining("is a folder, expected a model");
        Path text = Files.writeString(folder.resolve("text"), "epoch,cost\n");
        assertThatThrownBy(() -> Comparison.of(model, text)).isInstanceOf(ModelFormatException.class);
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        assertThatThrownBy(() -> Comparison.of(model, damaged)).hasMessageContaining("SHA-256");
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0000001, 1", "-1, -1.0000001, 1", "0, 1.4e-45, 1", "-1.4e-45, 1.4e-45, 2", "0, -0, 0",
        "-3.4028235e38, 3.4028235e38, 4278190078"})
    void distancesAreCountedInFloats(float a, float b, long expected) {
        assertThat(Ulps.between(a, b)).isEqualTo(expected);
        assertThat(Ulps.between(b, a)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0000000000000002, 1", "-4.9e-324, 4.9e-324, 2",
        "-1.7976931348623157e308, 1.7976931348623157e308, 9223372036854775807"})
    void distancesAreCountedInDoubles(double a, double b, long expected) {
        assertThat(Ulps.between(a, b)).isEqualTo(expected);
    }
}
