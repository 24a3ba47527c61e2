package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.CsvWriter;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What is known of the rows that were encoded: `rows.csv` with the number, the part, the name and the class of each, and the labels
/// alone in `labels.npy`. Both can be given to `--labels`.
final class RowFiles {
    private RowFiles() {}

    static void write(Parts parts, OutputFolder folder) throws IOException {
        Dataset samples = parts.all();
        boolean named = IntStream.range(0, samples.size())
                .anyMatch(i -> !samples.id(i).equals(Integer.toString(samples.row(i))));
        boolean several = samples.size() > parts.train().size();
        List<String> header = new ArrayList<>(List.of("row"));
        if (several) {
            header.add("part");
        }
        if (named) {
            header.add("id");
        }
        if (samples.hasLabels()) {
            header.add("class");
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(samples.row(i))));
            if (several) {
                row.add(part(parts, i));
            }
            if (named) {
                row.add(line(samples.id(i)));
            }
            if (samples.hasLabels()) {
                row.add(className(samples, i));
            }
            rows.add(row);
        }
        CsvWriter.write(folder.file("rows.csv"), header, rows);
        if (samples.hasLabels()) {
            writeLabels(samples, folder);
        }
    }

    private static String part(Parts parts, int sample) {
        int train = parts.train().size();
        int validation = parts.validation().map(Dataset::size).orElse(0);
        return sample < train ? "train" : sample < train + validation ? "validation" : "test";
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }

    private static String className(Dataset samples, int i) {
        return samples.classNames().get(samples.label(i));
    }

    /// Numbers where all classes are called by numbers, else their names.
    private static void writeLabels(Dataset samples, OutputFolder folder) throws IOException {
        List<String> names = IntStream.range(0, samples.size()).mapToObj(i -> className(samples, i)).toList();
        if (samples.classNames().stream().allMatch(name -> name.matches("-?(0|[1-9][0-9]{0,8})"))) {
            NpyWriter.write(folder.file("labels.npy"), names.stream().mapToInt(Integer::parseInt).toArray());
        } else {
            NpyWriter.write(folder.file("labels.npy"), names);
        }
    }
}
