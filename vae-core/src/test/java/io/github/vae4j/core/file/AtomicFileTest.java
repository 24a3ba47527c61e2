package io.github.vae4j.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.core.data.CsvWriter;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicFileTest {
    private static final int WRITES = 800;
    private static final int THREADS = 8;

    @TempDir Path folder;

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// Every writer goes the same way: a reader at any moment finds one of the contents, whole.
    @Test
    void threadsThatWriteTheSameFileNeverTearIt() throws IOException {
        Path npy = folder.resolve("a.npy");
        Path csv = folder.resolve("a.csv");
        Path text = folder.resolve("a.txt");
        try (Workers workers = Workers.of(THREADS)) {
            workers.run(WRITES, (task, worker) -> {
                float[] values = new float[1 + task % 7];
                try {
                    NpyWriter.write(npy, values);
                    CsvWriter.write(csv, List.of(), values, 1, null);
                    AtomicFile.write(text, "x".repeat(values.length).getBytes(StandardCharsets.US_ASCII));
                    assertThat(Files.size(npy)).isIn(132L, 136L, 140L, 144L, 148L, 152L, 156L);
                    assertThat(Files.readString(csv)).matches("(0\\.0\n){1,7}");
                    assertThat(Files.readString(text)).matches("x{1,7}");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        assertThat(names()).containsExactly("a.csv", "a.npy", "a.txt");
    }

    @Test
    void aFailureLeavesWhatWasThereAndNamesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "old");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        })).isInstanceOf(FileSystemException.class)
                .withMessage(
                        file + ": cannot be written, what was there before is unchanged: the disk is full (no space"
                                + " left on device)");
        assertThatIllegalArgumentException().isThrownBy(() -> AtomicFile.write(file, out -> {
            throw new IllegalArgumentException("not a cell");
        }));
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a");

        Path inTheWay = Files.createDirectories(folder.resolve("b").resolve("c"));
        assertThatIOException().isThrownBy(() -> AtomicFile.write(folder.resolve("b"), new byte[1]))
                .withMessageContaining(folder.resolve("b").toString()).withMessageNotContaining("Is a directory");
        assertThat(inTheWay).exists();
        assertThatIOException().isThrownBy(() -> AtomicFile.write(folder.resolve("none").resolve("a"), new byte[1]))
                .withMessageContaining("the folder to write to does not exist");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(folder.resolve("x".repeat(300)), new byte[1]))
                .withMessageContaining("its name is too long");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsReplacedAndNotFollowed() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), mine);
        AtomicFile.write(link, new byte[] {'n'});
        assertThat(mine).hasContent("mine");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).hasContent("n");
    }

    @Test
    void longNamesOfManyBytesAreWritten() throws IOException {
        Path file = folder.resolve("\u00e4\ud83d\ude00".repeat(30) + "xxx");
        assumeTrue(Files.notExists(file), "file names here are not Unicode");
        AtomicFile.write(file, new byte[] {1});
        assertThat(file).hasBinaryContent(new byte[] {1});
    }

    @Test
    void filesOfDeadProcessesAreRemovedAndOthersStay() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-version").redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
        process.waitFor();
        long alive = ProcessHandle.current().pid();
        Files.writeString(folder.resolve(".m.vae4j-" + process.pid() + "-0-1.tmp"), "of a process that is gone");
        Path reused = Files.writeString(folder.resolve(".m.vae4j-" + alive + "-0-1.tmp"), "from before this process");
        Files.setLastModifiedTime(reused, FileTime.from(Instant.now().minusSeconds(TimeUnit.DAYS.toSeconds(30))));
        Files.writeString(folder.resolve(".m.vae4j-" + alive + "-0-2.tmp"), "being written");
        Files.writeString(folder.resolve(".m.tmp"), "somebody else's");
        Files.createDirectory(folder.resolve(".m.vae4j-" + process.pid() + "-0-9.tmp"));
        assertThat(AtomicFile.removeAbandoned(folder)).isEqualTo(2);
        assertThat(names()).containsExactlyInAnyOrder(".m.vae4j-" + alive + "-0-2.tmp", ".m.tmp",
                ".m.vae4j-" + process.pid() + "-0-9.tmp", "output");
    }

    @ParameterizedTest
    @CsvSource({"Is a directory, it is a folder", "Broken pipe, nobody reads it any more (broken pipe)",
        "something new, something new"})
    void wordsOfTheSystem(String reason, String expected) {
        assertThat(IoReason.of(new IOException(reason))).isEqualTo(expected);
        assertThat(IoReason.of(new FileSystemException("f", null, reason))).isEqualTo(expected);
        assertThat(IoReason.of(new IOException())).isEqualTo("IOException");
    }
}
