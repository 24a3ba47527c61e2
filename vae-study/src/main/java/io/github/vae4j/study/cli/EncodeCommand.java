package io.github.vae4j.study.cli;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.TrainingData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes the latent means and log variances of a data set, with what is known of its rows.
@Command(
        name = "encode",
        description = "Encodes data with a model, all rows in their order: mean.npy, logvar.npy, labels.npy, and rows.csv"
                + " with the number, the name and the class of every row.")
final class EncodeCommand implements Callable<Integer> {
    private static final List<String> PARTS = List.of("all", "train", "validation", "test");
    private static final String ALL = "all";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();

    @Mixin private final ModelFileOption model = new ModelFileOption();

    @Option(
            names = "--part",
            defaultValue = ALL,
            description = "all, or train, validation or test as when a model is trained (default: all).") private String part = ALL;

    @Mixin private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (!PARTS.contains(part)) {
            throw new ParameterException(spec.commandLine(),
                    "--part must be one of " + String.join(", ", PARTS) + " but is '" + part + "'");
        }
        DataSource source = data.source(output.quiet() ? null : spec.commandLine().getErr());
        Encoding codes;
        try (ProgressDisplay display = output.display(); OutputFolder folder = output.open(display)) {
            Vae vae = Vae.load(model.path());
            Parts samples = part.equals(ALL)
                    ? source.readInOrder()
                    : Parts.of(TrainingData.load(source).part(part));
            Map<String, String> settings = data.settings();
            settings.put("model", model.path().toString());
            settings.put("part", part);
            folder.writeConfiguration(settings);
            codes = vae.encode(samples.all());
            NpyWriter.write(folder.file("mean.npy"), codes.mean(), codes.rows(), codes.latent());
            NpyWriter.write(folder.file("logvar.npy"), codes.logvar(), codes.rows(), codes.latent());
            RowFiles.write(samples, folder);
            folder.commit();
        }
        spec.commandLine().getOut()
                .println("encoded " + codes.rows() + " samples, " + codes.latent() + " units, " + output.path());
        return 0;
    }
}
