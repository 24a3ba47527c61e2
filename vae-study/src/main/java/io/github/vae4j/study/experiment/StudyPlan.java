package io.github.vae4j.study.experiment;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.data.Split;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Support;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.TrainingData;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// What a study does before anybody has asked otherwise: which models, how long, on which part of the data.
///
/// @param data the data, in three parts
/// @param main the model whose units are looked at
/// @param plane the model with two units
/// @param training how both are trained
public record StudyPlan(StudyData data, VaeSpec main, VaeSpec plane, TrainingConfig training) {
    private static final int[] SMALL_HIDDEN = {200, 200};
    private static final int SMALL_EPOCHS = 300;
    // Enough of each of ten classes for statistics of a class.
    private static final int DIGITS_TEST = 600;
    private static final int SMALLEST_FOR_ARTICLE = 10_000;
    private static final int LEAST_SAMPLES = 24;
    // Of data without a test part: a third, but of much data no more than a seventh, as MNIST has.
    private static final int TEST_SHARE = 3;
    private static final int LARGE_TEST_SHARE = 7;
    private static final int TEST_OF_SMALL = 2_000;
    private static final int MOST_TEST = 10_000;

    /// The article's plan for large data, a smaller one for less than 10,000 samples: the bundled digits are 1,797
    /// images of 64 pixels, so that 75 epochs would be too few steps and 500 hidden units more than there is to learn. A
    /// third of them is the test set, more than elsewhere, because the statistics are what a study is about.
    ///
    /// Counts, sparse data of whole numbers from 0 on, get a multinomial likelihood, and the logarithm of 1 + x goes into the
    /// encoder. Other data that is not within [0, 1] gets a Gaussian likelihood whose variance is learned.
    ///
    /// @param source of the data
    /// @return the plan
    /// @throws IOException if the data cannot be had
    /// @throws IllegalArgumentException if there is too little of it, or as [DataSource#read]
    public static StudyPlan of(DataSource source) throws IOException {
        TrainingData parts = parts(source);
        Dataset validation = parts.validation();
        Dataset test = parts.test();
        if (validation == null || test == null || test.size() < LEAST_SAMPLES / TEST_SHARE) {
            throw new IllegalArgumentException("a study needs " + LEAST_SAMPLES + " samples or more but "
                    + source.name() + " has " + parts.size());
        }
        boolean small = parts.train().size() + validation.size() < SMALLEST_FOR_ARTICLE;
        VaeSpec main = VaeSpec.of(parts.train().features(), Article.UNITS);
        VaeSpec sized = small ? main.withHidden(SMALL_HIDDEN) : main;
        VaeSpec fitting = all(Support.UNIT, parts.train(), validation, test)
                ? sized
                : isCounts(parts.train(), validation, test)
                        ? sized.withLikelihood(Likelihood.multinomial()).withScaling(Scaling.log1p())
                : sized.withLikelihood(Likelihood.gaussianLearned());
        TrainingConfig training = TrainingConfig.defaults();
        return new StudyPlan(new StudyData(source.name(), parts.train(), validation, test), fitting,
                fitting.withLatent(2), small ? training.withEpochs(SMALL_EPOCHS) : training);
    }

    private static TrainingData parts(DataSource source) throws IOException {
        if (source.name().equals("digits")) {
            Split split = Split.stratified(Datasets.digits(), DIGITS_TEST, 0);
            return TrainingData.inOrder("digits", split.train(), split.test());
        }
        Parts found = source.read();
        if (found.test().isPresent()) {
            // Of MNIST's 60,000 this leaves the article's 55,000.
            return TrainingData.of(source.name(), found);
        }
        Dataset all = found.train();
        int wanted = Math.min(MOST_TEST, Math.max(TEST_OF_SMALL, all.size() / LARGE_TEST_SHARE));
        Split split = TrainingData.split(all, Math.min(wanted, all.size() / TEST_SHARE));
        return found.validation().isPresent()
                ? new TrainingData(source.name(), split.train(), found.validation().get(), split.test())
                : TrainingData.drawn(source.name(), split.train(), split.test());
    }

    /// Dense data of whole numbers may as well be ratings or bytes: they are left to the user.
    private static boolean isCounts(Dataset... parts) {
        return Stream.of(parts).allMatch(SparseDataset.class::isInstance) && all(Support.COUNT, parts);
    }

    private static boolean all(Support support, Dataset... parts) {
        return Stream.of(parts).allMatch(part -> support == Support.UNIT && part.isUnitRange()
                || hasOnly(support, part));
    }

    private static boolean hasOnly(Support support, Dataset data) {
        float[] row = new float[data.features()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, row, 0);
            for (float value : row) {
                if (!support.contains(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The models by the names of their files; the main model must not have two units itself.
    ///
    /// @return the main model first
    public List<Named> models() {
        return List.of(new Named(main.latent() + "d", main), new Named("2d", plane));
    }

    /// A model to train.
    ///
    /// @param name of its files
    /// @param spec its shape
    public record Named(String name, VaeSpec spec) {}

    /// The same with another training.
    ///
    /// @param newTraining how to train
    /// @return a new plan
    public StudyPlan withTraining(TrainingConfig newTraining) {
        return new StudyPlan(data, main, plane, newTraining);
    }

    /// The same with another main model, and the same in two units.
    ///
    /// @param newMain the model whose units are looked at
    /// @return a new plan
    public StudyPlan withModel(VaeSpec newMain) {
        return new StudyPlan(data, newMain, newMain.withLatent(2), training);
    }
}
