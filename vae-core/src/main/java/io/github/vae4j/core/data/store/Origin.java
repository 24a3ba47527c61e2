package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Dataset;
import java.nio.file.Path;

/// Where the samples of a data set come from: what each is called in messages and in results.
public interface Origin {
    /// Data that was never in a file.
    Origin NONE = new Origin() {
        @Override
        public String place(int sample) {
            return "sample " + sample;
        }
    };

    /// The number of the sample's row in what was read, from 0.
    default int row(int sample) {
        return sample;
    }

    /// What the sample is called there: a name where rows have names, else the row number.
    default String id(int sample) {
        return Integer.toString(row(sample));
    }

    /// Where the sample stands, for messages.
    String place(int sample);

    /// The origin of some of the samples.
    ///
    /// @param kept their indices; not copied
    default Origin of(int... kept) {
        Origin all = this;
        return new Origin() {
            @Override
            public int row(int sample) {
                return all.row(kept[sample]);
            }

            @Override
            public String id(int sample) {
                return all.id(kept[sample]);
            }

            @Override
            public String place(int sample) {
                return all.place(kept[sample]);
            }
        };
    }

    /// The origin that the samples of other data have.
    static Origin of(Dataset data) {
        return new Origin() {
            @Override
            public int row(int sample) {
                return data.row(sample);
            }

            @Override
            public String id(int sample) {
                return data.id(sample);
            }

            @Override
            public String place(int sample) {
                return data.place(sample);
            }
        };
    }

    /// Rows of a binary file, in its order.
    ///
    /// @param file the file
    /// @param part what of the file holds them, for example the name of an array; empty for all of it
    static Origin rows(Path file, String part) {
        String where = part.isEmpty() ? file + ", row " : file + ", " + part + ", row ";
        return sample -> where + sample + " (counted from 0)";
    }
}
