package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// Class files are read, not loaded: an older build may have left some that no longer fit the others.
    @Test
    void types() throws IOException {
        List<Path> files = files("target/classes", ".class");
        assertThat(files).hasSizeGreaterThan(200);
        for (Path file : files) {
            assertThat(ClassFile.of().parse(file).fields().stream().filter(f -> !f.flags().has(AccessFlag.STATIC))
                    .map(f -> f.fieldName().stringValue()).toList()).as("fields of %s", file)
                    .hasSizeLessThanOrEqualTo(MAX_FIELDS);
        }
    }
}
