package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.factors.Factors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is measured, with what is known of it.
///
/// @param codes the codes, or means of q(z|x)
/// @param posterior q(z|x) of the same samples; null without log variances
/// @param labels the class of every sample; null without labels
/// @param factors the generative factors of every sample; null without factors
/// @param others other sets of codes or features
/// @param seed of all draws
public record Subject(Codes codes, @Nullable Posterior posterior, @Nullable Labels labels, @Nullable Factors factors,
        List<Other> others, long seed) {
    /// Another set.
    ///
    /// @param name where it comes from
    /// @param codes its codes, of the same samples in the same order or of others
    /// @param posterior with its log variances; null without them
    public record Other(String name, Codes codes, @Nullable Posterior posterior) {
        Other select(int... rows) {
            return new Other(name, codes.select(rows), posterior == null ? null : posterior.select(rows));
        }
    }

    /// Samples for fits, and others that the fits are held against.
    ///
    /// @param train two of three samples
    /// @param test the rest
    record Halves(Subject train, Subject test) {}

    private static final int OTHER_STREAM = 0x1a80;
    private static final int HALVES_STREAM = 0x1a81;

    /// Copies the list.
    public Subject {
        others = List.copyOf(others);
    }

    /// Of a posterior, with or without labels.
    ///
    /// @param posterior q(z|x)
    /// @param labels the class of every sample, or null
    /// @param seed of all draws
    /// @return the subject
    public static Subject of(Posterior posterior, @Nullable Labels labels, long seed) {
        return new Subject(posterior.means(), posterior, labels, null, List.of(), seed);
    }

    boolean has(Need need) {
        return switch (need) {
            case LOGVAR -> posterior != null;
            case LABELS -> labels != null;
            case FACTORS -> factors != null;
            case OTHER -> !others.isEmpty();
        };
    }

    Posterior requirePosterior() {
        return Objects.requireNonNull(posterior, "log variances");
    }

    Labels requireLabels() {
        return Objects.requireNonNull(labels, "labels");
    }

    Factors requireFactors() {
        return Objects.requireNonNull(factors, "factors");
    }

    /// A draw from q(z|x), the same in every measure.
    Codes draw() {
        return requirePosterior().draw(seed, 0);
    }

    Subject select(int... rows) {
        int n = codes.rows();
        return new Subject(codes.select(rows), posterior == null ? null : posterior.select(rows),
                labels == null ? null : labels.select(rows), factors == null ? null : factors.select(rows),
                others.stream().map(other -> other.codes.rows() == n ? other.select(rows) : other).toList(), seed);
    }

    /// A part of so many samples at most, drawn with the seed, and every class in it; sets of as many samples lose the same
    /// ones, and others are as large at most.
    Subject part(int most) {
        int n = codes.rows();
        Subject some = n <= most ? this : select(StratifiedDraw.rows(labels, n, most, seed));
        return new Subject(some.codes, some.posterior, some.labels, some.factors, some.others.stream()
                .map(other -> other.codes.rows() <= most
                        ? other
                        : other.select(permuted(other.codes.rows(), most, OTHER_STREAM)))
                .toList(), seed);
    }

    Halves halves() {
        int n = codes.rows();
        int[] order = new int[n];
        Philox.permutation(order, n, seed, HALVES_STREAM, 0);
        int train = n - n / 3;
        return new Halves(select(sorted(Arrays.copyOf(order, train))),
                select(sorted(Arrays.copyOfRange(order, train, n))));
    }

    private int[] permuted(int n, int most, int stream) {
        int[] order = new int[n];
        Philox.permutation(order, n, seed, stream, 0);
        return sorted(Arrays.copyOf(order, most));
    }

    private static int[] sorted(int... rows) {
        return IntStream.of(rows).sorted().toArray();
    }
}
