package io.github.vae4j.core.train;

import io.github.vae4j.core.Terms;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.Progress;

/// Evaluates the objective on data that is not trained on, with all weights as they are at the end of their schedules.
///
/// It uses the memory of the training step, in batches of its size; terms of a whole batch are averaged over the batches.
final class Validation {
    private final Dataset data;
    private final Step step;
    private final BatchFeed feed;
    private final int batch;
    private final int[] order;

    Validation(Dataset data, Step step, int batch) {
        this.data = data;
        this.step = step;
        this.batch = batch;
        feed = step.evaluationFeed(data);
        order = new int[data.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /// The means over the data.
    record Result(Terms terms, double objective) {}

    Result run(long seed) {
        EpochSums sums = new EpochSums(step.criterion().names());
        for (int from = 0; from < data.size(); from += batch) {
            int samples = Math.min(batch, data.size() - from);
            step.read(feed, order, from, samples, seed, 0, 0);
            step.forward();
            double objective = step.evaluate(Progress.END);
            sums.add(step.criterion().sums(), samples, objective, objective);
        }
        return new Result(sums.means(), sums.objective());
    }
}
