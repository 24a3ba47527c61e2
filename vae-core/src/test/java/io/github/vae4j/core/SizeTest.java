package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Files and types stay small enough to be read in one go.
class SizeTest {
    private static final int MAX_LINES = 300;
    private static final int MAX_FIELDS = 15;

    private static List<Path> files(String root, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(root))) {
            return all.filter(f -> f.toString().endsWith(suffix) && !f.endsWith("module-info.class")).toList();
        }
    }

    @Test
    void files() throws IOException {
        List<Path> files = files("src/main/java", ".java");
        assertThat(files).hasSizeGreaterThan(200);
        for (Path file : files) {
            assertThat(Files.readAllLines(file)).as("lines of %s", file).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }

    @Test
    void types() throws IOException, ClassNotFoundException {
        Path root = Path.of("target", "classes");
        List<Path> files = files(root.toString(), ".class");
        assertThat(files).hasSizeGreaterThan(200);
        for (Path file : files) {
            String path = root.relativize(file).toString();
            String name = path.substring(0, path.length() - ".class".length()).replace(file.getFileSystem()
                    .getSeparator(), ".");
            Class<?> type = Class.forName(name, false, SizeTest.class.getClassLoader());
            assertThat(Arrays.stream(type.getDeclaredFields()).filter(f -> !Modifier.isStatic(f.getModifiers()))
                    .map(Field::getName).toList()).as("fields of %s", name).hasSizeLessThanOrEqualTo(MAX_FIELDS);
        }
    }
}
