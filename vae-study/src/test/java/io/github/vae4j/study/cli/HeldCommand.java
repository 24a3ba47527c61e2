package io.github.vae4j.study.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/// A command that stands still once it has said a certain line, until the process is asked to end: tests that stop it then
/// need no clock.
public final class HeldCommand {
    private static final CountDownLatch ASKED_TO_END = new CountDownLatch(1);

    private HeldCommand() {}

    /// Runs a command.
    ///
    /// @param arguments part of the line to hold at, then the command and its options
    public static void main(String[] arguments) {
        OutputStream raw = new FileOutputStream(FileDescriptor.err);
        // The interruption says so on System.err, as soon as it has asked all trainers to stop.
        System.setErr(new PrintStream(new Lines(raw, line -> {
            if (line.contains("stopping after this step")) {
                ASKED_TO_END.countDown();
            }
        }), true, StandardCharsets.UTF_8));
        CommandLine line = CommandLines.create().setErr(new PrintWriter(new Lines(raw, said -> {
            if (said.contains(arguments[0])) {
                hold();
            }
        }), true, StandardCharsets.UTF_8));
        System.exit(CommandLines.execute(line, Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    private static void hold() {
        try {
            ASKED_TO_END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Reader {
        void read(String line);
    }

    /// Hands over each line once it is written.
    private static final class Lines extends FilterOutputStream {
        private final StringBuilder line = new StringBuilder();
        private final Reader reader;

        Lines(OutputStream out, Reader reader) {
            super(out);
            this.reader = reader;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            if (b == '\n') {
                String whole = line.toString();
                line.setLength(0);
                reader.read(whole);
            } else {
                line.append((char) b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            for (int i = from; i < from + count; i++) {
                write(bytes[i]);
            }
        }
    }
}
