package io.github.vae4j.study.cli;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes the latent means, log variances and labels of a data set.
@Command(name = "encode", description = "Encodes data with a model: mean.npy, logvar.npy and labels.npy.")
final class EncodeCommand implements Callable<Integer> {
    private static final List<String> PARTS = List.of("train", "validation", "test");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();

    @Option(names = "--model", required = true, description = "Model file (.safetensors).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(
            names = "--part",
            description = "train, validation or test (default: test, or train where the data has no test part).") private String part = "";

    @Mixin private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (!part.isEmpty() && !PARTS.contains(part)) {
            throw new ParameterException(spec.commandLine(),
                    "--part must be one of " + String.join(", ", PARTS) + " but is '" + part + "'");
        }
        DataSource source = data.source(output.quiet() ? null : spec.commandLine().getErr());
        Encoding codes;
        try (ProgressDisplay display = output.display(); OutputFolder folder = output.open(display)) {
            Vae vae = Vae.load(model);
            TrainingData parts = TrainingData.load(source);
            String chosen = !part.isEmpty() ? part : parts.test() == null ? "train" : "test";
            Dataset samples = parts.part(chosen);
            Map<String, String> settings = data.settings();
            settings.put("model", model.toString());
            settings.put("part", chosen);
            folder.writeConfiguration(settings);
            codes = vae.encode(samples);
            NpyWriter.write(folder.file("mean.npy"), codes.mean(), codes.rows(), codes.latent());
            NpyWriter.write(folder.file("logvar.npy"), codes.logvar(), codes.rows(), codes.latent());
            if (samples.hasLabels()) {
                int[] labels = new int[samples.size()];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = samples.label(i);
                }
                NpyWriter.write(folder.file("labels.npy"), labels, labels.length);
            }
            folder.commit();
        }
        spec.commandLine().getOut()
                .println("encoded " + codes.rows() + " samples, " + codes.latent() + " units, " + output.path());
        return 0;
    }
}
