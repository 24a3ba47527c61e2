package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Workers;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the module path, as in a small image of the JDK, data is read without the module java.desktop, and only a folder of
/// images asks for it.
class WithoutDesktopTest {
    @TempDir Path folder;

    /// Opens each path that is given and prints what came of it. Runs in a process of its own, without JUnit and AssertJ.
    public static final class Opener {
        private Opener() {}

        public static void main(String[] paths) throws IOException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String path : paths) {
                try {
                    out.println(Datasets.open(Path.of(path)).size() + " samples");
                } catch (UnsupportedOperationException e) {
                    out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void onlyImagesNeedIt() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", images.resolve("a.png").toFile());
        Path table = Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n3,4\n");
        List<String> without = run(List.of("--limit-modules", "io.github.vae4j.core"), table, images);
        assertThat(without).hasSize(2).first().isEqualTo("2 samples");
        assertThat(without.getLast()).contains(images.toString(), "needs the module java.desktop",
                "--add-modules java.desktop", "requires java.desktop;");
        assertThat(run(List.of("--limit-modules", "io.github.vae4j.core,java.desktop", "--add-modules", "java.desktop"),
                images)).containsExactly("1 samples");
    }

    private List<String> run(List<String> options, Path... paths) throws Exception {
        String kernels = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-Dvae4j.kernels=scalar", "-Djava.awt.headless=true"));
        command.addAll(options);
        command.addAll(List.of("-p", String.join(File.pathSeparator, "target/classes", kernels), "--patch-module",
                "io.github.vae4j.core=target/test-classes", "-m",
                "io.github.vae4j.core/" + Opener.class.getName()));
        for (Path path : paths) {
            command.add(path.toString());
        }
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile()).start();
        assertThat(process.waitFor()).as(() -> read(folder.resolve("err.txt"))).isZero();
        return Files.readAllLines(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
