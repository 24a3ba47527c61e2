package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the presets measure.
final class Suite {
    /// How long and how much.
    enum Preset {
        /// Some of every family, in short.
        QUICK(2, 500, 5, 150),
        /// Everything.
        FULL(4, 500, 5, 500);

        private final int warmups;
        private final int warmupMillis;
        private final int iterations;
        private final int millis;

        Preset(int warmups, int warmupMillis, int iterations, int millis) {
            this.warmups = warmups;
            this.warmupMillis = warmupMillis;
            this.iterations = iterations;
            this.millis = millis;
        }

        /// A training step is many methods, which the JIT compiles one after the other: its warm-up is three times as long.
        int warmups(Item item) {
            return item.include.contains("Training") || item.include.contains("Encoding") ? 3 * warmups : warmups;
        }

        int warmupMillis() {
            return warmupMillis;
        }

        int iterations() {
            return iterations;
        }

        int millis() {
            return millis;
        }
    }

    /// One call of JMH.
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
    private static final List<String> SIMD = List.of("simd");
    private static final List<String> SCALAR = List.of("scalar");
    // One list for both: pairs of batch and threads that the peers are measured with are measured for us too.
    private static final List<String> BATCHES = List.of("100", "512", "1024");

    private final Preset preset;
    private final Set<Family> families;
    private final List<String> threads;
    private final int most;

    /// A suite.
    ///
    /// @param preset how much
    /// @param families of which families
    /// @param threads numbers of threads for what runs on many
    Suite(Preset preset, Set<Family> families, List<Integer> threads) {
        this.preset = preset;
        this.families = families;
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
        return items;
    }

    private List<Item> quick(Family family) {
        List<String> outermost = List.of(String.valueOf(most));
        return switch (family) {
            case PEAK -> List.of(Item.of(only("Peak", ""), Map.of("kilobytes", List.of("512", "131072"))));
            case MATMUL -> List.of(Item.of(only("MatMul", ""), Map.of("shape", List.of("100x784x500"))));
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
                    Item.of(only("Metrics", "silhouette"), Map.of("rows", List.of("1000"), THREADS, outermost)));
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
            case ENCODING, METRICS -> family.prefixes().forEach(prefix -> items
                    .add(Item.of(only(prefix, ""), Map.of(THREADS, threads))));
            case MATMUL, ACTIVATIONS, LOSSES, OPTIMISER, RANDOM ->
                    family.prefixes().forEach(prefix -> items.add(Item.of(only(prefix, ""), Map.of())));
        }
        narrow(family).ifPresent(item -> {
            items.add(new Item(item.include, item.parameters, List.of("-XX:MaxVectorSize=32"), 1));
            items.add(new Item(item.include, item.parameters, List.of("-XX:MaxVectorSize=16"), 1));
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
            case PEAK, OPTIMISER, RANDOM, ENCODING, METRICS -> null;
        });
    }

    /// The benchmarks of peers and ours, in pairs that are measured one after the other, in several rounds.
    List<Item> peerItems() {
        List<Item> items = new ArrayList<>();
        for (Family family : families) {
            switch (family) {
                case MATMUL -> shapes().forEach(shape -> items.addAll(pair("MatMul", Map.of("shape", List.of(shape)))));
                case TRAINING -> BATCHES.stream().limit(preset == Preset.QUICK ? 1 : 3)
                        .forEach(batch -> threads.stream().limit(2).forEach(count -> items.addAll(
                                pair("Training", Map.of(BATCH, List.of(batch), THREADS, List.of(count))))));
                case ENCODING -> threads.stream().limit(2)
                        .forEach(count -> items.addAll(pair("Encoding", Map.of(THREADS, List.of(count)))));
                case METRICS -> items.addAll(pair("Metrics", Map.of("rows", List.of("1000"))));
                case PEAK -> items.addAll(quick(family));
                case ACTIVATIONS, LOSSES, OPTIMISER, RANDOM -> {}
            }
        }
        return items;
    }

    private List<String> shapes() {
        List<String> all = List.of("100x784x500", "100x500x500", "100x500x784", "100x500x40", "100x20x500",
                "512x784x500", "512x500x500", "512x500x784", "512x500x40", "512x20x500");
        return preset == Preset.QUICK ? List.of("100x784x500", "512x500x500") : all;
    }

    private static List<Item> pair(String prefix, Map<String, List<String>> parameters) {
        Map<String, List<String>> ours = parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        ours.put(IMPLEMENTATION, SIMD);
        return List.of(Item.of(only(prefix, ""), ours), Item.of("\\." + prefix + "PeerBenchmark\\.", parameters));
    }

    private static String only(String prefix, String methods) {
        return "\\." + prefix + "Benchmark\\." + (methods.isEmpty() ? "" : methods + "$");
    }
}
