package io.github.vae4j.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.Terms;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
    private static final Dataset DATA = Datasets.digits().take(500);
    private static final VaeSpec SPEC = VaeSpec.of(64, 5).withHidden(70, 40);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withThreads(2).withSeed(3);

    @TempDir Path folder;

    private Path record(String name, TrainingConfig config, int parts, TrainingListener... before) throws IOException {
        Path file = folder.resolve(name);
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config);
                Recorder recorder = Recorder.of(file, trainer, DATA, parts)) {
            for (TrainingListener listener : before) {
                trainer.addListener(listener);
            }
            trainer.addListener(recorder);
            trainer.fit(DATA);
        }
        return file;
    }

    /// Moves a parameter by one unit in the last place after a step.
    private Path planted(String tensor, int epoch, int step, int parts) throws IOException {
        Path file = folder.resolve("planted");
        ParameterView view = ModelGraph.forEvaluation(SPEC).tensor(tensor);
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG.withThreads(1));
                Recorder recorder = Recorder.of(file, trainer, DATA, parts)) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    if (report.epoch() == epoch && report.step() == step) {
                        float[] parameters = trainer.vae().parameters();
                        int at = view.index(view.rows() / 2, view.columns() / 2);
                        parameters[at] = Math.nextUp(parameters[at]);
                    }
                }
            });
            trainer.addListener(recorder);
            trainer.fit(DATA);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"encoder.0.weight, 1, 1", "mean.bias, 2, 3", "logvar.weight, 2, 5", "decoder.0.weight, 1, 4",
        "output.bias, 3, 5"})
    void aChangeOfOneUnitInTheLastPlaceIsNamed(String tensor, int epoch, int step) throws IOException {
        RecordComparison found = (RecordComparison) Comparison.of(record("plain", CONFIG, 1),
                planted(tensor, epoch, step, 1));
        assertThat(found.first()).isEqualTo(new RecordComparison.Step(epoch, step, List.of(), List.of(tensor)));
        assertThat(found.isEqual()).isFalse();
        assertThat(found.settings()).isEmpty();
    }

    /// With a part of the tensors in each step, the losses of the next step show what its digests did not.
    @Test
    void theCheapRecordFindsItWithinAStep() throws IOException {
        RecordComparison found = (RecordComparison) Comparison.of(record("plain", CONFIG, Recorder.PARTS),
                planted("decoder.0.weight", 2, 3, Recorder.PARTS));
        assertThat(found.first()).isNotNull();
        assertThat(found.first().epoch()).isEqualTo(2);
        assertThat(found.first().step()).isBetween(3, 4);
        if (found.first().step() == 4) {
            assertThat(found.first().losses()).anySatisfy(loss -> {
                assertThat(loss.name()).isEqualTo("cost");
                assertThat(loss.ulp()).isPositive();
            });
        }
    }

    @Test
    void runsWithTheSameBitsAreEqual() throws IOException {
        Path one = record("one", CONFIG.withThreads(1), Recorder.PARTS);
        RecordComparison same = (RecordComparison) Comparison.of(one, record("three", CONFIG.withThreads(3),
                Recorder.PARTS));
        assertThat(same.isEqual()).isTrue();
        assertThat(same.compared()).isEqualTo(15);
        RecordComparison other = (RecordComparison) Comparison.of(one, record("seed", CONFIG.withSeed(4), 1));
        assertThat(other.settings()).containsExactly(new FieldDifference("config.seed", "3", "4"));
        assertThat(other.parts()).isFalse();
        assertThat(other.first()).isNotNull();
        assertThat(other.first().tensors()).isEmpty();
    }

    /// A run that was killed leaves whole lines and a part of one.
    @Test
    void aRecordThatWasCutOffIsComparedUpToThere() throws IOException {
        Path whole = record("whole", CONFIG, 1);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        RecordComparison found = (RecordComparison) Comparison.of(whole, cut);
        assertThat(found.compared()).isEqualTo(14);
        assertThat(found.onlyA()).isEqualTo(1);
        assertThat(found.differing()).isZero();
        assertThat(found.isEqual()).isFalse();
    }

    @Test
    void damagedAndMissingFilesAreOneSentence() throws IOException {
        Path whole = record("whole", CONFIG, 1);
        String text = Files.readString(whole);
        Path damaged = Files.writeString(folder.resolve("damaged"), text.replaceFirst("\t[0-9a-f]{16}\n", "\tx\n"));
        assertThatThrownBy(() -> Comparison.of(whole, damaged)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("damaged, line ").hasMessageContaining("16 hexadecimal digits");
        Path headless = Files.writeString(folder.resolve("headless"), Recorder.TITLE + "\n# a\n");
        assertThatThrownBy(() -> Comparison.of(whole, headless)).isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("headless, line 2: expected '# name: value'");
        Path model = folder.resolve("model.safetensors");
        Vae.create(SPEC, 1).save(model);
        assertThatThrownBy(() -> Comparison.of(whole, model)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a record and");
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG)) {
            assertThatThrownBy(() -> Recorder.of(whole, trainer, DATA, 1)).isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is there already");
            assertThatThrownBy(() -> Recorder.of(folder.resolve("no/where"), trainer, DATA, 1))
                    .isInstanceOf(FileSystemException.class).hasMessageContaining("folder for it does not exist");
            Recorder.replacing(whole, trainer, DATA, 1).close();
        }
        assertThat(whole).as("nothing is replaced before the first step").content().isEqualTo(text);
    }

    /// Every bit of every parameter counts, in one of the parts at least.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void everyBitCounts(int parts) {
        for (ParameterView view : ModelGraph.forEvaluation(SPEC).tensors()) {
            float[] parameters = new float[SPEC.parameterCount()];
            TensorDigest digest = new TensorDigest(view, parts);
            long[] plain = new long[parts];
            for (int part = 0; part < parts; part++) {
                plain[part] = digest.of(parameters, part);
            }
            Set<Long> seen = new HashSet<>();
            for (int r = 0; r < view.rows(); r++) {
                for (int c = 0; c < view.columns(); c++) {
                    int at = view.index(r, c);
                    int bit = (r * 7 + c) % Integer.SIZE;
                    parameters[at] = Float.intBitsToFloat(1 << bit);
                    int changed = 0;
                    for (int part = 0; part < parts; part++) {
                        long now = digest.of(parameters, part);
                        if (now != plain[part]) {
                            changed++;
                            assertThat(parts > 1 || seen.add(now)).as("digests of different tensors differ").isTrue();
                        }
                    }
                    assertThat(changed).as(view.name() + " " + r + " " + c).isPositive();
                    parameters[at] = 0;
                }
            }
        }
    }

    /// Signs of two values lie in the same bit of two words, which a plain product would not tell from none.
    @Test
    void twoChangesDoNotCancel() {
        ParameterView view = ModelGraph.forEvaluation(SPEC).tensor("encoder.0.weight");
        TensorDigest digest = new TensorDigest(view, 1);
        float[] parameters = new float[SPEC.parameterCount()];
        long plain = digest.of(parameters, 0);
        for (int c = 1; c < view.columns(); c++) {
            parameters[view.index(0, 0)] = -0f;
            parameters[view.index(0, c)] = -0f;
            assertThat(digest.of(parameters, 0)).isNotEqualTo(plain);
            parameters[view.index(0, c)] = 0;
        }
    }

    @Test
    void aStepAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StepReport report = new StepReport(1, 2, 3, 100, Terms.of(List.of("reconstruction", "kl"), 1, 2), 3, 0.1);
        long least = Long.MAX_VALUE;
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), CONFIG);
                Recorder recorder = Recorder.of(folder.resolve("r"), trainer, DATA, 1)) {
            for (int i = 0; i < 100; i++) {
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
                recorder.onStep(report);
                least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before);
            }
        }
        assertThat(least).isZero();
    }

    @Test
    void itIsTextThatOthersRead() throws IOException {
        List<String> lines = Files.readAllLines(record("r", CONFIG, 1), StandardCharsets.UTF_8);
        assertThat(lines).contains("# config.seed: 3", "# parts: 1", "# state.dataHash: " + DATA.contentHash());
        assertThat(lines).filteredOn(line -> line.startsWith("epoch\tstep\tcost\trate\tterm.reconstruction\tterm.kl\t"
                + "tensor.encoder.0.weight\t")).hasSize(1);
        assertThat(lines.getLast()).matches("3\t5(\t[0-9a-f]{16}){18}");
    }
}
