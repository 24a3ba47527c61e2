package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Weight;
import java.util.Arrays;

/// The evidence lower bound with a divergence in closed form.
final class ClosedFormElbo extends BoundCost {
    private final Frame frame;
    private final DensityNode likelihood;
    private final GaussianKlNode node;
    private final int draws;
    private final Weight weight;
    private final double freeBits;
    private final int group;
    private final double[] perUnit;

    ClosedFormElbo(Frame frame, DensityNode likelihood, GaussianKlNode node, Objective objective) {
        this.frame = frame;
        this.likelihood = likelihood;
        this.node = node;
        draws = objective.draws();
        weight = objective.klWeight();
        freeBits = objective.freeBits();
        group = objective.freeBitsGroup();
        perUnit = new double[node.units()];
    }

    @Override
    double evaluate(Progress at) {
        int samples = frame.samples();
        reconstruction = sum(frame.values(likelihood.output), frame.rows(likelihood.output)) / draws;
        kl = sum(frame.values(node.output), samples);
        double value = withFloor(samples);
        weighUnits((float) (weight.slope(value, at) * (1f / samples)), samples);
        objective = reconstruction / samples + weight.cost(value, Progress.END);
        return reconstruction / samples + weight.cost(value, at);
    }

    /// The divergence of a sample in the mean, where a group of units costs at least the free bits.
    private double withFloor(int samples) {
        if (freeBits == 0) {
            return kl / samples;
        }
        Arrays.fill(perUnit, 0);
        node.addPerUnit(frame, perUnit);
        double value = 0;
        for (int first = 0; first < perUnit.length; first += group) {
            double sum = groupSum(first);
            // NaN must not hide behind the floor.
            value += sum / samples < freeBits ? freeBits : sum / samples;
        }
        return value;
    }

    private double groupSum(int first) {
        double sum = 0;
        for (int j = first; j < Math.min(first + group, perUnit.length); j++) {
            sum += perUnit[j];
        }
        return sum;
    }

    /// A unit of a group below the floor has no gradient.
    private void weighUnits(float factor, int samples) {
        float[] weights = node.weights(frame);
        // None if the encoder is frozen.
        for (int j = 0; j < perUnit.length && weights.length > 0; j++) {
            weights[j] = freeBits > 0 && groupSum(j - j % group) / samples < freeBits ? 0 : factor;
        }
    }

    @Override
    double reference(DoubleFrame exact, Progress at) {
        double value = 0;
        for (int first = 0; first < perUnit.length; first += group) {
            double sum = 0;
            for (int j = first; j < Math.min(first + group, perUnit.length); j++) {
                sum += node.referenceMean(exact, j);
            }
            value += Math.max(freeBits, sum);
        }
        return Arrays.stream(exact.values(likelihood.output)).average().orElseThrow() + weight.cost(value, at);
    }
}
