package io.github.vae4j.study.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.evaluation.ImportanceEstimates;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.evaluation.LogLikelihood;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An evaluation that was stopped goes on where it was, with the same bits.
class EvaluationTest {
    private static final ImportanceSampling HOW = new ImportanceSampling(3, 2, 5);

    // Two blocks of samples of one thread.
    private final Dataset digits = Datasets.digits().take(300);
    private final Vae vae = Vae.create(VaeSpec.of(64, 3).withHidden(8), 5);
    private final Workers workers = Workers.of(1);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve(EstimatesFile.NAME);
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private LongFunction<Evaluation.Progress> progress() {
        done.set(0);
        return amount -> {
            total.set(amount);
            return new Evaluation.Progress() {
                @Override
                public void add(int more) {
                    done.addAndGet(more);
                }

                @Override
                public void close() {}
            };
        };
    }

    private double[] run(EstimatesFile partial) throws IOException {
        return new Evaluation(vae, digits, EvaluationMethod.IMPORTANCE, HOW, 100).run(workers, partial, progress())
                .logLikelihood();
    }

    private void savePart(int samples) throws IOException {
        ImportanceEstimates part = LogLikelihood.of(vae, workers).importance(digits, 0, samples, HOW, _ -> {});
        new EstimatesFile(file, "mine", false).write(part);
    }

    @Test
    void goesOnWithTheSameBits() throws IOException {
        double[] whole = run(new EstimatesFile(file, "mine", false));
        assertThat(done).hasValue(300 * 6).hasValue(total.get());
        savePart(130);
        assertThat(run(new EstimatesFile(file, "mine", true))).containsExactly(whole);
        assertThat(done).hasValue(170 * 6).hasValue(total.get());
        // Without --resume what is there does not count.
        assertThat(run(new EstimatesFile(file, "mine", false))).containsExactly(whole);
        assertThat(done).hasValue(300 * 6);
    }

    @Test
    void otherAndDamagedEstimatesAreRefused() throws IOException {
        savePart(130);
        assertThatThrownBy(() -> run(new EstimatesFile(file, "another", true)))
                .hasMessageContaining("estimates of another model, other data or other settings")
                .hasMessageContaining("--force");
        byte[] content = Files.readAllBytes(file);
        content[200] ^= 4;
        Files.write(file, content);
        assertThatThrownBy(() -> run(new EstimatesFile(file, "mine", true))).hasMessageContaining("is damaged");
        Files.write(file, new byte[20]);
        assertThatThrownBy(() -> run(new EstimatesFile(file, "mine", true))).hasMessageContaining("is damaged");
    }
}
