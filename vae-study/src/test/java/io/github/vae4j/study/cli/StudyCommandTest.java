package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command `study` on the bundled digits.
class StudyCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = CommandLines.create().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("study"));
        arguments.addAll(List.of(options));
        return CommandLines.execute(line, arguments.toArray(String[]::new));
    }

    @Test
    void writesEverythingAndEndsWithTheReport() throws IOException {
        Path results = folder.resolve("results");
        assertThat(run("--quiet", "--epochs", "2", "--threads", "2", "--out", results.toString())).as(err.toString())
                .isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().toList()).last().isEqualTo("report: " + results.resolve("report.html"));
        assertThat(out.toString()).contains("nearest to their own centroid", "active units of 20");
        for (String file : List.of("report.html", "results.json", "key-figures.md", "models/20d.safetensors",
                "models/2d.safetensors", "latents/test-20d-mean.npy", "latents/test-2d-logvar.npy",
                "tables/centroid-distances.csv", "pictures/scatter-2d.svg")) {
            assertThat(results.resolve(file)).isNotEmptyFile();
        }

        assertThat(results.resolve("config.properties")).content().isEqualTo("""
                data = digits
                encoder = 200,200
                decoder = 200,200
                latent = 20
                activation = softplus
                posterior = diagonal
                prior = normal
                likelihood = bernoulli
                initialisation = xavier-uniform
                scale = none
                conditions =\s
                objective = elbo
                kl-weight = 1.0
                free-bits = 0.0
                terms =\s
                optimiser = adam:0.9:0.999:1.0E-8
                lr = 0.001
                schedule = constant
                rates =\s
                epochs = 2
                batch = 100
                drop-last = false
                shuffle = true
                clip-norm = 0.0
                early-stopping = 0
                seed = 0
                threads = 2
                """);

        Path again = folder.resolve("again");
        assertThat(
                run("--quiet", "--config", results.resolve("config.properties").toString(), "--out", again.toString()))
                .as(err.toString()).isZero();
        assertThat(again.resolve("models/20d.safetensors"))
                .hasSameBinaryContentAs(results.resolve("models/20d.safetensors"));

        assertThat(run("--out", results.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("vae4j: the folder " + results + " is not empty").contains("--force",
                "--resume");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void resumingGivesTheSameModelsAsGoingThrough() throws IOException {
        Path through = folder.resolve("through");
        Path resumed = folder.resolve("resumed");
        run("--quiet", "--epochs", "3", "--out", through.toString());
        run("--quiet", "--epochs", "1", "--out", resumed.toString());
        assertThat(run("--quiet", "--epochs", "3", "--threads", "1", "--resume", "--out", resumed.toString()))
                .as(err.toString()).isZero();
        for (String file : List.of("models/20d.safetensors", "models/2d.safetensors", "latents/test-20d-mean.npy",
                "tables/nearest-centroid.csv")) {
            assertThat(resumed.resolve(file)).hasSameBinaryContentAs(through.resolve(file));
        }
    }

    @Test
    void resumingWithoutACheckpointSaysThatItBegins() {
        String out = folder.resolve("study").toString();
        assertThat(run("--epochs", "1", "--resume", "--out", out)).as(err.toString()).isZero();
        assertThat(err.toString().lines()).first().asString()
                .isEqualTo("no checkpoint in " + Path.of(out, "models") + ": training begins anew");
        assertThat(run("--epochs", "1", "--resume", "--out", out)).as(err.toString()).isZero();
        assertThat(err.toString()).doesNotContain("anew");

        String sweep = folder.resolve("sweep").toString();
        assertThat(run("--sweep", "latent=2", "--seeds", "1", "--epochs", "1", "--resume", "--out", sweep))
                .as(err.toString()).isZero();
        assertThat(err.toString().lines()).hasSize(2).first().asString()
                .isEqualTo("no model and no checkpoint in " + Path.of(sweep, "models") + ": training begins anew");
    }

    @Test
    void resumingWithAnotherSeedIsRefused() {
        run("--quiet", "--epochs", "1", "--out", folder.toString());
        assertThat(run("--quiet", "--epochs", "1", "--seed", "5", "--resume", "--out", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the checkpoint", "was trained with --seed 0, not 5", "--force");
    }

    @Test
    void forceLeavesNothingOfTheOldStudyAndAllOfOthers() throws IOException {
        assertThat(run("--quiet", "--epochs", "1", "--latent", "7", "--out", folder.toString())).isZero();
        assertThat(folder.resolve("models/7d.safetensors")).exists();
        Path mine = Files.writeString(folder.resolve("models").resolve("bert.bin"), "mine");
        assertThat(run("--quiet", "--epochs", "1", "--latent", "5", "--force", "--out", folder.toString()))
                .as(err.toString()).isZero();
        assertThat(folder.resolve("models/7d.safetensors")).doesNotExist();
        assertThat(folder.resolve("models/5d.safetensors")).exists();
        assertThat(mine).hasContent("mine");
    }

    @Test
    void forceLeavesAFolderAloneThatIsNoResult() throws IOException {
        Path mine = Files.writeString(Files.createDirectories(folder.resolve("models")).resolve("bert.bin"), "mine");
        assertThat(run("--epochs", "1", "--force", "--out", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not a result of vae4j").hasLineCount(1);
        assertThat(mine).hasContent("mine");
    }

    @Test
    void wrongUseIsOneSentenceAndWritesNothing() {
        Path results = folder.resolve("results");
        assertRefused(2, "--epochs must be 1 or more but is 0", "--epochs", "0", "--out", results.toString());
        assertRefused(2, "--seeds goes with --sweep", "--seeds", "2", "--out", results.toString());
        assertRefused(2, "choose one", "--force", "--resume", "--out", results.toString());
        assertRefused(2, "did you mean 'digits'?", "--data", "digit", "--out", results.toString());
        assertRefused(2, "threads must be 1 or more but is 0", "--threads", "0", "--out", results.toString());
        assertRefused(2, "latent must be 1 to 4096 but is 0", "--latent", "0", "--out", results.toString());
        assertRefused(2, "with 2 latent units anyway", "--latent", "2", "--out", results.toString());
        assertRefused(2, "did you mean '--epochs'?", "--epoch", "3", "--out", results.toString());
        assertThat(results).doesNotExist();
    }

    private void assertRefused(int code, String message, String... options) {
        assertThat(run(options)).as(err.toString()).isEqualTo(code);
        assertThat(err.toString()).contains(message);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertRefused(1, file + " is a file", "--out", file.toString());
        assertThat(file).hasContent("mine");
    }

    @Test
    void aSweepWritesItsOwnReport() {
        Path results = folder.resolve("results");
        assertThat(
                run("--quiet", "--sweep", "latent=2,5", "--seeds", "2", "--epochs", "1", "--out", results.toString()))
                .as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().toList()).last().isEqualTo("report: " + results.resolve("report.html"));
        for (String file : List.of("report.html", "results.json", "pictures/sweep-active.svg",
                "tables/sweep-models.csv")) {
            assertThat(results.resolve(file)).isNotEmptyFile();
        }
        assertRefused(2, "is not a sweep", "--sweep", "latent", "--out", folder.resolve("none").toString());
        assertThat(run("--sweep", "latent=2,5", "--seeds", "2", "--epochs", "1", "--resume", "--out",
                results.toString())).as(err.toString()).isZero();
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.contains("of 4, trained before: latent "));
    }
}
