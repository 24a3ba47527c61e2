package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What the presets measure.
final class Suite {
    /// How much, and how long each.
    enum Preset {
        /// Some of every family, in short.
        QUICK(1000, 3000, 150),
        /// Everything.
        FULL(1500, 8000, 400),
        /// What peers are compared by: in rounds, so each in short.
        PEERS(600, 7000, 250);

        private static final int WARMUPS = 2;
        private static final int ITERATIONS = 5;
        // A JVM's start and the check before measuring, s.
        private static final double START = 1.8;

        private final int kernelWarmup;
        private final int modelWarmup;
        private final int millis;

        Preset(int kernelWarmup, int modelWarmup, int millis) {
            this.kernelWarmup = kernelWarmup;
            this.modelWarmup = modelWarmup;
            this.millis = millis;
        }

        int warmups() {
            return WARMUPS;
        }

        /// The length of one iteration of warm-up. A training step is many methods, which the JIT compiles one after the
        /// other, so its warm-up is longer.
        int warmupMillis(Family family) {
            boolean model = family == Family.TRAINING || family == Family.ENCODING;
            return (model ? modelWarmup : kernelWarmup) / WARMUPS;
        }

        int iterations() {
            return ITERATIONS;
        }

        int millis() {
            return millis;
        }

        /// About how many seconds one measurement takes.
        double seconds(Family family) {
            return START + (WARMUPS * warmupMillis(family) + ITERATIONS * millis) * 1e-3;
        }
    }

    /// Benchmarks with all combinations of some values of their parameters.
    ///
    /// @param include regular expression of benchmarks
    /// @param parameters values other than all, by name
    /// @param arguments of the measured JVM
    /// @param threads of JMH
    record Item(String include, Map<String, List<String>> parameters, List<String> arguments, int threads) {
        static Item of(String include, Map<String, List<String>> parameters) {
            return new Item(include, parameters, List.of(), 1);
        }
    }

    private static final String IMPLEMENTATION = "implementation";
    private static final String BATCH = "batch";
    private static final String THREADS = "threads";
    private static final String ROWS = "rows";
    private static final List<String> SIMD = List.of("simd");
    private static final List<String> SCALAR = List.of("scalar");
    // One list for both: pairs of batch and threads that the peers are measured with are measured for us too.
    private static final List<String> BATCHES = List.of("100", "512", "1024");

    /// Rows for what would take too long with 60,000.
    private static final List<String> CODES = List.of("12000");

    private static final List<String> PEER_SHAPES = List.of("100x784x500", "512x500x500", "100x500x500", "100x500x784",
            "512x784x500", "100x500x40");

    private final Preset preset;
    private final Set<Family> families;
    private final List<String> threads;
    private final int width;
    private final int most;

    /// A suite.
    ///
    /// @param preset how much
    /// @param families of which families
    /// @param threads numbers of threads for what runs on many
    /// @param width of the SIMD registers in bits; 0 for that of the machine
    Suite(Preset preset, Set<Family> families, List<Integer> threads, int width) {
        this.preset = preset;
        this.families = families;
        this.width = width;
        this.threads = threads.stream().map(String::valueOf).toList();
        most = threads.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /// 1, 2, 4, ... and the number of processors.
    static List<Integer> allThreads() {
        int processors = Runtime.getRuntime().availableProcessors();
        return IntStream.concat(IntStream.iterate(1, n -> n < processors, n -> 2 * n), IntStream.of(processors)).boxed()
                .toList();
    }

    /// Our own benchmarks.
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Family family : families) {
            items.addAll(preset == Preset.QUICK ? quick(family) : full(family));
        }
        return width == 0 ? items : items.stream().filter(Suite::isFree).map(this::narrowed).toList();
    }

    // Whether it says nothing about width, and is not about the scalar twin.
    private static boolean isFree(Item item) {
        return item.arguments.isEmpty() && !SCALAR.equals(item.parameters.get(IMPLEMENTATION));
    }

    private Item narrowed(Item item) {
        return new Item(item.include, with(item.parameters, IMPLEMENTATION, SIMD), List.of(limit(width)), item.threads);
    }

    private static String limit(int bits) {
        return "-XX:MaxVectorSize=" + bits / Byte.SIZE;
    }

    private static Map<String, List<String>> with(Map<String, List<String>> parameters, String name,
            List<String> values) {
        Map<String, List<String>> more = new TreeMap<>(parameters);
        more.put(name, values);
        return more;
    }

    private List<Item> quick(Family family) {
        List<String> outermost = List.of(String.valueOf(most));
        return switch (family) {
            case PEAK -> List.of(Item.of(only("Peak", ""), Map.of("kilobytes", List.of("512", "131072"))));
            case MATMUL -> List.of(Item.of(only("MatMul", ""), Map.of("shape", List.of("100x784x500"))));
            case SPARSE -> List.of(Item.of(only("Sparse", "(forward|denseForward)"),
                    Map.of("input", List.of("100x784x500 image"))));
            case COUNTS -> List.of(Item.of(only("Count", "negativeBinomial"), Map.of()));
            case ACTIVATIONS -> List.of(
                    Item.of(only("Activation", "forward"), Map.of("activation", List.of("SOFTPLUS"))),
                    Item.of(only("Elementary", ""), Map.of("function", List.of("SOFTPLUS"))));
            case LOSSES -> List.of(Item.of(only("Loss", "(bernoulliWithGradient|softplus)"), Map.of()),
                    Item.of(only("Latent", "reparameterise"), Map.of()));
            case OPTIMISER -> List.of(Item.of(only("Optimiser", "adam"), Map.of("kilobytes", List.of("131072"))));
            case RANDOM -> List.of(Item.of(only("Random", "normal"), Map.of()));
            case TRAINING -> List.of(Item.of(only("Training", ""),
                    Map.of(BATCH, List.of("100"), THREADS, outermost)));
            case ENCODING -> List.of(Item.of(only("Encoding", ""), Map.of(THREADS, outermost)));
            case METRICS -> List.of(Item.of(only("Statistics", "sum"), Map.of()),
                    Item.of(only("Metrics", "silhouette"), Map.of(ROWS, List.of("1000"), THREADS, outermost)));
        };
    }

    private List<Item> full(Family family) {
        List<Item> items = new ArrayList<>();
        switch (family) {
            case PEAK -> {
                items.add(Item.of(only("Peak", ""), Map.of()));
                threads.stream().map(Integer::parseInt).filter(n -> n > 1)
                        .forEach(n -> items.add(new Item(only("Peak", "fma"), Map.of(), List.of(), n)));
            }
            case TRAINING -> {
                items.add(Item.of(only("Training", ""),
                        Map.of(IMPLEMENTATION, SIMD, BATCH, BATCHES, THREADS, threads)));
                // A step of 1,024 images takes the specification seconds.
                items.add(Item.of(only("Training", ""),
                        Map.of(IMPLEMENTATION, SCALAR, BATCH, BATCHES.subList(0, 1), THREADS, threads)));
            }
            case ENCODING -> items.add(Item.of(only("Encoding", ""), Map.of(THREADS, threads)));
            case METRICS -> {
                items.add(Item.of(only("Statistics", ""), Map.of()));
                items.add(Item.of(only("Metrics", ""), Map.of(THREADS, threads)));
                items.add(Item.of(only("MetricsArticle", ""),
                        Map.of(IMPLEMENTATION, SIMD, ROWS, List.of("60000"), THREADS, threads)));
                // Of 55,000 images and one thread k-means takes the specification ten seconds.
                items.add(Item.of(only("MetricsArticle", ""), Map.of(ROWS, CODES, THREADS, threads)));
                items.add(Item.of(only("MetricsDivergence", ""),
                        Map.of(IMPLEMENTATION, SIMD, ROWS, List.of("10000"), THREADS, threads)));
                items.add(Item.of(only("MetricsDivergence", ""), Map.of(ROWS, List.of("1000"), THREADS, threads)));
                items.add(Item.of(only("MetricsLarge", ""),
                        Map.of(IMPLEMENTATION, SIMD, ROWS, List.of("100000"), THREADS, threads)));
                // Of 100,000 points the specification takes minutes.
                items.add(Item.of(only("MetricsLarge", ""), Map.of(ROWS, List.of("1000"), THREADS, threads)));
                // Only random numbers, the posterior's densities, and sums for trees and classifiers have twins.
                items.add(Item.of(only("MetricsFactors", ""),
                        Map.of(IMPLEMENTATION, SIMD, ROWS, List.of("5000"), THREADS, threads)));
            }
            case MATMUL, SPARSE, COUNTS, ACTIVATIONS, LOSSES, OPTIMISER, RANDOM ->
                    family.prefixes().forEach(prefix -> items.add(Item.of(only(prefix, ""), Map.of())));
        }
        narrow(family).ifPresent(item -> {
            items.add(new Item(item.include, item.parameters, List.of(limit(256)), 1));
            items.add(new Item(item.include, item.parameters, List.of(limit(128)), 1));
        });
        return items;
    }

    /// What is also measured with narrower registers.
    private Optional<Item> narrow(Family family) {
        List<String> outermost = List.of(String.valueOf(most));
        return Optional.ofNullable(switch (family) {
            case MATMUL -> Item.of(only("MatMul", ""),
                    Map.of(IMPLEMENTATION, SIMD, "shape", List.of("100x784x500", "512x500x500")));
            case ACTIVATIONS -> Item.of(only("Elementary", ""), Map.of(IMPLEMENTATION, SIMD));
            case LOSSES -> Item.of(only("Loss", "bernoulliWithGradient"), Map.of(IMPLEMENTATION, SIMD));
            case TRAINING -> Item.of(only("Training", ""),
                    Map.of(IMPLEMENTATION, SIMD, BATCH, BATCHES.subList(0, 1), THREADS, outermost));
            case PEAK, SPARSE, COUNTS, OPTIMISER, RANDOM, ENCODING, METRICS -> null;
        });
    }

    /// The peak, and the benchmarks of peers and ours in pairs that are measured one after the other, in several rounds.
    List<Item> peerItems() {
        boolean all = preset == Preset.FULL;
        List<String> counts = all ? threads.stream().limit(2).toList() : List.of(String.valueOf(most));
        List<Item> items = new ArrayList<>();
        for (Family family : families) {
            switch (family) {
                case MATMUL -> PEER_SHAPES.stream().limit(all ? PEER_SHAPES.size() : 1)
                        .forEach(shape -> items.addAll(pair("MatMul", "", Map.of("shape", List.of(shape)))));
                case TRAINING ->
                        BATCHES.stream().limit(all ? BATCHES.size() : 1).forEach(batch -> counts.forEach(count -> items
                                .addAll(pair("Training", "", Map.of(BATCH, List.of(batch), THREADS, List.of(count))))));
                case ENCODING -> counts
                        .forEach(count -> items.addAll(pair("Encoding", "", Map.of(THREADS, List.of(count)))));
                case METRICS -> {
                    items.addAll(pair("Metrics", "(neighbours|principalComponents|agreement)",
                            Map.of(ROWS, List.of("1000"), THREADS, List.of("1"))));
                    if (all) {
                        counts.forEach(count -> items.addAll(pair("MetricsArticle", "kMeans",
                                Map.of(ROWS, CODES, THREADS, List.of(count)))));
                    }
                }
                // In the rounds, too: shares of the peak are then of what the machine had to give at that time.
                case PEAK -> counts.forEach(count -> items.add(
                        new Item(only("Peak", "fma"), Map.of(), List.of(), Integer.parseInt(count))));
                case SPARSE, COUNTS, ACTIVATIONS, LOSSES, OPTIMISER, RANDOM -> {}
            }
        }
        return items;
    }

    private static List<Item> pair(String prefix, String methods, Map<String, List<String>> parameters) {
        return List.of(Item.of(only(prefix, methods), with(parameters, IMPLEMENTATION, SIMD)),
                Item.of(only(prefix + "Peer", methods), parameters));
    }

    private static String only(String prefix, String methods) {
        return "\\." + prefix + "Benchmark\\." + (methods.isEmpty() ? "" : methods + "$");
    }
}
