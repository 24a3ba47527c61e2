package io.github.vae4j.study.sections;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.experiment.Environment;
import io.github.vae4j.study.experiment.Study;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.StudyPlan;
import io.github.vae4j.study.experiment.StudyResults;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A study of small drawn images, done in a moment, and its report.
final class SmallStudy {
    private static final int SIDE = 6;
    private static final int TEST = 240;
    private static final int STREAM = 0x5e77;

    private SmallStudy() {}

    /// Runs a study of images of some classes and writes its report.
    ///
    /// @param classNames of the classes, none for data without labels
    static Path report(List<String> classNames, Path folder) throws IOException {
        StudyResults results = run(classNames, folder);
        try (Workers workers = Workers.of(1)) {
            Report report = StudyReport.of(results, workers);
            return ReportFiles.write(report, folder);
        }
    }

    static StudyResults run(List<String> classNames, Path folder) throws IOException {
        Dataset all = images(classNames, 3 * TEST);
        StudyData data = new StudyData("drawn", all.take(TEST), all.range(TEST, 2 * TEST),
                all.range(2 * TEST, 3 * TEST));
        VaeSpec spec = VaeSpec.of(SIDE * SIDE, 5).withHidden(16);
        VaeSpec plane = VaeSpec.of(SIDE * SIDE, 2).withHidden(16);
        StudyPlan plan = new StudyPlan(data, spec, plane, TrainingConfig.defaults().withEpochs(3).withThreads(1));
        Environment environment = new Environment("test", "a JDK", "an OS", "a CPU", "kernels");
        try (OutputFolder out = OutputFolder.open(folder.resolve("study"), OutputFolder.Mode.FORCE, "study",
                said -> {})) {
            return new Study(plan, environment, out, "").run(false, new Study.Watcher() {
                @Override
                public TrainingListener training(StudyPlan.Named model, int epochs) {
                    return new TrainingListener() {};
                }

                @Override
                public void says(String what) {}
            });
        }
    }

    /// One bright spot whose place is the class, and noise.
    private static Dataset images(List<String> classNames, int n) {
        float[] values = new float[n * SIDE * SIDE];
        Philox.uniform(values, 0, values.length, 0, STREAM, 0, 0);
        int[] labels = IntStream.range(0, n).map(i -> i % Math.max(1, classNames.size())).toArray();
        for (int i = 0; i < n; i++) {
            int place = labels[i] * 7 % (SIDE * SIDE);
            for (int j = 0; j < SIDE * SIDE; j++) {
                values[i * SIDE * SIDE + j] = j == place || j == (place + 1) % (SIDE * SIDE)
                        ? 1
                        : values[i * SIDE * SIDE + j] * 0.3f;
            }
        }
        return classNames.isEmpty()
                ? Datasets.ofImages(values, SIDE, SIDE)
                : Datasets.ofImages(values, SIDE, SIDE, Labels.of(labels, classNames));
    }
}
