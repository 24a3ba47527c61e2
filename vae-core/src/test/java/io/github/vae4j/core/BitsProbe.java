package io.github.vae4j.core;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.IdxReader;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.graph.Block;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.KernelInfo;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/// Trains for some steps and prints the SHA-256 of the parameters, and which kernels computed them; run in a JVM of its
/// own by [SameBitsTest].
final class BitsProbe {
    private BitsProbe() {}

    /// Arguments: `digits`, `digits-sparse`, `mails`, `mails-dense`, `batches`, `batches-dense`, or the folder of MNIST, steps, threads, and `whole` or `resumed`.
    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        System.out.println(hash(arguments[0], steps, threads, arguments[3].equals("resumed")));
        KernelInfo kernels = Kernels.describe();
        System.out.println(kernels.implementation() + " " + kernels.vectorBits());
    }

    static String hash(String source, int steps, int threads, boolean resumed) throws Exception {
        Dataset data = data(source);
        VaeSpec spec = spec(source, data);
        TrainingConfig config = TrainingConfig.defaults().withBatchSize(50).withThreads(threads).withEpochs(1_000);
        Vae vae = Vae.create(spec, 11);
        Path checkpoint = java.nio.file.Files.createTempFile("bits", ".safetensors");
        try {
            try (Trainer trainer = Trainer.of(vae, config)) {
                train(trainer, data, resumed ? steps / 3 : steps);
                if (!resumed) {
                    return hash(vae);
                }
                trainer.saveCheckpoint(checkpoint);
            }
            try (Trainer trainer = Trainer.resume(checkpoint, threads)) {
                train(trainer, data, steps - steps / 3);
                return hash(trainer.vae());
            }
        } finally {
            java.nio.file.Files.delete(checkpoint);
        }
    }

    private static Dataset data(String source) throws IOException {
        return switch (source) {
            case "digits" -> Datasets.digits().take(1_750);
            case "digits-sparse" -> Datasets.toSparse(Datasets.digits().take(1_750));
            case "mails" -> Datasets.mails().take(500);
            case "mails-dense" -> dense(Datasets.mails().take(500));
            case "batches" -> withBatches(Datasets.mails().take(500));
            case "batches-dense" -> withBatches(dense(Datasets.mails().take(500)));
            default -> IdxReader.read(Path.of(source, "train-images-idx3-ubyte.gz")).take(5_000);
        };
    }

    private static VaeSpec spec(String source, Dataset data) {
        return switch (source) {
            case "digits", "digits-sparse" -> VaeSpec.of(64, 5).withHidden(40, 30);
            case "mails", "mails-dense", "batches", "batches-dense" ->
                    VaeSpec.of(data.features(), 5).withConditions(data.conditions()).withScaling(Scaling.log1p())
                            .withLikelihood(Likelihood.negativeBinomial()).withEncoder(LayerSpec.dense(30))
                            .withDecoder(LayerSpec.dense(30, Activation.IDENTITY), LayerSpec.batchNorm(),
                                    LayerSpec.dropout(0.1));
            default -> VaeSpec.of(784, 10).withHidden(100, 50);
        };
    }

    private static Dataset dense(Dataset sparse) {
        float[] values = new float[sparse.size() * sparse.features()];
        for (int i = 0; i < sparse.size(); i++) {
            sparse.read(i, 0, values, i * sparse.features());
        }
        return Datasets.of(values, sparse.features());
    }

    private static Dataset withBatches(Dataset data) {
        int[] batch = new int[data.size()];
        float[] age = new float[data.size()];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = i % 3;
            age[i] = i % 7 / 7f;
        }
        return data.withConditions(Conditions.of("batch", Labels.of(batch)).and(Conditions.of("age", age)));
    }

    private static void train(Trainer trainer, Dataset data, int steps) {
        int[] left = {steps};
        trainer.addListener(new TrainingListener() {
            @Override
            public void onStep(StepReport report) {
                if (--left[0] == 0) {
                    trainer.requestStop();
                }
            }
        });
        trainer.fit(data);
    }

    /// The parameters layer by layer, weights row-major: the constants do not depend on where a weight lies in memory.
    private static String hash(Vae vae) throws Exception {
        float[] values = vae.parameters();
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Set<Block> blocks = new LinkedHashSet<>(
                ModelGraph.forEvaluation(vae.spec()).tensors().stream().map(ParameterView::block).toList());
        for (Block block : blocks) {
            ParameterView whole = new ParameterView("whole", block.rows(), block.columns(), block, 0);
            for (float value : whole.get(values)) {
                bytes.putFloat(value);
            }
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
