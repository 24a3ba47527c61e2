package io.github.vae4j.study.evaluate;

import io.github.vae4j.core.evaluation.ImportanceEstimates;
import io.github.vae4j.core.evaluation.LikelihoodSummary;
import io.github.vae4j.study.measure.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an evaluation found, in nats.
///
/// @param of what was evaluated
/// @param summary of all samples
/// @param estimates with their draws, or null if the values are exact
/// @param logLikelihood of each sample
/// @param floor mean of the least that the samples can cost; above 0 the values are cross-entropies
/// @param gridDifference by which the values of two grids differ at most; NaN without grids
@SuppressWarnings("ArrayRecordComponent") // large results: copies would double the memory
public record EvaluationResults(Evaluation of, LikelihoodSummary summary, @Nullable ImportanceEstimates estimates,
        double[] logLikelihood, double floor, double gridDifference) {
    /// Whether the values are no log-likelihoods, because the likelihood gives samples such as these no probability.
    ///
    /// @return `true` for grey levels under the Bernoulli likelihood
    public boolean isCrossEntropy() {
        return floor > 0;
    }

    private String measure() {
        return isCrossEntropy() ? "cross-entropy" : "nll";
    }

    /// The results for people.
    ///
    /// @return lines
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String what = isCrossEntropy() ? "cross-entropy" : "NLL";
        String error = Double.isNaN(summary.error()) ? "" : String.format(Locale.ROOT, " ± %.4f", summary.error());
        lines.add(String.format(Locale.ROOT, "%-14s%.4f%s nats over %,d samples (standard error of the mean)", what,
                summary.nll(), error, summary.samples()));
        if (isCrossEntropy()) {
            lines.add(String.format(Locale.ROOT, "floor         %.4f nats: the entropy of grey levels, which no model goes"
                    + " below; no likelihood (--binarise)", floor));
        } else {
            lines.add(String.format(Locale.ROOT, "bits          %.5f per dimension", bits()));
        }
        ImportanceEstimates drawn = estimates;
        if (drawn != null) {
            sampling(lines, drawn, what);
        }
        if (!Double.isNaN(gridDifference)) {
            lines.add(String.format(Locale.ROOT, "grid          %d and %d points a unit differ by at most %.2g nats%s",
                    of.points(), 3 * of.points() / 4, gridDifference,
                    gridDifference <= 1e-3 ? "" : ": too few points, raise --points"));
        }
        return lines;
    }

    private void sampling(List<String> lines, ImportanceEstimates drawn, String what) {
        if (!Double.isNaN(summary.bias())) {
            lines.add(String.format(Locale.ROOT, "bias          %.4f nats too high by the jackknife: corrected %.4f",
                    summary.bias(), summary.nll() - summary.bias()));
        }
        if (!Double.isNaN(summary.repeatError())) {
            lines.add(String.format(Locale.ROOT, "repeats       %d, standard error over them %.4f nats",
                    drawn.how().repeats(), summary.repeatError()));
        }
        lines.add(String.format(Locale.ROOT,
                "draws         %,d, effective %.1f (median); %.2f %% of the samples have fewer than %d%s",
                drawn.how().draws(), summary.effectiveDraws(), 100 * summary.shareOfFew(), LikelihoodSummary.FEW,
                summary.shareOfFew() > 0.01 ? ": take more draws" : ""));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%9s  %13s  %8s", "draws", what, "error"));
        for (LikelihoodSummary.Point point : summary.curve()) {
            lines.add(String.format(Locale.ROOT, "%,9d  %13.4f  %8.4f", point.draws(), point.nll(), point.error()));
        }
    }

    private double bits() {
        return summary.bitsPerDimension(of.vae().spec().features());
    }

    /// The results for programs; what is not known is `null`.
    ///
    /// @return names and values
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", Measurements.SCHEMA);
        json.put("measure", measure());
        json.put("method", of.method().word());
        json.put("samples", summary.samples());
        json.put("dataSha256", of.data().contentHash());
        json.put("nats", number(summary.nll()));
        json.put("standardError", number(summary.error()));
        json.put("floor", isCrossEntropy() ? number(floor) : null);
        json.put("bitsPerDimension", isCrossEntropy() ? null : number(bits()));
        ImportanceEstimates drawn = estimates;
        if (drawn != null) {
            json.put("draws", drawn.how().draws());
            json.put("repeats", drawn.how().repeats());
            json.put("seed", drawn.how().seed());
            json.put("standardErrorOfRepeats", number(summary.repeatError()));
            json.put("bias", number(summary.bias()));
            json.put("effectiveDraws", number(summary.effectiveDraws()));
            json.put("shareWithFewDraws", number(summary.shareOfFew()));
            json.put("curve", summary.curve().stream().map(EvaluationResults::point).toList());
        }
        if (!Double.isNaN(gridDifference)) {
            json.put("points", of.points());
            json.put("gridDifference", number(gridDifference));
        }
        return json;
    }

    private static Map<String, @Nullable Object> point(LikelihoodSummary.Point point) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("draws", point.draws());
        map.put("nats", number(point.nll()));
        map.put("standardError", number(point.error()));
        return map;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /// The values of each sample as CSV: number, log-likelihood, and of draws the effective number and the shortfall.
    ///
    /// @return a header and a line for each sample
    public String csv() {
        StringBuilder text = new StringBuilder(isCrossEntropy() ? "row,minus_cross_entropy" : "row,log_likelihood");
        ImportanceEstimates drawn = estimates;
        text.append(drawn == null ? "\n" : ",effective_draws,shortfall\n");
        for (int s = 0; s < logLikelihood.length; s++) {
            text.append(s).append(',').append(logLikelihood[s]);
            if (drawn != null) {
                text.append(',').append(drawn.effectiveDraws(s)).append(',').append(cell(drawn.shortfall(s)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
