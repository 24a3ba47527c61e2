package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.Utf8;
import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.store.SampleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Texts as bags of words, in the format of OCTIS (Terragni et al. 2021): a folder with `vocabulary.txt`, a word a line, and
/// `corpus.tsv`, a text a line: its words, separated by blanks, a tab, its part (`train`, `val`, `test`), and perhaps another tab and its label.
/// Words that are not in the vocabulary do not count, which is said.
public final class TextCorpus {
    private static final List<String> PARTS = List.of("train", "val", "test");

    private final Path file;
    private final List<String> vocabulary;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Integer> parts = new ArrayList<>();
    private final LabelColumn labels = new LabelColumn();
    private final EntryCollector entries = new EntryCollector(0, 0);
    private long unknown;

    private TextCorpus(Path file, List<String> vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    /// The corpus in a folder, if there is one.
    public static Optional<Path> find(Path folder) {
        Optional<Path> corpus = file(folder, "corpus.tsv");
        return file(folder, "vocabulary.txt").isPresent() ? corpus : Optional.empty();
    }

    private static Optional<Path> file(Path folder, String name) {
        return Stream.of(name, name + ".gz").map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /// Reads the corpus of a folder in which [#find] finds one.
    public static Parts read(Path folder, ReadOptions options) throws IOException {
        Path words = file(folder, "vocabulary.txt").orElseThrow();
        TextCorpus corpus = new TextCorpus(file(folder, "corpus.tsv").orElseThrow(), lines(words));
        corpus.number(words);
        List<String> texts = lines(corpus.file);
        for (int i = 0; i < texts.size(); i++) {
            corpus.add(i, texts.get(i));
        }
        return corpus.parts(options);
    }

    private static List<String> lines(Path file) throws IOException {
        byte[] content = FileContent.read(file);
        Utf8.check(file, content);
        List<String> lines = Utf8.text(content, Utf8.start(content), content.length).lines().toList();
        if (lines.isEmpty()) {
            throw new DataFormatException(file, "", "expected a line at least, found none");
        }
        return lines;
    }

    private static DataFormatException error(Path file, int line, String problem) {
        return new DataFormatException(file, "line " + (line + 1), problem);
    }

    private void number(Path words) throws DataFormatException {
        for (int i = 0; i < vocabulary.size(); i++) {
            String word = vocabulary.get(i);
            if (word.isEmpty() || word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0) {
                throw error(words, i, "expected one word, found \"" + word + "\"");
            }
            Integer before = numbers.putIfAbsent(word, i);
            if (before != null) {
                throw error(words, i, "expected each word once, found \"" + word + "\" of line " + (before + 1)
                        + " again");
            }
        }
    }

    private void add(int row, String line) throws DataFormatException {
        String[] cells = line.split("\t", -1);
        if (cells.length < 2 || cells.length > 3) {
            throw error(file, row, "expected a text, its part and perhaps a label, separated by tabs, found "
                    + cells.length + " cells");
        }
        int part = PARTS.indexOf(cells[1]);
        if (part < 0) {
            throw error(file, row, "expected the part train, val or test in the second column, found \"" + cells[1]
                    + "\"");
        }
        parts.add(part);
        if (cells.length == 2 || cells[2].isBlank()) {
            labels.addMissing();
        } else {
            labels.add(cells[2]);
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (String word : cells[0].split(" ", -1)) {
            Integer number = numbers.get(word);
            if (number != null) {
                counts.merge(number, 1, Integer::sum);
            } else if (!word.isEmpty()) {
                unknown++;
            }
        }
        counts.forEach((number, count) -> entries.add(row, number, count));
    }

    private Parts parts(ReadOptions options) throws DataFormatException {
        if (unknown > 0) {
            options.notes().accept(file + ": " + unknown + " words are not in the vocabulary and do not count");
        }
        if (labels.missing() > 0 && labels.missing() < labels.size()) {
            throw error(file, labels.firstMissing(), "expected a label in the third column as in other lines");
        }
        try {
            Dataset all = SparseSamples.of(file, entries, parts.size(),
                    new SampleShape(1, vocabulary.size(), vocabulary),
                    labels.missing() > 0 ? null : labels.labels(file, row -> "line " + (row + 1)),
                    row -> file + ", line " + (row + 1),
                    options);
            Dataset train = part(all, 0)
                    .orElseThrow(
                            () -> new DataFormatException(file, "", "expected texts of the part train, found none"));
            return new Parts(train, part(all, 1), part(all, 2));
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(file, "", String.valueOf(e.getMessage()));
        }
    }

    private Optional<Dataset> part(Dataset all, int part) {
        int[] rows = IntStream.range(0, parts.size()).filter(i -> parts.get(i) == part).toArray();
        return rows.length == 0 ? Optional.empty() : Optional.of(all.subset(rows));
    }
}
