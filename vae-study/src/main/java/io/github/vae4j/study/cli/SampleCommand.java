package io.github.vae4j.study.cli;

import io.github.vae4j.core.Evaluator;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.run.MemoryNeed;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private final ModelFileOption model = new ModelFileOption();

    @Option(names = "--count", defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).") private int count;

    @Option(
            names = "--given",
            split = ",",
            paramLabel = "NAME=VALUE",
            description = "Of a conditional model: the conditions of all samples, as batch=a.") private Map<String,
                    String> given = new LinkedHashMap<>();

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    private Conditions conditions(VaeSpec model) {
        Conditions all = null;
        for (Map.Entry<String, String> each : given.entrySet()) {
            boolean isNumber = model.conditions().stream()
                    .anyMatch(c -> c.isNumber() && c.name().equals(each.getKey()));
            Conditions one = isNumber
                    ? Conditions.of(each.getKey(), number(each.getKey(), each.getValue()))
                    : Conditions.of(each.getKey(), Labels.ofNames(List.of(each.getValue())));
            all = all == null ? one : all.and(one);
        }
        return all == null ? Conditions.none() : all;
    }

    private float number(String name, String value) {
        try {
            return Float.parseFloat(value);
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(),
                    "--given " + name + " must be a number but is '" + value + "'", e);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be 1 or more but is " + count);
        }
        int threads = compute.threads();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", model.path());
        settings.put("count", count);
        settings.put("seed", compute.seed());
        if (!given.isEmpty()) {
            settings.put("given", given.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining(",")));
        }
        Path samples;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(threads)) {
            Vae vae = Vae.load(model.path());
            MemoryNeed.ofFloats(count, vae.spec().features(),
                    String.format(Locale.ROOT, "drawing %,d samples of %,d values", count, vae.spec().features()))
                    .require();
            Evaluator evaluator = given.isEmpty() ? vae.on(workers) : vae.on(workers).given(conditions(vae.spec()));
            float[] drawn = evaluator.sample(count, compute.seed());
            folder.writeConfiguration(settings);
            NpyWriter.write(folder.file("samples.npy"), drawn, count, vae.spec().features());
            folder.commit();
            samples = folder.place("samples.npy");
        }
        spec.commandLine().getOut().println("drew " + count + " samples, " + samples);
        return 0;
    }
}
