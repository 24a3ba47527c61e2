package io.github.vae4j.study.cli;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Binarisation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.evaluate.EstimatesFile;
import io.github.vae4j.study.evaluate.Evaluation;
import io.github.vae4j.study.evaluate.EvaluationMethod;
import io.github.vae4j.study.evaluate.EvaluationResults;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures the log-likelihood of a model.
@Command(
        name = "evaluate",
        description = "Measures the negative log-likelihood of data under a model, with its errors: results.json, and"
                + " samples.csv with the value of every sample.")
final class EvaluateCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final List<String> PARTS = List.of("test", "validation", "train", ALL);
    private static final List<String> WAYS = List.of("no", "threshold", "once");
    private static final float THRESHOLD = 0.5f;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();

    @Mixin private final ModelFileOption model = new ModelFileOption();

    @Option(names = "--part", defaultValue = "test",
            description = "test, validation or train as when a model is trained, or all (default: ${DEFAULT-VALUE}).") private String part = "test";

    @Option(names = "--binarise", defaultValue = "no",
            description = "Make 0 and 1 of grey levels: by the threshold 0.5, or once, drawn with the level as probability;"
                    + " no, threshold, once (default: ${DEFAULT-VALUE}).") private String binarise = "no";

    @Option(names = "--method", defaultValue = "importance", completionCandidates = Methods.class,
            description = "How: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") private String method = "importance";

    @Option(names = "--draws", defaultValue = "5000",
            description = "For importance: draws for each sample, 1 to 100000 (default: ${DEFAULT-VALUE}).") private int draws;

    @Option(names = "--repeats", defaultValue = "1",
            description = "For importance: independent estimates, 2 or more for their error (default: ${DEFAULT-VALUE}).") private int repeats;

    @Option(names = "--points", defaultValue = "400",
            description = "For quadrature: points along each unit (default: ${DEFAULT-VALUE}).") private int points;

    @Mixin private final RunOptions output = new RunOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    /// The names of all methods.
    static final class Methods implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EvaluationMethod.values()).map(EvaluationMethod::word).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        requireOneOf("--part", part, PARTS);
        requireOneOf("--binarise", binarise, WAYS);
        EvaluationMethod way;
        ImportanceSampling sampling;
        try {
            way = EvaluationMethod.of(method);
            sampling = new ImportanceSampling(draws, repeats, compute.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        DataSource source = data.source(output.quiet() ? null : spec.commandLine().getErr());
        EvaluationResults results;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(compute.threads())) {
            Evaluation evaluation = new Evaluation(Vae.load(model.path()), samples(source), way, sampling, points);
            folder.prepare(EstimatesFile.NAME);
            folder.begun(RunConfiguration.properties(settings()));
            EstimatesFile partial = new EstimatesFile(folder.working(EstimatesFile.NAME), identity(evaluation),
                    output.resume());
            results = evaluation.run(workers, partial, total -> display.work(way.word(), total));
            folder.writeConfiguration(settings());
            folder.writeJson("results.json", results.json());
            folder.write("samples.csv", results.csv());
            folder.commit();
        }
        PrintWriter out = spec.commandLine().getOut();
        results.lines().forEach(out::println);
        out.flush();
        return 0;
    }

    private void requireOneOf(String option, String value, List<String> words) {
        if (!words.contains(value)) {
            throw new ParameterException(spec.commandLine(),
                    option + " must be one of " + String.join(", ", words) + " but is '" + value + "'");
        }
    }

    private Dataset samples(DataSource source) throws IOException {
        if (part.equals(ALL)) {
            return binarised(source.readInOrder().all());
        }
        TrainingData parts = TrainingData.load(source);
        if (part.equals("test") && parts.test() == null) {
            throw new IllegalArgumentException(
                    "the data " + source.name() + " has no part for test: choose --part all, validation or train");
        }
        return binarised(parts.part(part));
    }

    private Dataset binarised(Dataset samples) {
        return switch (binarise) {
            case "threshold" -> Binarisation.threshold(samples, THRESHOLD);
            case "once" -> Binarisation.sampledOnce(samples, compute.seed());
            default -> samples;
        };
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(data.settings());
        settings.put("model", model.path());
        settings.put("part", part);
        settings.put("binarise", binarise);
        settings.put("method", method);
        settings.put("draws", draws);
        settings.put("repeats", repeats);
        settings.put("points", points);
        settings.put("seed", compute.seed());
        settings.put("threads", compute.threads());
        return settings;
    }

    /// Everything that decides the estimates.
    private String identity(Evaluation evaluation) throws IOException {
        return String.join("\n", LibraryVersion.current(), Sha256.hex(model.path()), evaluation.data().contentHash(),
                evaluation.method().word(), evaluation.sampling().toString());
    }
}
