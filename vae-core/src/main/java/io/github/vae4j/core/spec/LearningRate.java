package io.github.vae4j.core.spec;

/// How the learning rate changes from epoch to epoch: a factor of the optimiser's base rate.
///
/// To add your own, implement this interface in a record; see [Kind] for its text form.
public interface LearningRate {
    /// The base rate throughout.
    ///
    /// @return the schedule
    static LearningRate constant() {
        return new ConstantRate();
    }

    /// Times `factor` after every `everyEpochs` epochs.
    ///
    /// @param everyEpochs 1 or more
    /// @param factor above 0, at most 1
    /// @return the schedule
    /// @throws IllegalArgumentException if a value is out of range
    static LearningRate step(int everyEpochs, double factor) {
        return new StepRate(everyEpochs, factor);
    }

    /// Half a cosine from 1 in the first epoch down to `finalFactor` in the last (Loshchilov and Hutter 2017,
    /// equation 5, without restarts).
    ///
    /// A run that is resumed to more epochs keeps the cosine of the length that it was begun with, and stays at `finalFactor`
    /// after its end. To go on learning, resume it with another schedule.
    ///
    /// @param finalFactor from 0 to 1
    /// @return the schedule
    /// @throws IllegalArgumentException if `finalFactor` is out of range
    static LearningRate cosine(double finalFactor) {
        return new CosineRate(finalFactor);
    }

    /// Times `factor` whenever the objective has not improved for more than `patience` epochs: on the validation data, or
    /// on the training data without any. Epochs in which a weight of the objective still rises do not count.
    ///
    /// @param patience 0 or more
    /// @param factor above 0, at most 1
    /// @return the schedule
    /// @throws IllegalArgumentException if a value is out of range
    static LearningRate reduceOnPlateau(int patience, double factor) {
        return new PlateauRate(patience, factor);
    }

    /// The factor of an epoch.
    ///
    /// @param epoch from 0
    /// @param epochs planned in total
    /// @param plateaus how often the objective has stopped improving so far, see [#patience()]
    /// @return 0 or more
    double factor(int epoch, int epochs, int plateaus);

    /// After how many epochs without improvement a plateau is counted.
    ///
    /// @return epochs; only schedules that wait for plateaus give less than the largest integer
    default int patience() {
        return Integer.MAX_VALUE;
    }
}
