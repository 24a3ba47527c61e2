package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import java.util.List;
import java.util.Locale;

/// A statistic that commands can ask for.
///
/// @param <R> its result
public abstract class Measure<R> {
    /// For what costs no more than the samples are many.
    static final int ALL = Integer.MAX_VALUE;

    private final About about;

    /// @param about what is to know of it
    Measure(About about) {
        this.about = about;
    }

    /// What is to know of a measure.
    ///
    /// @param id short name, for options and JSON
    /// @param title what it is
    /// @param reference who defined it
    /// @param cost what it grows with: n samples, d units, K classes or factors
    /// @param most on how many samples it is measured at most, if not on all
    /// @param needs what it needs beyond codes
    public record About(String id, String title, String reference, String cost, int most, List<Need> needs) {
        /// Copies the list.
        public About {
            needs = List.copyOf(needs);
        }

        static About of(String id, String title, String reference, String cost, int most, Need... needs) {
            return new About(id, title, reference, cost, most, List.of(needs));
        }
    }

    /// What is to know of it.
    ///
    /// @return id, needs, cost and reference
    public final About about() {
        return about;
    }

    /// Whether all that it needs is there.
    final boolean fits(Subject subject) {
        return about.needs.stream().allMatch(subject::has);
    }

    final Measured<R> measure(Subject subject, boolean all, Workers workers) {
        Subject part = all ? subject : subject.part(about.most);
        int n = subject.codes().rows();
        int used = part.codes().rows();
        String basis = used == n
                ? String.format(Locale.ROOT, "all %,d samples", n)
                : String.format(Locale.ROOT, "%,d of %,d samples, drawn%s with seed %d", used, n,
                        subject.labels() == null ? "" : " by class", subject.seed());
        try {
            R result = compute(part, workers);
            return new Measured<>(this, result, finding(result), basis, "");
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage();
            return new Measured<>(this, null, new Finding(), basis, reason == null ? e.toString() : reason);
        }
    }

    /// Computes it.
    ///
    /// @throws IllegalArgumentException if these samples have no answer, with the reason
    abstract R compute(Subject subject, Workers workers);

    /// Describes a result.
    abstract Finding finding(R result);
}
