package io.github.vae4j.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sweeps: what is read, what is trained on, and that threads change nothing.
class SweepTest {
    private static final Environment ENVIRONMENT = new Environment("", "", "", "", "");

    @Test
    void readsValuesAndRanges() {
        assertThat(SweepPlan.parse("classes=2..4", 3))
                .isEqualTo(new SweepPlan(SweepPlan.Parameter.CLASSES, List.of(2.0, 3.0, 4.0), 3));
        assertThat(SweepPlan.parse("beta=4,0.25,4", 1).values()).containsExactly(0.25, 4.0);
        assertThat(SweepPlan.parse("latent=5,10..12", 1).values()).containsExactly(5.0, 10.0, 11.0, 12.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "classes", "classes=", "klasses=2", "classes=2.5", "beta=0", "beta=NaN", "latent=0",
        "latent=x",
        "classes=4..2"})
    void refusesWhatIsNoSweep(String text) {
        assertThatThrownBy(() -> SweepPlan.parse(text, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sweep");
    }

    private static StudyPlan study(int threads) throws IOException {
        StudyPlan plan = StudyPlan.of(DataSource.named("digits"));
        return new StudyPlan(plan.data(), VaeSpec.of(64, 4).withHidden(16), plan.plane(),
                TrainingConfig.defaults().withEpochs(2).withThreads(threads));
    }

    /// Refused at once, with the number of models, whatever memory their values would take.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "latent=1..2000000000 | 3 | would train 6,000,000,000 models (values: 2,000,000,000, seeds: 3)",
        "latent=2 | 2000000000 | would train 2,000,000,000 models", "classes=2..10 | 1000 | would train 18,000 models",
        "beta=1,2 | 2147483647 | would train 4,294,967,294 models", "latent=-9000000000000000000..9 | 3 | models",
        "latent=-9000000000000000000..9000000000000000000 | 3 | is not a sweep"})
    void refusesMoreModelsThanAnybodyTrains(String text, int seeds, String expected) {
        assertThatThrownBy(() -> SweepPlan.parse(text, seeds)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @TempDir private Path folder;

    private SweepResults run(String sweep, int threads) throws IOException {
        return run(study(threads), sweep, false, new Counting());
    }

    private SweepResults run(StudyPlan study, String sweep, boolean resume, Counting counting) throws IOException {
        try (OutputFolder out = OutputFolder.open(folder,
                resume ? OutputFolder.Mode.RESUME : OutputFolder.Mode.FORCE, "sweep", said -> {})) {
            SweepResults results = new Sweep(study, SweepPlan.parse(sweep, 2), ENVIRONMENT, out, "a = b\n").run(resume,
                    counting);
            out.commit();
            return results;
        }
    }

    /// Counts the models that were found in the folder, and those that were trained.
    private static final class Counting implements Sweep.Watcher {
        private int found;
        private int trained;

        @Override
        public void says(String what) {
            throw new AssertionError(what);
        }

        @Override
        public void measured(SweepResults.Point point, boolean before, int done, int models) {
            found += before ? 1 : 0;
            trained += before ? 0 : 1;
            assertThat(found + trained).isEqualTo(done);
        }

        @Override
        public void stopped(int done, int models) {
            throw new AssertionError("nobody stopped it");
        }
    }

    private List<Path> models(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("models"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void resumingTakesTheModelsThatAreThere() throws IOException {
        SweepResults first = run("classes=2,4", 2);
        assertThat(models(".safetensors")).hasSize(8);
        assertThat(models(".properties")).hasSize(8).first().asString().contains("classes-2-seed-0-");
        assertThat(models(".properties").getFirst()).content().contains("latent = 4\n", "encoder = 16\n", "seed = 0\n",
                "data-sha256 = ");
        assertThat(models(".checkpoint")).as("trained to the end").isEmpty();

        Counting again = new Counting();
        SweepResults second = run(study(1), "classes=2,4", true, again);
        assertThat(again.found).isEqualTo(8);
        assertThat(second.points()).usingRecursiveComparison().isEqualTo(first.points());
    }

    @Test
    void damagedModelsAndThoseTrainedInAnotherWayDoNotCount() throws IOException {
        SweepResults first = run("beta=1,2", 1);
        List<Path> files = models(".safetensors");
        byte[] whole = Files.readAllBytes(files.getFirst());
        Files.write(files.getFirst(), Arrays.copyOf(whole, whole.length - 1));
        Files.delete(files.getLast());
        Files.write(files.getLast().resolveSibling(
                files.getLast().getFileName().toString().replace(".safetensors", ".checkpoint")), new byte[100]);

        Counting again = new Counting();
        SweepResults second = run(study(1), "beta=1,2", true, again);
        assertThat(again.trained).isEqualTo(2);
        assertThat(second.points()).usingRecursiveComparison().isEqualTo(first.points());
        assertThat(files.getFirst()).hasBinaryContent(whole);

        StudyPlan longer = study(1).withTraining(study(1).training().withEpochs(3));
        Counting other = new Counting();
        run(longer, "beta=1,2,4", true, other);
        assertThat(other.trained).isEqualTo(6);

        Counting more = new Counting();
        run(study(1), "beta=1,2,4", true, more);
        assertThat(more.found).isEqualTo(4);
        assertThat(more.trained).isEqualTo(2);
    }

    @Test
    void everyNumberOfClassesHasEquallyManySamples() throws IOException {
        SweepResults results = run("classes=2,5,10", 1);
        assertThat(results.points()).hasSize(3 * 2 * 2);
        assertThat(results.points()).extracting(SweepResults.Point::trainingSamples).containsOnly(
                results.points().getFirst().trainingSamples());
        assertThat(results.points().getFirst().trainingSamples()).isGreaterThan(150);
        assertThat(results.summaries(true, SweepResults.Point::testCost)).hasSize(3);
        // Fewer classes of digits are easier to describe than as many drawn at random.
        assertThat(results.summaries(false, SweepResults.Point::testCost).getFirst().mean())
                .isNotEqualTo(results.summaries(true, SweepResults.Point::testCost).getFirst().mean());
    }

    @Test
    void threadsChangeNothing() throws IOException {
        SweepResults one = run("beta=0.5,4", 1);
        SweepResults three = run("beta=0.5,4", 3);
        assertThat(three.points()).extracting(SweepResults.Point::testCost)
                .isEqualTo(one.points().stream().map(SweepResults.Point::testCost).toList());
        assertThat(one.summaries(true, SweepResults.Point::testCost)).as("no control").isEmpty();
    }

    @Test
    void theSizeOfTheLatentSpaceIsTheModels() throws IOException {
        assertThat(run("latent=1,3", 2).points()).extracting(point -> point.units().kl().size()).containsExactly(1, 1,
                3, 3);
    }

    @Test
    void moreClassesThanThereAreAreRefused() {
        assertThatThrownBy(() -> run("classes=2..11", 1))
                .hasMessage("the data digits has 10 classes, a sweep cannot go to 11");
    }

    @Test
    void spreadIsThatOfASample() throws IOException {
        SweepResults results = run("latent=2", 1);
        double a = results.points().get(0).testCost();
        double b = results.points().get(1).testCost();
        SweepResults.Summary summary = results.summaries(false, SweepResults.Point::testCost).getFirst();
        assertThat(summary.mean()).isEqualTo((a + b) / 2);
        assertThat(summary.deviation()).isCloseTo(Math.abs(a - b) / Math.sqrt(2), within(1e-9));
    }
}
