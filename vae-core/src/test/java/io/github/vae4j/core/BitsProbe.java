package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.IdxReader;
import io.github.vae4j.core.graph.Block;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.kernels.KernelInfo;
import io.github.vae4j.kernels.Kernels;
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

    /// Arguments: `digits` or the folder of MNIST, steps, threads, and `whole` or `resumed`.
    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        System.out.println(hash(arguments[0], steps, threads, arguments[3].equals("resumed")));
        KernelInfo kernels = Kernels.describe();
        System.out.println(kernels.implementation() + " " + kernels.vectorBits());
    }

    static String hash(String source, int steps, int threads, boolean resumed) throws Exception {
        boolean digits = source.equals("digits");
        Dataset data = digits ? Datasets.digits().take(1_750)
                : IdxReader.read(Path.of(source, "train-images-idx3-ubyte.gz")).take(5_000);
        VaeSpec spec = digits ? VaeSpec.of(64, 5).withHidden(40, 30) : VaeSpec.of(784, 10).withHidden(100, 50);
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
