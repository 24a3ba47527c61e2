package io.github.vae4j.study.measure;

import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.factors.Factors;
import java.util.stream.IntStream;

/// The factors that have values in the sense of classes: whole numbers, ten samples or more to a value on average.
final class DiscreteFactors {
    private static final int LEAST_SAMPLES = 10;

    private DiscreteFactors() {}

    /// Those factors of a subject alone.
    ///
    /// @throws NoAnswerException if there is none
    static Subject of(Subject subject) {
        Factors factors = subject.requireFactors();
        int[] kept = IntStream.range(0, factors.count()).filter(k -> discrete(factors, k)).toArray();
        if (kept.length == 0) {
            throw new NoAnswerException("no factor has whole numbers with " + LEAST_SAMPLES
                    + " or more samples to a value: this measure needs classes, not real numbers");
        }
        if (kept.length == factors.count()) {
            return subject;
        }
        double[] values = new double[factors.n() * kept.length];
        for (int i = 0; i < values.length; i++) {
            int k = kept[i % kept.length];
            values[i] = factors.number(k, factors.valueOf(i / kept.length, k));
        }
        Factors some = Factors.of(factors.n(), kept.length, values)
                .withNames(IntStream.of(kept).mapToObj(factors.names()::get).toArray(String[]::new));
        return new Subject(subject.codes(), subject.posterior(), subject.labels(), some, subject.others(),
                subject.seed());
    }

    private static boolean discrete(Factors factors, int k) {
        boolean whole = IntStream.range(0, factors.size(k)).mapToDouble(value -> factors.number(k, value))
                .allMatch(number -> number == Math.rint(number));
        return whole && (long) factors.size(k) * LEAST_SAMPLES <= factors.n();
    }
}
