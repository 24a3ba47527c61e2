package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SampleAxis;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.file.TarReader;
import io.github.vae4j.core.data.store.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Cells as 10x Genomics' Cell Ranger writes them: a matrix in Matrix Market format, features (genes) and barcodes (cells) in
/// tables of their own, in a folder or a tar archive. The names may begin with that of the sample. Cells are columns there;
/// where the names say that they are rows they are taken as rows.
public final class TenX {
    private static final Pattern NAME = Pattern
            .compile("(?<prefix>.*?)(?<kind>matrix\\.mtx|barcodes\\.tsv|features\\.tsv|genes\\.tsv)(\\.gz)?");
    private static final String MATRIX = "matrix.mtx";

    /// The files of one matrix, by kind.
    ///
    /// @param prefix what their names begin with
    private record Set(String prefix, Map<String, Path> files) {
        boolean isComplete() {
            return files.containsKey(MATRIX) && files.size() > 1;
        }
    }

    private TenX() {}

    /// The file of the matrix in a folder, if there is one with its names.
    ///
    /// @throws DataFormatException if there are several
    public static Optional<Path> find(Path folder) throws IOException {
        List<Set> sets = sets(folder).values().stream().filter(Set::isComplete).toList();
        if (sets.size() > 1) {
            throw new DataFormatException(folder, "", "expected one matrix, found " + sets.size() + " ("
                    + sets.stream().limit(5).map(set -> set.prefix + MATRIX).collect(Collectors.joining(", "))
                    + "): name the file of one of them");
        }
        return sets.isEmpty() ? Optional.empty() : Optional.ofNullable(sets.getFirst().files.get(MATRIX));
    }

    private static Map<String, Set> sets(Path folder) throws IOException {
        Map<String, Set> sets = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && !name.group("prefix").startsWith(".") && Files.isRegularFile(file)) {
                    sets.computeIfAbsent(name.group("prefix"), prefix -> new Set(prefix, new LinkedHashMap<>())).files
                            .putIfAbsent(kind(name), file);
                }
            }
        }
        return sets;
    }

    private static String kind(Matcher name) {
        String kind = name.group("kind");
        return kind.equals("genes.tsv") ? "features.tsv" : kind;
    }

    /// Reads a file in Matrix Market format, with the names that lie beside it.
    public static Dataset read(Path matrix, ReadOptions options) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(matrix.getFileName()));
        Path folder = matrix.toAbsolutePath().getParent();
        Names names = Names.NONE;
        if (name.matches() && folder != null) {
            Set set = sets(folder).get(name.group("prefix"));
            Path relative = matrix.getParent();
            if (set != null) {
                names = names(set, relative == null ? Path.of("") : relative);
            }
        }
        Names found = names;
        try (ContentStream in = ContentStream.open(matrix, options.notes())) {
            return MatrixMarket.read(in, options, (rows, columns) -> found.layout(matrix, rows, columns, options));
        }
    }

    private static Names names(Set set, Path folder) throws IOException {
        List<FeatureNames.Feature> features = null;
        List<String> cells = null;
        for (Map.Entry<String, Path> file : set.files.entrySet()) {
            if (!file.getKey().equals(MATRIX)) {
                Path path = folder.resolve(String.valueOf(file.getValue().getFileName()));
                try (ContentStream in = ContentStream.open(path, note -> {})) {
                    if (file.getKey().equals("features.tsv")) {
                        features = FeatureNames.read(in);
                    } else {
                        cells = FeatureNames.readCells(in);
                    }
                }
            }
        }
        return new Names(Optional.ofNullable(features), Optional.ofNullable(cells));
    }

    /// Reads the matrix in a tar archive.
    public static Dataset readTar(Path archive, ReadOptions options) throws IOException {
        String matrix = null;
        List<FeatureNames.Feature> features = null;
        List<String> cells = null;
        List<String> others = new ArrayList<>();
        try (TarReader tar = TarReader.open(archive)) {
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                String file = entry.name().substring(entry.name().lastIndexOf('/') + 1);
                Matcher name = NAME.matcher(file);
                if (file.startsWith(".") || !name.matches()) {
                    others.add(entry.name());
                } else if (kind(name).equals(MATRIX)) {
                    if (matrix != null) {
                        throw new DataFormatException(archive, "", "expected one matrix, found " + matrix + " and "
                                + entry.name() + ": unpack the archive and name one of them");
                    }
                    matrix = entry.name();
                } else if (kind(name).equals("features.tsv")) {
                    features = FeatureNames.read(tar.content(entry));
                } else {
                    cells = FeatureNames.readCells(tar.content(entry));
                }
            }
        }
        if (matrix == null) {
            throw new DataFormatException(archive, "", "expected an archive with a file matrix.mtx, found "
                    + others.stream().limit(5).toList() + ": unpack it");
        }
        Names names = new Names(Optional.ofNullable(features), Optional.ofNullable(cells));
        String where = matrix;
        try (TarReader tar = TarReader.open(archive)) {
            TarReader.Entry entry = tar.next();
            while (entry != null && !entry.name().equals(where)) {
                entry = tar.next();
            }
            if (entry == null) {
                throw new DataFormatException(archive, "", "expected " + where + " once more: the file was changed");
            }
            return MatrixMarket.read(tar.content(entry), options,
                    (rows, columns) -> names.layout(archive, rows, columns, options));
        }
    }

    /// What features and cells are called.
    private record Names(Optional<List<FeatureNames.Feature>> features, Optional<List<String>> cells) {
        static final Names NONE = new Names(Optional.empty(), Optional.empty());

        /// How the matrix lies: as the names fit, else as the options say, else rows are samples.
        MatrixMarket.Layout layout(Path file, int rows, int columns, ReadOptions options) throws DataFormatException {
            if (features.isEmpty() && cells.isEmpty()) {
                return new MatrixMarket.Layout(options.samples().orElse(SampleAxis.ROWS), List.of(),
                        Origin.rows(file, ""));
            }
            boolean asColumns = fits(features, rows) && fits(cells, columns);
            boolean asRows = fits(features, columns) && fits(cells, rows);
            if (!asColumns && !asRows) {
                throw new DataFormatException(file, "", "the matrix has " + rows + " rows and " + columns
                        + " columns, but there are " + count(features) + " features and " + count(cells) + " cells");
            }
            SampleAxis axis = asColumns && asRows
                    ? options.samples().orElse(SampleAxis.COLUMNS)
                    : asColumns ? SampleAxis.COLUMNS : SampleAxis.ROWS;
            options.notes().accept(file + ": cells are the " + (axis == SampleAxis.COLUMNS ? "columns" : "rows")
                    + " of the matrix");
            features.ifPresent(all -> FeatureNames.noteTypes(file, all, options));
            return new MatrixMarket.Layout(axis, features.map(FeatureNames::names).orElse(List.of()),
                    cells.isEmpty() ? Origin.rows(file, "") : new CellNames(file, cells.get()));
        }

        private static boolean fits(Optional<? extends List<?>> names, int size) {
            return names.isEmpty() || names.get().size() == size;
        }

        private static String count(Optional<? extends List<?>> names) {
            return names.isEmpty() ? "no names of" : Integer.toString(names.get().size());
        }
    }

    /// Cells with their barcodes.
    private record CellNames(Path file, List<String> names) implements Origin {
        @Override
        public String id(int sample) {
            return names.get(sample);
        }

        @Override
        public String place(int sample) {
            return file + ", cell " + names.get(sample) + " (" + sample + ", counted from 0)";
        }
    }
}
