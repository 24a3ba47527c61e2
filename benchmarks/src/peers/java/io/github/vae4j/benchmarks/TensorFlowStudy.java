package io.github.vae4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/// The study's model as a graph of TensorFlow: gradients from the graph, one fused Adam per parameter, one inter-op
/// thread.
final class TensorFlowStudy implements PeerModel {
    private static final String[] LAYERS = {"encoder.0", "encoder.1", "mean", "logvar", "decoder.0", "decoder.1",
        "output"};
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final double EPSILON = 1e-8;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final List<Op> initialisers = new ArrayList<>();
    private final List<Variable<TFloat32>> parameters = new ArrayList<>();
    private final Placeholder<TFloat32> data = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 784)));
    private final Variable<TFloat32> images;
    private final Placeholder<TInt64> indices = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(-1)));
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> noise;
    private final Operand<TFloat32> rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final Operand<TFloat32> power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final Operand<TFloat32> power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final Operand<TFloat32> epsilon = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    private final Operand<TFloat32> cost;
    private final List<Op> updates = new ArrayList<>();
    private final Op take;
    private final Operand<TFloat32> allMeans;
    private final Operand<TFloat32> allLogvars;
    private TInt64[] batches = new TInt64[0];
    private int steps;

    TensorFlowStudy(StudyParameters start, double learningRate, int threads, int samples) {
        images = tf.variable(Shape.of(samples, StudyModel.FEATURES), TFloat32.class);
        x = tf.gather(images, indices, tf.constant(0));
        for (String layer : LAYERS) {
            variable(start, layer + ".weight");
            variable(start, layer + ".bias");
        }
        take = tf.assign(images, data);
        Operand<TFloat32> hidden = encoder(x);
        Operand<TFloat32> mean = dense(2, hidden);
        Operand<TFloat32> logvar = dense(3, hidden);
        // Its shape must not come from the model: there is no gradient of the noise.
        noise = tf.random.randomStandardNormal(tf.concat(
                List.of(tf.shape(indices), tf.constant(new int[] {StudyModel.LATENT})), tf.constant(0)),
                TFloat32.class);
        Operand<TFloat32> z = tf.math.add(mean,
                tf.math.mul(tf.math.exp(tf.math.mul(logvar, tf.constant(0.5f))), noise));
        Operand<TFloat32> logits = dense(6, tf.math.softplus(dense(5, tf.math.softplus(dense(4, z)))));
        Operand<TFloat32> reconstruction = total(tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, x)));
        Operand<TFloat32> kl = tf.math.mul(tf.constant(0.5f), total(tf.math.sub(
                tf.math.sub(tf.math.add(tf.math.square(mean), tf.math.exp(logvar)), logvar), tf.constant(1f))));
        cost = tf.math.div(tf.math.add(reconstruction, kl), rows);
        adam((float) learningRate);
        Operand<TFloat32> all = encoder(images);
        allMeans = dense(2, all);
        allLogvars = dense(3, all);
        session = new Session(graph, ConfigProto.newBuilder().setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1).build());
        initialisers.forEach(session::run);
    }

    private void variable(StudyParameters start, String name) {
        StudyParameters.Block block = start.block(name);
        float[] values = block.values();
        Shape shape = name.endsWith("bias") ? Shape.of(values.length) : Shape.of(block.rows(), block.columns());
        Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
        initialisers.add(tf.assign(variable, tf.constant(shape, DataBuffers.of(values))));
        parameters.add(variable);
    }

    private Operand<TFloat32> encoder(Operand<TFloat32> samples) {
        return tf.math.softplus(dense(1, tf.math.softplus(dense(0, samples))));
    }

    private Operand<TFloat32> dense(int layer, Operand<TFloat32> input) {
        return tf.nn.biasAdd(tf.linalg.matMul(input, parameters.get(2 * layer)), parameters.get(2 * layer + 1));
    }

    private Operand<TFloat32> total(Operand<TFloat32> matrix) {
        return tf.reduceSum(matrix, tf.constant(new int[] {0, 1}));
    }

    private void adam(float learningRate) {
        Output<?>[] by = parameters.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        Output<?>[] gradients = graph.addGradients(cost.asOutput(), by);
        // All of them first: the gradients of one layer are computed from the weights of another.
        List<Op> computed = new ArrayList<>(List.of(gradients));
        computed.add(cost);
        Ops afterwards = tf.withControlDependencies(computed);
        for (int i = 0; i < by.length; i++) {
            Variable<TFloat32> variable = parameters.get(i);
            Shape shape = variable.shape();
            Variable<TFloat32> first = tf.variable(shape, TFloat32.class);
            Variable<TFloat32> second = tf.variable(shape, TFloat32.class);
            Operand<TFloat32> zeros = tf.zeros(tf.constant(shape), TFloat32.class);
            initialisers.add(tf.assign(first, zeros));
            initialisers.add(tf.assign(second, zeros));
            @SuppressWarnings("unchecked") // the gradient by a float is one
            Operand<TFloat32> gradient = (Output<TFloat32>) gradients[i];
            updates.add(afterwards.train.applyAdam(variable, first, second, power1, power2, tf.constant(learningRate),
                    tf.constant(BETA_1), tf.constant(BETA_2), epsilon, gradient));
        }
    }

    @Override
    public double step(float[] samples, float[] values, int count) {
        try (TFloat32 xs = TFloat32.tensorOf(Shape.of(count, samples.length / count), DataBuffers.of(samples));
                TFloat32 noises = TFloat32.tensorOf(Shape.of(count, values.length / count), DataBuffers.of(values))) {
            return run(session.runner().feed(x, xs).feed(noise, noises), count);
        }
    }

    @Override
    public void load(float[] all, int count, long[][] batchIndices) {
        try (TFloat32 xs = TFloat32.tensorOf(Shape.of(count, all.length / count), DataBuffers.of(all))) {
            session.runner().feed(data, xs).addTarget(take).run().close();
        }
        batches = new TInt64[batchIndices.length];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = TInt64.vectorOf(batchIndices[i]);
        }
    }

    @Override
    public double step(int batch) {
        return run(session.runner().feed(indices, batches[batch]), (int) batches[batch].size());
    }

    private double run(Session.Runner runner, int count) {
        steps++;
        try (TFloat32 n = TFloat32.scalarOf(count);
                TFloat32 p1 = TFloat32.scalarOf((float) Math.pow(BETA_1, steps));
                TFloat32 p2 = TFloat32.scalarOf((float) Math.pow(BETA_2, steps));
                // It is added before the correction of the second moment here, after it in the paper.
                TFloat32 e = TFloat32.scalarOf((float) (EPSILON * Math.sqrt(1 - Math.pow(BETA_2, steps))))) {
            runner.feed(rows, n).feed(power1, p1).feed(power2, p2).feed(epsilon, e).fetch(cost);
            updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    @Override
    public float[] encode(int wanted) {
        try (Result result = session.runner().fetch(allMeans).fetch(allLogvars).run()) {
            TFloat32 mean = (TFloat32) result.get(0);
            TFloat32 logvar = (TFloat32) result.get(1);
            int latent = StudyModel.LATENT;
            float[] codes = new float[wanted * 2 * latent];
            for (int i = 0; i < wanted; i++) {
                for (int j = 0; j < latent; j++) {
                    codes[2 * i * latent + j] = mean.getFloat(i, j);
                    codes[(2 * i + 1) * latent + j] = logvar.getFloat(i, j);
                }
            }
            return codes;
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
