package io.github.vae4j.study.cli;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Decodes draws from the prior.
@Command(name = "sample", description = "Draws samples from a model: samples.npy.")
final class SampleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--model", required = true, description = "Model file (.safetensors).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(names = "--count", defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).") private int count;

    @Option(names = "--seed", defaultValue = "0",
            description = "Of the draws (default: ${DEFAULT-VALUE}).") private long seed;

    @Option(
            names = "--out",
            defaultValue = "vae4j-sample",
            description = "Folder of the results (default: ${DEFAULT-VALUE}).") private Path out = Path
                    .of("vae4j-sample");

    @Option(
            names = ConfigFile.OPTION,
            description = "File with options, .yaml or .properties; the command line goes before.")
    @SuppressWarnings("unused") // read before picocli reads the arguments
    private @Nullable Path config;

    @Option(names = "--force", description = "Replace results that are in the folder.") private boolean force;

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be 1 or more but is " + count);
        }
        Vae vae = Vae.load(model);
        OutputFolder folder = OutputFolder.open(out, force);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", model);
        settings.put("count", count);
        settings.put("seed", seed);
        folder.writeConfiguration(settings);
        NpyWriter.write(folder.file("samples.npy"), vae.sample(count, seed), count, vae.spec().features());
        spec.commandLine().getOut().println("drew " + count + " samples, " + folder.file("samples.npy"));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
