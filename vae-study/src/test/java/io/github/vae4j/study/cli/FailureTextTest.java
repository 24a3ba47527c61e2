package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureTextTest {
    @Test
    void noBareMessageOfTheSystem() {
        assertThat(FailureText.of(new FileSystemException("a/b", null, "Is a directory")))
                .isEqualTo("a/b: it is a folder");
        assertThat(FailureText.of(new UncheckedIOException(new NoSuchFileException("x"))))
                .isEqualTo("no such file or folder: x");
        assertThat(FailureText.of(new IOException("Is a directory")))
                .isEqualTo("input or output failed: it is a folder");
        assertThat(FailureText.of(new IOException("x.npy, byte 0: expected a header")))
                .isEqualTo("x.npy, byte 0: expected a header");
    }

    @Test
    void messagesAreBounded() {
        String text = FailureText.of(new CommandFailedException("columns: " + "x".repeat(15_000_000) + ", name one"));
        assertThat(text).hasSizeLessThan(1_100).startsWith("columns: ").endsWith(", name one");
    }

    @Test
    void messagesCannotCommandTheTerminal() {
        String text = FailureText.of(new CommandFailedException("class '\u001b]0;owned\u0007\r\nrm\u202e' is empty"));
        assertThat(text).isEqualTo("class '\\u001b]0;owned\\u0007 rm\\u202e' is empty");
    }

    /// Whatever the virtual machine throws ends a command like any other failure.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "java.lang.OutOfMemoryError | Java heap space | out of memory: the heap of , (Java heap space), VAE4J_JAVA_OPTS=-Xmx",
        "java.lang.OutOfMemoryError | unable to create native thread | use fewer --threads",
        "java.lang.StackOverflowError | | -Xss16m",
        "java.lang.NoClassDefFoundError | io/github/X | io/github/X, start it again",
        "java.lang.InternalError | a fault occurred | became shorter, (a fault occurred)",
        "java.lang.AssertionError | odd | please report it"})
    void errorsAreOneSentence(String type, String message, String parts) throws ReflectiveOperationException {
        Class<?> kind = Class.forName(type);
        Error error = message == null
                ? (Error) kind.getDeclaredConstructor().newInstance()
                : (Error) kind.getDeclaredConstructor(type.endsWith("AssertionError") ? Object.class : String.class)
                        .newInstance(message);
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.with(new Failing(error)).setErr(new PrintWriter(err));
        assertThat(CommandLines.execute(line, "fail")).isEqualTo(1);
        assertThat(err.toString()).startsWith("vae4j: ").contains(parts.split(", ")).hasLineCount(1);

        err.getBuffer().setLength(0);
        CommandLines.execute(CommandLines.with(new Failing(error)).setErr(new PrintWriter(err)), "fail",
                "--stacktrace");
        assertThat(err.toString()).contains("at ", "FailureTextTest");
    }

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        private final Error error;

        Failing(Error error) {
            this.error = error;
        }

        @Override
        public Integer call() {
            throw error;
        }
    }

    @Test
    void theLauncherSaysWhatStandardErrorIs(@TempDir Path folder) {
        assertThat(Terminal.isTerminal("true", folder)).isTrue();
        assertThat(Terminal.isTerminal("false", folder)).isFalse();
        assertThat(Terminal.isTerminal(null, folder)).as("not known").isFalse();
    }
}
