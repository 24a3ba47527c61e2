package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is in the folder while a run goes on.
class SessionTest {
    @TempDir private Path path;
    private ReportFolder folder;
    private Machine machine;

    @BeforeEach
    void machine() throws IOException {
        folder = new ReportFolder(path);
        machine = Machine.read(folder.write("elsewhere.json", ReportFolder.fixture("machine.json")));
    }

    private Path part(String method, int... values) throws IOException {
        StringBuilder raw = new StringBuilder();
        double sum = 0;
        for (int value : values) {
            raw.append(raw.isEmpty() ? "" : ", ").append(value);
            sum += value;
        }
        return folder.write("part.json", """
                [{"benchmark": "io.github.vae4j.benchmarks.RandomBenchmark.%s", "forks": 1, "threads": 1, "jvmArgs": [],
                  "params": {"implementation": "simd"}, "secondaryMetrics": {},
                  "primaryMetric": {"score": %s, "scoreError": 0.5, "scoreUnit": "ns/op", "rawData": [[%s]]}}]"""
                .formatted(method, sum / values.length, raw));
    }

    private double value(String method) throws IOException {
        return Results.read(path.resolve("results.json")).find("Random." + method, "simd").orElseThrow().value();
    }

    @Test
    void aRunThatIsInterruptedCanBeReported() throws IOException {
        Session session = new Session(path, new Results(), machine);
        assertThat(folder.run("--report", "--out", "@").code()).isEqualTo(1);

        session.add(part("normal", 1, 2));
        assertThat(folder.run("--report", "--out", "@").code()).isZero();
        assertThat(folder.text("index.html")).contains("Example CPU", "normal", "1.50").doesNotContain("uniform");

        session.add(part("uniform", 3, 5));
        assertThat(folder.run("--report", "--out", "@").code()).isZero();
        assertThat(folder.text("index.html")).contains("normal", "1.50", "uniform", "4.00");
    }

    @Test
    void roundsArePooled() throws IOException {
        Session session = new Session(path, new Results(), machine);
        session.add(part("normal", 1, 2));
        session.add(part("uniform", 8));
        session.add(part("normal", 6));
        assertThat(value("normal")).isEqualTo(3);
        assertThat(value("uniform")).isEqualTo(8);
        assertThat(folder.text("results.json")).contains("\"forks\":2");
    }

    @Test
    void earlierResultsAreKeptAndReplacedButNotPooled() throws IOException {
        Session first = new Session(path, new Results(), machine);
        first.add(part("normal", 100));
        first.add(part("uniform", 200));
        Session second = new Session(path, Results.read(path.resolve("results.json")), machine);
        second.add(part("normal", 1));
        assertThat(value("normal")).isEqualTo(1);
        assertThat(value("uniform")).isEqualTo(200);
        second.add(part("normal", 2));
        assertThat(value("normal")).isEqualTo(1.5);
    }

    @Test
    void whatIsNotFromJmhChangesNothing() throws IOException {
        Session session = new Session(path, new Results(), machine);
        session.add(part("normal", 1));
        String before = folder.text("results.json");
        Path damaged = folder.write("part.json", "[{");
        assertThatThrownBy(() -> session.add(damaged)).hasMessageContaining("part.json is not JSON");
        assertThat(folder.text("results.json")).isEqualTo(before);
    }

    /// Whenever the run is killed, the files are whole.
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // only of a reader that hangs
    void aReaderFindsWholeFilesAtAnyTime() throws Exception {
        Session session = new Session(path, new Results(), machine);
        session.add(part("normal", 1));
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            try {
                while (!written.isDone() || reads == 0) {
                    Results.read(path.resolve("results.json"));
                    Machine.read(path.resolve("machine.json"));
                    reads++;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return reads;
        });
        try {
            for (int i = 0; i < 200; i++) {
                session.add(part("normal", i));
            }
        } finally {
            written.complete(true);
        }
        assertThat(reader.get()).isPositive();
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("elsewhere.json",
                    "part.json", "results.json", "machine.json");
        }
    }
}
