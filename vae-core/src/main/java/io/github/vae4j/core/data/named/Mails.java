package io.github.vae4j.core.data.named;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import io.github.vae4j.core.data.store.SparseRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// The bundled bag of words, from the text that `src/data/mails.py` makes: a line of the words, then a line for each mail
/// with its name and its words. A word is given by the distance of its number from that of the word before, and, if it is
/// there more than once, a colon and how often.
public final class Mails {
    private static final List<String> CLASSES = List.of("ham", "spam");

    private final List<String> words;
    private final List<String> mails = new ArrayList<>();
    private final int[] offsets;
    private final int[] columns;
    private final float[] counts;
    private int entries;

    private Mails(List<String> lines) {
        words = List.of(lines.getFirst().split(" ", -1));
        int size = lines.size() - 1;
        offsets = new int[size + 1];
        int most = (int) lines.stream().skip(1).flatMapToInt(String::chars).filter(c -> c == ' ').count();
        columns = new int[most];
        counts = new float[most];
        for (int i = 0; i < size; i++) {
            read(lines.get(i + 1));
            offsets[i + 1] = entries;
        }
    }

    private void read(String line) {
        StringTokenizer cells = new StringTokenizer(line, " ");
        mails.add(cells.nextToken());
        int column = -1;
        while (cells.hasMoreTokens()) {
            String cell = cells.nextToken();
            int colon = cell.indexOf(':');
            column += Integer.parseInt(colon < 0 ? cell : cell.substring(0, colon));
            columns[entries] = column;
            counts[entries++] = colon < 0 ? 1 : Integer.parseInt(cell.substring(colon + 1));
        }
    }

    /// Reads the text.
    ///
    /// @param text unpacked, ASCII
    /// @return mails in the order of their names, words as the names of features, classes ham and spam
    public static SparseDataset parse(byte[] text) {
        Mails read = new Mails(new String(text, StandardCharsets.US_ASCII).lines().toList());
        int[] labels = read.mails.stream().mapToInt(name -> name.startsWith("spam") ? 1 : 0).toArray();
        return new SparseRows(read.offsets, read.columns, read.counts,
                new SampleShape(1, read.words.size(), read.words),
                Labels.of(labels, CLASSES), new Names(List.copyOf(read.mails)), false);
    }

    /// Mails are called as in the corpus: a group, and a number in it.
    private record Names(List<String> mails) implements Origin {
        @Override
        public String id(int sample) {
            return mails.get(sample);
        }

        @Override
        public String place(int sample) {
            return "mail " + mails.get(sample);
        }
    }
}
