package io.github.vae4j.study.run;

import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that writes into a folder as a run does, and dies at a given point without a chance to tidy up, as with
/// `kill -9`.
public final class HaltedRun {
    private static final int CODE = 137;

    private HaltedRun() {}

    /// Runs to the point.
    ///
    /// @param arguments the folder, the mode, the point, and what goes into the files
    public static void main(String[] arguments) throws IOException {
        String point = arguments[2];
        String content = arguments[3];
        OutputFolder folder = OutputFolder.open(Path.of(arguments[0]), OutputFolder.Mode.valueOf(arguments[1]),
                "test", System.out::println);
        halt(point, "opened");
        if (point.equals("wait")) {
            System.out.println("waiting");
            if (System.in.read() >= 0) {
                folder.close();
            }
            return;
        }
        folder.prepare("checkpoint.vae4j", "models/m.checkpoint");
        halt(point, "prepared");
        folder.begun("run = " + content + "\n");
        AtomicFile.write(folder.working("checkpoint.vae4j"), content.getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(folder.working("models/m.checkpoint"), content.getBytes(StandardCharsets.UTF_8));
        halt(point, "begun");
        folder.write("results.json", content);
        folder.write("tables/" + content + ".csv", content);
        folder.write("config.properties", "run = " + content + "\n");
        halt(point, "staged");
        folder.commit();
        halt(point, "committed");
        folder.close();
    }

    private static void halt(String wanted, String point) {
        if (wanted.equals(point)) {
            System.out.flush();
            Runtime.getRuntime().halt(CODE);
        }
    }

    /// Starts such a process.
    static Process start(Path folder, OutputFolder.Mode mode, String point, String content) throws IOException {
        List<String> command = new ArrayList<>(TestProcess.java(HaltedRun.class));
        command.addAll(List.of(folder.toString(), mode.name(), point, content));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static void run(Path folder, OutputFolder.Mode mode, String point, String content) throws Exception {
        Process process = start(folder, mode, point, content);
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        int code = process.waitFor();
        if (code != (point.equals("end") ? 0 : CODE)) {
            throw new AssertionError("exit code " + code);
        }
    }
}
