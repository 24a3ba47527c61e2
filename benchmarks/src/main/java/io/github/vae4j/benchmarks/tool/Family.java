package io.github.vae4j.benchmarks.tool;

import java.util.Arrays;
import java.util.List;

/// The families of benchmarks. A class belongs to the family with one of whose prefixes its name starts.
enum Family {
    PEAK("What the machine can do", "the limits that other figures are held against", "Peak"),
    MATMUL("Matrix products", "the products of the study's network, one thread", "MatMul"),
    ACTIVATIONS("Activations and elementary functions", "16,384 elements, one thread; `math` is a loop over `Math.*`,"
            + " `lanewise` the Vector API's own operations", "Activation", "Elementary"),
    LOSSES("Losses and latent terms", "a batch of 100 images, 20 latent units, one thread", "Loss", "Latent"),
    OPTIMISER("Optimisers", "bytes read and written, one thread", "Optimiser"),
    RANDOM("Random numbers", "one thread", "Random"),
    TRAINING("Training", "steps of the study's model, 784-500-500-20, with Adam; data in memory", "Training"),
    ENCODING("Encoding", "means and log variances by the same model", "Encoding"),
    METRICS("Statistics and metrics", "columns of 20 latent units", "Statistics", "Metrics");

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

    static Family of(String simpleClassName) {
        return Arrays.stream(values())
                .filter(family -> family.prefixes.stream().anyMatch(simpleClassName::startsWith)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the benchmark class " + simpleClassName
                        + " belongs to no family: none of their prefixes starts its name"));
    }
}
