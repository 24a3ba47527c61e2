package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A folder with results of JMH and the command that reports them.
final class ReportFolder {
    private final Path folder;

    /// What a command has printed.
    ///
    /// @param code its exit code
    /// @param out standard output
    /// @param err standard error
    record Answer(int code, String out, String err) {
        /// That it failed in one sentence of these words.
        void failsWith(String... words) {
            assertThat(code).isEqualTo(1);
            assertThat(err.lines()).as(err).hasSize(1);
            assertThat(err).startsWith("vae4j: ").contains(words).doesNotContain("Exception", "because");
        }
    }

    ReportFolder(Path folder) {
        this.folder = folder;
    }

    /// A file of the fixture: `results.json` or `machine.json`.
    static String fixture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportFolder.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Text with one piece replaced, which must be there.
    static String replaced(String text, String piece, String other) {
        assertThat(text).contains(piece);
        return text.replace(piece, other);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// Runs `vae4j bench`; `@` in an argument is this folder.
    Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] here = new String[arguments.length];
        for (int i = 0; i < here.length; i++) {
            here[i] = arguments[i].replace("@", folder.toString());
        }
        int code = BenchCommand.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(here);
        return new Answer(code, out.toString(), err.toString());
    }
}
