package io.github.vae4j.study.experiment;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import java.util.List;

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

    /// The article's plan for large data, a smaller one for the bundled digits: they are 1,797
    /// images of 64 pixels, so that 75 epochs would be too few steps and 500 hidden units more than there is to learn. A
    /// third of them is the test set, more than elsewhere, because the statistics are what a study is about.
    ///
    /// @param name of a data set, see [Datasets#names()]
    /// @param store where to look for it
    /// @return the plan
    /// @throws IOException if the data cannot be had
    public static StudyPlan of(String name, DataStore store) throws IOException {
        Split split = name.equals("digits")
                ? Split.stratified(Datasets.digits(), DIGITS_TEST, 0)
                : Datasets.named(name, store);
        Dataset train = split.train();
        boolean small = train.size() < SMALLEST_FOR_ARTICLE;
        // Of MNIST's 60,000 this leaves the article's 55,000.
        int kept = train.size() - train.size() / 12;
        StudyData data = new StudyData(name, train.take(kept), train.range(kept, train.size()), split.test());
        VaeSpec main = VaeSpec.of(train.features(), Article.UNITS);
        VaeSpec plane = VaeSpec.of(train.features(), 2);
        TrainingConfig training = TrainingConfig.defaults();
        return small
                ? new StudyPlan(data, main.withHidden(SMALL_HIDDEN), plane.withHidden(SMALL_HIDDEN),
                        training.withEpochs(SMALL_EPOCHS))
                : new StudyPlan(data, main, plane, training);
    }

    /// The models by the names of their files.
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
}
