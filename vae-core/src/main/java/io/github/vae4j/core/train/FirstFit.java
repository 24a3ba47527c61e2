package io.github.vae4j.core.train;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Block;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.graph.SampleRows;
import io.github.vae4j.core.spec.TrainingSamples;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// What a model learns from its training data before the first step: the numbers of its scaling, then those of its prior. Once
/// learned, they stay: they are no longer those of a new model.
///
/// @param parameters of the model, set in place
@SuppressWarnings("ArrayRecordComponent") // the model's own, never compared
public record FirstFit(VaeSpec spec, Graph graph, float[] parameters) {
    /// Lets both learn.
    ///
    /// @param seed decides what is drawn
    public void of(Dataset data, long seed) {
        if (data.size() > 0 && data.features() == spec.features()) {
            fit("scaling", () -> spec.scaling().fit(data));
            fit("prior", () -> spec.prior().fit(encoderSamples(data), seed));
        }
    }

    /// @param owner that the names of its parameters begin with
    private void fit(String owner, Supplier<float[]> learn) {
        List<ParameterView> own = graph.tensors().stream().filter(t -> t.name().startsWith(owner + ".")).toList();
        if (own.isEmpty() || !own.stream().allMatch(this::isNew)) {
            return;
        }
        float[] values = learn.get();
        int length = own.stream().mapToInt(ParameterView::length).sum();
        if (values.length != length && values.length > 0) {
            throw new IllegalArgumentException("the " + owner + " has learned " + values.length
                    + " numbers from the training data, expected " + length);
        }
        int at = 0;
        for (ParameterView view : values.length > 0 ? own : List.<ParameterView>of()) {
            view.put(parameters, Arrays.copyOfRange(values, at, at + view.length()));
            at += view.length();
        }
    }

    private boolean isNew(ParameterView view) {
        if (!(view.block().start() instanceof Block.Start.Values(float mean, float deviation)) || deviation > 0) {
            return false;
        }
        for (float value : view.get(parameters)) {
            if (value != mean) {
                return false;
            }
        }
        return true;
    }

    /// Samples as the encoder has them.
    private TrainingSamples encoderSamples(Dataset data) {
        SampleRows rows = new SampleRows(spec, graph, parameters);
        Dataset suited = rows.suited(data);
        float[] target = new float[data.features()];
        float[] x = new float[graph.x().width()];
        return new TrainingSamples() {
            @Override
            public int size() {
                return data.size();
            }

            @Override
            public int features() {
                return x.length;
            }

            @Override
            public void read(int sample, float[] out, int at) {
                rows.read(suited, sample, 0, x, target, 0);
                System.arraycopy(x, 0, out, at, x.length);
            }
        };
    }
}
