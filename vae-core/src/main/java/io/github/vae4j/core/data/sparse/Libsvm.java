package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The format of LIBSVM and SVMlight: a line for every sample, `LABEL INDEX:VALUE INDEX:VALUE ... # comment`, indices rising.
/// Indices are counted from 1, or from 0 if one of them is 0.
public final class Libsvm {
    private static final String NUMBER = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
    private static final Pattern LINE = Pattern
            .compile("[ \\t]*" + NUMBER + "(?:," + NUMBER + ")*(?:[ \\t]+qid:[0-9]+)?(?:[ \\t]+[0-9]+:" + NUMBER
                    + ")+[ \\t]*(?:#.*)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+(?:\\.0*)?");
    private static final int MOST_FEATURES = 1 << 29;

    private final Lines lines;
    private final ReadOptions options;
    private final EntryCollector entries = new EntryCollector(0, 0);
    private final LabelColumn labels = new LabelColumn();
    private boolean quantities;
    private int[] lineOf = new int[64];
    private int samples;
    private int least = Integer.MAX_VALUE;
    private int most = -1;

    private Libsvm(ContentStream in, ReadOptions options) {
        this.lines = new Lines(in);
        this.options = options;
    }

    /// Whether a text that starts so has this format. A last line that is cut off does not count, if there is another.
    public static boolean matches(String start) {
        int end = start.lastIndexOf('\n');
        String whole = end < 0 ? start : start.substring(0, end);
        return whole.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).limit(1)
                .anyMatch(line -> LINE.matcher(end < 0 ? cutAtBlank(line) : line).matches());
    }

    /// Without the last word, which may be half of one, if there are more than two.
    private static String cutAtBlank(String line) {
        int blank = line.stripTrailing().lastIndexOf(' ');
        return blank > 0 && line.substring(0, blank).indexOf(':') > 0 ? line.substring(0, blank) : line;
    }

    /// Reads a file.
    public static Dataset read(Path file, ReadOptions options) throws IOException {
        try (ContentStream in = ContentStream.open(file, options.notes())) {
            return new Libsvm(in, options).read();
        }
    }

    private Dataset read() throws IOException {
        while (lines.next()) {
            byte first = lines.first();
            if (first != 0 && first != '#') {
                sample();
            }
        }
        Path file = lines.in().file();
        if (samples == 0) {
            throw lines.error("expected one sample at least, found none");
        }
        if (most < 0) {
            throw lines.error("expected one entry INDEX:VALUE at least, found none");
        }
        boolean fromZero = least == 0;
        int features = fromZero ? most + 1 : most;
        options.notes().accept(file + ": " + features + " features, as far as the largest index, counted from "
                + (fromZero ? 0 : 1));
        if (!fromZero) {
            entries.shiftColumns(-1);
        }
        return SparseSamples.of(file, entries, samples, new SampleShape(1, features), classes(), origin(file), options);
    }

    private Origin origin(Path file) {
        int[] numbers = Arrays.copyOf(lineOf, samples);
        return sample -> file + ", line " + numbers[sample];
    }

    private @Nullable Labels classes() throws DataFormatException {
        if (quantities) {
            options.notes().accept(lines.in().file()
                    + ": the numbers at the start of the lines are quantities, or several for a line, and no classes:"
                    + " they are left out");
            return null;
        }
        return labels.labels(lines.in().file(), sample -> "line " + lineOf[sample]);
    }

    private void sample() throws DataFormatException {
        if (samples == lineOf.length) {
            lineOf = Arrays.copyOf(lineOf, 2 * samples);
        }
        lineOf[samples] = lines.number();
        lines.nextWord();
        label();
        long before = -1;
        while (lines.nextWord() && lines.find('#') != 0) {
            int colon = lines.find(':');
            if (colon == 3 && lines.word().startsWith("qid")) {
                continue;
            }
            before = entry(colon, before);
        }
        samples++;
    }

    private void label() throws DataFormatException {
        String word = lines.word();
        if (word.indexOf(':') >= 0) {
            throw lines.error("expected a label, " + lines.found());
        }
        boolean whole = WHOLE.matcher(word).matches();
        if (!whole && Float.isNaN(lines.real(0, lines.wordLength())) && word.indexOf(',') < 0) {
            throw lines.error("expected a number as label, " + lines.found());
        }
        quantities |= !whole;
        if (!quantities) {
            labels.add(word.startsWith("+") ? word.substring(1) : word);
        }
    }

    private long entry(int colon, long before) throws DataFormatException {
        long index = colon < 0 ? -1 : lines.whole(0, colon);
        if (index < 0) {
            throw lines.error("expected INDEX:VALUE, " + lines.found());
        }
        if (index <= before || index >= MOST_FEATURES) {
            throw lines.error("expected an index " + (index <= before ? "above " + before : "below 2^29")
                    + ", " + lines.found());
        }
        float value = lines.real(colon + 1, lines.wordLength());
        if (Float.isNaN(value)
                && (!lines.isMissing(colon + 1, lines.wordLength()) || options.missing() == Missing.REFUSE)) {
            throw lines.error("expected a finite number after the colon, " + lines.found());
        }
        least = Math.min(least, (int) index);
        most = Math.max(most, (int) index);
        entries.add(samples, (int) index, value);
        return index;
    }
}
