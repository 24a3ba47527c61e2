package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.train.Step;
import io.github.vae4j.kernels.Workers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The gradient of an objective by all parameters for one batch, as [Evaluator#gradients] gives it.
///
/// @param parameters of the model, the array itself
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record BatchGradients(VaeSpec spec, Graph graph, float[] parameters, Workers team) {
    Map<String, Tensor> of(Dataset data, Objective objective, long seed) {
        TrainingConfig config = TrainingConfig.defaults().withObjective(objective);
        Step step = new Step(spec, config, parameters, new float[config.optimiser().states()][0], data.size(), team);
        step.read(step.feed(data), IntStream.range(0, data.size()).toArray(), 0, data.size(), seed, 0, 0);
        step.forward();
        step.evaluate(Progress.END);
        step.backward();
        step.computeGradients();
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (ParameterView view : graph.tensors()) {
            gradients.put(view.name(), new Tensor(view.fileShape(), view.getForFile(step.gradients())));
        }
        return gradients;
    }
}
