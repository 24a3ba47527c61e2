package io.github.vae4j.benchmarks.tool;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The families of benchmarks. A class belongs to the family with one of whose prefixes its name starts.
enum Family {
    PEAK("What the machine can do", "the limits that other figures are held against", "Peak"),
    MATMUL("Matrix products", "the products of the study's network, one thread", "MatMul"),
    SPARSE("Sparse rows",
            "the first layer on rows of mostly zeros, one thread; `dense...` computes the same from dense rows",
            "Sparse"),
    COUNTS("Losses and layers of count models", "rows of 4,000 genes, a tenth of them not 0; one thread", "Count"),
    ACTIVATIONS("Activations and elementary functions", "16,384 elements, one thread; `math` is a loop over `Math.*`,"
            + " `lanewise` the Vector API's own operations", "Activation", "Elementary"),
    LOSSES("Losses and latent terms", "a batch of 100 images, 20 latent units, one thread", "Loss", "Latent"),
    OPTIMISER("Optimisers", "bytes read and written, one thread", "Optimiser"),
    RANDOM("Random numbers", "one thread", "Random"),
    TRAINING("Training", "steps of the study's model, 784-500-500-20, with Adam; data in memory", "Training"),
    ENCODING("Encoding", "means and log variances by the same model", "Encoding"),
    METRICS("Statistics and metrics",
            "columns of 20 latent units; silhouette and neighbours by as many threads as said,"
                    + " the rest by one",
            "Statistics", "Metrics");

    private final String title;
    private final String subject;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> prefixes;

    Family(String title, String subject, String... prefixes) {
        this.title = title;
        this.subject = subject;
        this.prefixes = List.of(prefixes);
    }

    String title() {
        return title;
    }

    String subject() {
        return subject;
    }

    List<String> prefixes() {
        return prefixes;
    }

    /// The name on the command line.
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The family of a name on the command line.
    ///
    /// @throws IllegalArgumentException if there is none, with the nearest one
    static Family named(String name) {
        String small = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(family -> family.option().equals(small)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family " + name + ", did you mean "
                        + nearest(small).option() + "? Families are "
                        + Arrays.stream(values()).map(Family::option).collect(Collectors.joining(", "))));
    }

    private static Family nearest(String name) {
        return Arrays.stream(values()).min(Comparator.comparingInt(family -> edits(family.option(), name)))
                .orElseThrow();
    }

    // Levenshtein's distance.
    private static int edits(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    static Family of(String simpleClassName) {
        return Arrays.stream(values())
                .filter(family -> family.prefixes.stream().anyMatch(simpleClassName::startsWith)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the benchmark class " + simpleClassName
                        + " belongs to no family: none of their prefixes starts its name"));
    }
}
