package io.github.vae4j.study.run;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.IdxReader;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.NpyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A label for every sample, from a file of its own: `.npy` or IDX with whole numbers from 0, or a text with one number
/// or name on each line, with or without a header.
final class LabelFile {
    private LabelFile() {}

    static Labels read(Path file) throws IOException {
        if (isNpy(file)) {
            return NpyReader.read(file).toLabels();
        }
        return isIdx(file) ? IdxReader.readLabels(file) : text(file);
    }

    static boolean isNpy(Path file) {
        return file.toString().endsWith(".npy") || file.toString().endsWith(".npy.gz");
    }

    // No text begins with two zero bytes; packed files must be called what they are.
    private static boolean isIdx(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 0 && start[1] == 0 || file.toString().endsWith("ubyte.gz");
        }
    }

    private static Labels text(Path file) throws IOException {
        List<String> names;
        try {
            names = new ArrayList<>(Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            throw new DataFormatException(file, "content", "expected labels as .npy, IDX, or lines of text in UTF-8");
        }
        names.replaceAll(String::strip);
        while (!names.isEmpty() && names.getLast().isEmpty()) {
            names.removeLast();
        }
        if (!names.isEmpty() && names.stream().skip(1).allMatch(LabelFile::isNumber) && !isNumber(names.getFirst())) {
            names.removeFirst(); // a header
        }
        return names.stream().allMatch(LabelFile::isNumber)
                ? Labels.of(names.stream().mapToInt(Integer::parseInt).toArray())
                : Labels.ofNames(names);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }
}
