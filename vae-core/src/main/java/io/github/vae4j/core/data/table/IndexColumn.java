package io.github.vae4j.core.data.table;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognises a first column that names or counts the rows, as pandas and R write it without being asked.
final class IndexColumn {
    private static final Set<String> WORDS = Set.of("id", "ids", "idx", "index", "row", "rowid", "row_id", "rowname",
            "rownames", "row_names", "sample", "sampleid", "sample_id", "samples", "barcode", "barcodes", "cell",
            "cellid", "cell_id", "file", "filename", "file_name", "image", "image_id", "imageid", "img", "path", "key",
            "uuid", "guid", "uid", "name", "obs", "obs_names", "observation", "instance", "instance_id", "no", "nr");
    private static final Pattern UNNAMED = Pattern.compile("|Unnamed: ?[0-9]+(\\.[0-9]+)?|V0|level_[0-9]+");
    /// Fewer rows that are numbered by chance are not out of the question.
    private static final int LEAST_COUNTED = 10;

    private IndexColumn() {}

    static boolean isIndexWord(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT);
        return WORDS.contains(word) || word.endsWith("_id") && word.length() <= 20;
    }

    /// Whether pandas or R gave a column no name because it is the index.
    static boolean isUnnamed(String name) {
        return UNNAMED.matcher(name).matches();
    }

    /// Whether the first column of a table is an index.
    ///
    /// @param name of the column; empty if the header leaves it out
    /// @param header whether there is a header
    /// @param isText whether the column holds names and no numbers
    static boolean is(String name, boolean header, List<String> values, boolean isText) {
        if (header && isUnnamed(name)) {
            return true;
        }
        boolean counts = counts(values);
        if (header) {
            boolean word = isIndexWord(name);
            return word && (isText || counts || areDistinctWholes(values))
                    || name.equals("X") && counts && values.size() > 1;
        }
        return counts && values.size() >= LEAST_COUNTED;
    }

    /// Whether values are 0, 1, 2, ... or 1, 2, 3, ...
    static boolean counts(List<String> values) {
        if (values.isEmpty() || !NumberText.isDigits(values.getFirst())) {
            return false;
        }
        long first = Long.parseLong(values.getFirst());
        if (first > 1) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).equals(Long.toString(first + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean areDistinctWholes(List<String> values) {
        return values.stream().allMatch(NumberText::isDigits) && new HashSet<>(values).size() == values.size();
    }
}
