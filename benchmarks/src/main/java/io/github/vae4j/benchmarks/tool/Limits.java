package io.github.vae4j.benchmarks.tool;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The measured peak and bandwidth of the machine, and how near to them a result comes.
final class Limits {
    // Multiply-adds of a training step and of an encoding, twice: see StudyModel.
    private final double trainingFlop;
    private final double encodingFlop;
    private final Map<Integer, Double> peak = new TreeMap<>();
    private final Map<Integer, Double> bandwidth = new TreeMap<>();

    Limits(Results results, double trainingFlop, double encodingFlop) {
        this.trainingFlop = trainingFlop;
        this.encodingFlop = encodingFlop;
        for (Measurement each : results.measurements()) {
            if (each.family() != Family.PEAK || !each.implementation().isEmpty()) {
                continue;
            }
            if (each.method().equals("fma")) {
                peak.put(each.threads(), each.value());
            } else if (each.threads() == 1) {
                bandwidth.put(Integer.parseInt(each.parameters().get("kilobytes")), each.value());
            }
        }
    }

    /// GFLOP/s of some threads: measured, or else that of one thread times their number.
    OptionalDouble peak(int threads) {
        if (peak.containsKey(threads)) {
            return OptionalDouble.of(peak.get(threads));
        }
        return peak.containsKey(1) ? OptionalDouble.of(threads * peak.get(1)) : OptionalDouble.empty();
    }

    /// GB/s of a copy, by size of the working set in KB.
    Map<Integer, Double> bandwidth() {
        return bandwidth;
    }

    /// GFLOP/s of a result, if it is one of computation.
    OptionalDouble gflops(Measurement measurement) {
        return switch (measurement.family()) {
            case MATMUL -> OptionalDouble.of(measurement.value());
            case TRAINING -> OptionalDouble.of(measurement.value() * trainingFlop * 1e-9);
            case ENCODING -> OptionalDouble.of(measurement.value() * encodingFlop * 1e-9);
            case PEAK, SPARSE, COUNTS, ACTIVATIONS, LOSSES, OPTIMISER, RANDOM, METRICS ->
                    OptionalDouble.empty();
        };
    }

    /// The share of the peak or of the bandwidth that a result reaches.
    OptionalDouble share(Measurement measurement) {
        OptionalDouble gflops = gflops(measurement);
        if (gflops.isPresent()) {
            OptionalDouble limit = peak(threads(measurement));
            return limit.isPresent() ? OptionalDouble.of(gflops.getAsDouble() / limit.getAsDouble()) : limit;
        }
        if (measurement.family() == Family.OPTIMISER) {
            Double limit = bandwidth.get(Integer.parseInt(measurement.parameters().getOrDefault("kilobytes", "0")));
            return limit == null ? OptionalDouble.empty() : OptionalDouble.of(measurement.value() / limit);
        }
        return OptionalDouble.empty();
    }

    /// The threads that shared the work.
    static int threads(Measurement measurement) {
        String text = measurement.parameters().getOrDefault("threads", Integer.toString(measurement.threads()));
        return text.equals("all") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text);
    }
}
