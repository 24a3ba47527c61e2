package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Value;

/// The importance-weighted bound: minus the mean over the samples of `log (1/k) sum_i w_i`, where
/// `log w = log p(x|z) + log p(z) - log q(z|x)` (Burda et al. 2016, equation 8).
///
/// Its gradient is that of the log-weights, times the normalised weights `w_i / sum w`, which count as constants (equation
/// 14). For the doubly reparameterised gradient they are kept for the way back through the draw, see [DrawNode].
final class ImportanceWeightedBound extends BoundCost {
    private final Frame frame;
    private final Value likelihood;
    private final Value posterior;
    private final Value prior;
    private final int draws;
    private final float[] normalised;

    /// @param posterior -log q(z|x)
    /// @param prior -log p(z)
    ImportanceWeightedBound(Frame frame, Value likelihood, Value posterior, Value prior, int draws) {
        this.frame = frame;
        this.likelihood = likelihood;
        this.posterior = posterior;
        this.prior = prior;
        this.draws = draws;
        normalised = frame.gradient(likelihood);
    }

    @Override
    double evaluate(Progress at) {
        int samples = frame.samples();
        int rows = frame.rows(likelihood);
        reconstruction = sum(frame.values(likelihood), rows) / draws;
        kl = (sum(frame.values(prior), rows) - sum(frame.values(posterior), rows)) / draws;
        double bound = 0;
        for (int s = 0; s < samples; s++) {
            bound += weigh(s * draws, 1f / samples);
        }
        objective = -bound / samples;
        return objective;
    }

    private double logWeight(int row) {
        return -(double) frame.values(likelihood)[row] - frame.values(prior)[row] + frame.values(posterior)[row];
    }

    /// The bound of one sample; sets the weights of its rows.
    private double weigh(int first, float scale) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int r = first; r < first + draws; r++) {
            double weight = logWeight(r);
            // NaN must not hide behind a comparison.
            largest = weight > largest || Double.isNaN(weight) ? weight : largest;
        }
        double sum = 0;
        for (int r = first; r < first + draws; r++) {
            sum += StrictMath.exp(logWeight(r) - largest);
        }
        // Not there if all that the cost depends on is frozen.
        float[] toPrior = frame.hasGradient(prior) ? frame.gradient(prior) : null;
        float[] toPosterior = frame.hasGradient(posterior) ? frame.gradient(posterior) : null;
        for (int r = first; r < first + draws; r++) {
            float weight = (float) (StrictMath.exp(logWeight(r) - largest) / sum);
            normalised[r] = weight * scale;
            if (toPrior != null) {
                toPrior[r] = weight * scale;
            }
            if (toPosterior != null) {
                toPosterior[r] = -weight * scale;
            }
            frame.rowWeights()[r] = weight;
        }
        return largest + StrictMath.log(sum / draws);
    }

    @Override
    double reference(DoubleFrame exact, Progress at) {
        int samples = exact.values(likelihood).length / draws;
        double bound = 0;
        for (int s = 0; s < samples; s++) {
            double largest = Double.NEGATIVE_INFINITY;
            double[] weights = new double[draws];
            for (int k = 0; k < draws; k++) {
                int r = s * draws + k;
                weights[k] = -exact.values(likelihood)[r] - exact.values(prior)[r] + exact.values(posterior)[r];
                largest = Math.max(largest, weights[k]);
            }
            double sum = 0;
            for (double weight : weights) {
                sum += StrictMath.exp(weight - largest);
            }
            bound += largest + StrictMath.log(sum / draws);
        }
        return -bound / samples;
    }
}
