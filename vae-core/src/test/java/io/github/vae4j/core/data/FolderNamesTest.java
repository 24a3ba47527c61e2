package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.Workers;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of folders are classes whatever the locale: in the locale C Java shows all letters outside of ASCII alike.
class FolderNamesTest {
    @TempDir Path folder;

    /// Opens the current folder and prints its classes in ASCII. Runs in a process of its own.
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try {
            Dataset data = Datasets.open(Path.of(arguments[0]));
            for (int i = 0; i < data.size(); i++) {
                StringBuilder name = new StringBuilder();
                data.classNames().get(data.label(i)).chars()
                        .forEach(c -> name.append(c < 128 ? "" + (char) c : "#" + c));
                out.println(name);
            }
        } catch (DataFormatException e) {
            out.println("refused: " + e.getMessage());
        }
    }

    @Test
    void twoNamesStayTwo() throws Exception {
        shell("mkdir \"$(printf 'M\\303\\244nner')\" \"$(printf 'M\\303\\266nner')\"; for d in *; do cp \"$1\" \"$d\"; done");
        for (String locale : List.of("C", "C.UTF-8")) {
            assertThat(classes(locale)).as(locale).containsExactly("M#228nner", "M#246nner");
        }
    }

    @Test
    void otherBytesAreRefused() throws Exception {
        shell("mkdir \"$(printf 'M\\344nner')\"; cp \"$1\" *");
        for (String locale : List.of("C", "C.UTF-8")) {
            assertThat(classes(locale)).as(locale).singleElement().asString().startsWith("refused: ")
                    .contains("expected a name in UTF-8");
        }
    }

    /// Runs commands in the folder of the images; the first argument is an image. Java itself may not be able to name them.
    private void shell(String commands) throws Exception {
        assumeTrue(File.separatorChar == '/', "needs a shell");
        Path image = folder.resolve("a.png");
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
        Path images = Files.createDirectory(folder.resolve("images"));
        Process process = new ProcessBuilder("sh", "-ec", commands, "sh", image.toString()).directory(images.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("sh.txt").toFile()).start();
        // Some file systems take UTF-8 alone.
        assumeTrue(process.waitFor() == 0, () -> "needs file names of any bytes");
    }

    private List<String> classes(String locale) throws Exception {
        String kernels = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Dvae4j.kernels=scalar", "-Djava.awt.headless=true", "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes", kernels),
                FolderNamesTest.class.getName(), folder.resolve("images").toString());
        builder.environment().put("LC_ALL", locale);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor()).as(() -> "see " + err).isZero();
        return Files.readAllLines(out);
    }
}
