package io.github.vae4j.study.cli;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.counts.PlantedUsers;
import io.github.vae4j.study.counts.Recommendation;
import io.github.vae4j.study.counts.RecommendationResults;
import io.github.vae4j.study.counts.UserSplit;
import io.github.vae4j.study.experiment.StoppedException;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.sections.RecommendationReport;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Recommendations for users that no model was trained on, beside popularity and EASE.
@Command(
        name = "recommend",
        description = "Recommends items: trains a VAE on users by items (unless given --model; the network of Liang et al."
                + " 2018: 600-200-600, tanh, dropout 0.5 on the input, multinomial likelihood, l2, KL weight rising to 0.2),"
                + " and measures it beside popularity and EASE on users that were held out.")
final class RecommendCommand implements Callable<Integer> {
    private static final int HIDDEN = 600;
    private static final int UNITS = 200;
    private static final int EPOCHS = 200;
    private static final int BATCH = 500;
    private static final int PATIENCE = 10;
    private static final double KL_WEIGHT = 0.2;
    private static final double WARM_UP = 20;
    private static final double DROPPED = 0.5;
    // The parts belong to the data: a user's seed leaves them as they are.
    private static final int PARTS_SEED = 0;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final RunOptions output = new RunOptions();
    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelSource source = new ModelSource();

    @Option(names = "--test-users",
            description = "Users to test on, and as many for validation (default: a tenth, at most 10,000).") private @Nullable Integer testUsers;

    @Option(names = "--held-out", defaultValue = "0.2",
            description = "Share of the items of a test user that has to be found (default: ${DEFAULT-VALUE}).") private double heldOut;

    @Option(names = "--ease", paramLabel = "LAMBDA", defaultValue = "500",
            description = "Penalty of EASE; 0 leaves EASE out (default: ${DEFAULT-VALUE}).") private double ease;

    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new ParameterException(spec.commandLine(),
                    "--held-out must be above 0 and below 1 but is " + heldOut);
        }
        if (!(ease >= 0 && ease < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(spec.commandLine(), "--ease must be 0 or more and finite but is " + ease);
        }
        Path given = source.file();
        TrainingConfig base = TrainingConfig.defaults().withEpochs(EPOCHS).withBatchSize(BATCH)
                .withEarlyStopping(PATIENCE);
        TrainingConfig config = training.config(
                base.withObjective(base.objective().withKlWeight(Weight.linear(KL_WEIGHT, WARM_UP))), 1, compute);
        data.refuseConditions("items are recommended from choices alone");
        DataSource users = data.isNamed()
                ? data.source(output.quiet() ? null : spec.commandLine().getErr())
                : null;
        String name = users == null ? PlantedUsers.NAME : users.name();
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(compute.threads())) {
            Dataset all = users == null ? PlantedUsers.draw(PARTS_SEED) : users.readInOrder().all();
            int count = testUsers == null ? Math.min(10_000, all.size() / 10) : testUsers;
            UserSplit split = UserSplit.draw(all, count, heldOut, PARTS_SEED);
            if (split.dropped() > 0) {
                display.says(split.dropped() + " items that no training user has chosen are left out");
            }
            Vae vae = given == null ? train(split, count, config, folder, display) : Vae.load(given);
            RecommendationResults results = Recommendation.measure(vae, split, ease, compute.seed(), workers);
            if (given != null) {
                Map<String, String> settings = settings(count);
                settings.put("model", given.toString());
                settings.put("seed", Long.toString(compute.seed()));
                folder.writeConfiguration(settings);
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("schema", Measurements.SCHEMA);
            json.putAll(results.json());
            folder.writeJson("results.json", json);
            Report report = RecommendationReport.of(results, name, given == null ? "trained here" : given.toString());
            ReportFiles.write(report, folder.results());
            Path page = folder.place(ReportFiles.PAGE);
            folder.commit();
            print(results, page);
        } catch (TrainingException | StoppedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private Vae train(UserSplit split, int users, TrainingConfig config, OutputFolder folder, ProgressDisplay display)
            throws IOException {
        VaeSpec base = VaeSpec.of(split.train().width(), UNITS).withActivation(Activation.TANH)
                .withEncoder(LayerSpec.dropout(DROPPED), LayerSpec.dense(HIDDEN)).withDecoder(LayerSpec.dense(HIDDEN))
                .withLikelihood(Likelihood.multinomial()).withScaling(Scaling.l2());
        RunConfiguration wanted = new RunConfiguration(model.spec(base), config);
        return CountTraining.run(wanted, split.trainData(), split.validationData(), settings(users), output, folder,
                display);
    }

    private Map<String, String> settings(int users) {
        Map<String, String> settings = data.settings();
        if (!data.isNamed()) {
            settings.remove("data");
        }
        settings.put("test-users", Integer.toString(users));
        settings.put("held-out", Double.toString(heldOut));
        settings.put("ease", Double.toString(ease));
        return settings;
    }

    private void print(RecommendationResults results, Path page) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-12s %-10s %8s %8s   %s%n", "model", "measure", "mean", "+-", "VAE leads by, 95 %");
        for (RecommendationResults.Score score : results.scores()) {
            out.printf(Locale.ROOT, "%-12s %-10s %8.4f %8.4f   %s%n", score.model(), score.measure(),
                    score.values().mean(), score.values().standardError(),
                    score.model().equals("VAE")
                            ? ""
                            : String.format(Locale.ROOT, "%.4f to %.4f", score.lead().low(), score.lead().high()));
        }
        out.println("report: " + page);
        out.flush();
    }
}
