package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.counts.TopicResults;
import io.github.vae4j.study.counts.TopicStudy;
import io.github.vae4j.study.experiment.StoppedException;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.StudyPlan;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.report.PlainText;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.sections.TopicsReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Topics of texts: top words of each unit, perplexity, coherence, diversity, a linear probe.
@Command(
        name = "topics",
        description = "Topics of texts given as counts of words: trains a model (unless given --model: one layer of 200, a"
                + " linear decoder, 20 units, multinomial likelihood, log1p, early stopping), and measures its topics; writes"
                + " results.json, tables and a report.")
final class TopicsCommand implements Callable<Integer> {
    private static final int HIDDEN = 200;
    private static final int UNITS = 20;
    private static final int EPOCHS = 200;
    private static final int PATIENCE = 10;
    private static final String MAILS = "mails";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final RunOptions output = new RunOptions();
    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelSource source = new ModelSource();

    @Option(names = "--words", defaultValue = "10",
            description = "Words for each topic (default: ${DEFAULT-VALUE}).") private int words;

    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        Path given = source.file();
        TrainingConfig config = training.config(
                TrainingConfig.defaults().withEpochs(EPOCHS).withEarlyStopping(PATIENCE), 1, compute);
        data.refuseConditions("topics are decoded from codes that belong to no text");
        DataSource texts = data.source(MAILS, output.quiet() ? null : spec.commandLine().getErr());
        TopicResults results;
        Path page;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(compute.threads())) {
            StudyData documents = StudyPlan.of(texts).data();
            Vae vae = given == null ? train(documents, config, folder, display) : Vae.load(given);
            results = TopicStudy.measure(vae, documents, words, compute.seed(), workers);
            if (given != null) {
                folder.writeConfiguration(settings(given));
            }
            folder.writeJson("results.json", json(results));
            Report report = TopicsReport.of(results, documents, given == null ? "trained here" : given.toString());
            ReportFiles.write(report, folder.results());
            page = folder.place(ReportFiles.PAGE);
            folder.commit();
            print(results);
            KeyFigures.print(spec.commandLine().getOut(), report, page);
        } catch (TrainingException | StoppedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private Vae train(StudyData documents, TrainingConfig config, OutputFolder folder, ProgressDisplay display)
            throws IOException {
        VaeSpec base = VaeSpec.of(documents.train().features(), UNITS).withEncoder(LayerSpec.dense(HIDDEN))
                .withDecoder().withLikelihood(Likelihood.multinomial()).withScaling(Scaling.log1p());
        RunConfiguration wanted = new RunConfiguration(model.spec(base), config);
        TopicStudy.requireFit(wanted.spec(), documents, words);
        Map<String, String> others = data.settings(MAILS);
        others.put("words", Integer.toString(words));
        return CountTraining.run(wanted, documents.train(), documents.validation(), others, output, folder, display);
    }

    private Map<String, Object> settings(Path given) {
        Map<String, Object> settings = new LinkedHashMap<>(data.settings(MAILS));
        settings.put("model", given);
        settings.put("words", words);
        settings.put("seed", compute.seed());
        settings.put("threads", compute.threads());
        return settings;
    }

    private static Map<String, @Nullable Object> json(TopicResults results) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", Measurements.SCHEMA);
        json.putAll(results.json());
        return json;
    }

    private void print(TopicResults results) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-6s %6s  %s%n", "unit", "NPMI", "words");
        for (TopicResults.Topic topic : results.topics()) {
            out.printf(Locale.ROOT, "%-6s %6.3f  %s%n", topic.name(), topic.npmi(),
                    PlainText.escaped(String.join(" ", topic.words())));
        }
    }
}
