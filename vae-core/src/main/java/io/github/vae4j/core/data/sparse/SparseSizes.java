package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import java.util.Locale;

/// What sizes a header may promise: checked before memory is taken.
public final class SparseSizes {
    private static final int MOST_FEATURES = 1 << 29;
    private static final int BYTES_PER_ENTRY = 8;
    private static final int MOST_ENTRIES = Integer.MAX_VALUE - 8;
    private static final int FREE_ROWS = 1 << 16;

    private SparseSizes() {}

    /// What is wrong with the size of a matrix; empty if nothing is. Samples without an entry take memory, too.
    ///
    /// @param bytes of the file at most, unpacked
    public static String problem(long samples, long features, long bytes) {
        long most = FREE_ROWS + bytes;
        if (samples > most) {
            return "expected at most " + most + " samples in a file of " + bytes + " bytes, found " + samples;
        }
        return features > MOST_FEATURES ? "expected at most 2^29 features, found " + features : "";
    }

    /// Throws if the file cannot hold as many entries as it says, or the heap cannot.
    ///
    /// @param kept entries that are kept in memory
    /// @param promised entries of the file
    /// @param bytes of the shortest entry
    static void requireEntries(Lines lines, long kept, long promised, int bytes) throws DataFormatException {
        long most = lines.in().mostBytes() / bytes + 1;
        if (promised > most) {
            throw lines
                    .error("expected " + promised + " entries, as the header says, but the file has room for at most "
                            + most + ": it is cut short, or the header is wrong");
        }
        long need = BYTES_PER_ENTRY * kept;
        long heap = Runtime.getRuntime().maxMemory();
        if (kept > MOST_ENTRIES || need > heap) {
            throw lines.error(String.format(Locale.ROOT,
                    "the header says %,d entries, which take %,d MB, but the heap has %,d MB: give it more (-Xmx)",
                    promised, need >> 20, heap >> 20));
        }
    }
}
