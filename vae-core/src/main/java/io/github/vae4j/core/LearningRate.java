package io.github.vae4j.core;

/// How the learning rate changes from epoch to epoch: a factor of the optimiser's base rate.
public sealed interface LearningRate {
    /// The base rate throughout.
    ///
    /// @return the schedule
    static LearningRate constant() {
        return new Constant();
    }

    /// Times `factor` after every `everyEpochs` epochs.
    ///
    /// @param everyEpochs 1 or more
    /// @param factor above 0, at most 1
    /// @return the schedule
    /// @throws IllegalArgumentException if a value is out of range
    static LearningRate step(int everyEpochs, double factor) {
        return new Step(everyEpochs, factor);
    }

    /// Half a cosine from 1 in the first epoch down to `finalFactor` in the last (Loshchilov and Hutter 2017,
    /// equation 5, without restarts).
    ///
    /// @param finalFactor from 0 to 1
    /// @return the schedule
    /// @throws IllegalArgumentException if `finalFactor` is out of range
    static LearningRate cosine(double finalFactor) {
        return new Cosine(finalFactor);
    }

    /// Times `factor` whenever the cost has not improved for more than `patience` epochs: the validation cost, or the
    /// training cost without a validation set.
    ///
    /// @param patience 0 or more
    /// @param factor above 0, at most 1
    /// @return the schedule
    /// @throws IllegalArgumentException if a value is out of range
    static LearningRate reduceOnPlateau(int patience, double factor) {
        return new ReduceOnPlateau(patience, factor);
    }

    /// The factor of an epoch.
    ///
    /// @param epoch from 0
    /// @param epochs planned in total
    /// @param plateaus how often the cost has stopped improving so far, see [#patience()]
    /// @return 0 to 1
    double factor(int epoch, int epochs, int plateaus);

    /// After how many epochs without improvement a plateau is counted.
    ///
    /// @return epochs; only schedules that wait for plateaus give less than the largest integer
    default int patience() {
        return Integer.MAX_VALUE;
    }

    /// The base rate throughout.
    record Constant() implements LearningRate {
        @Override
        public double factor(int epoch, int epochs, int plateaus) {
            return 1;
        }
    }

    /// Times `factor` after every `everyEpochs` epochs.
    ///
    /// @param everyEpochs 1 or more
    /// @param factor above 0, at most 1
    record Step(int everyEpochs, double factor) implements LearningRate {
        /// Checks the values.
        public Step {
            if (everyEpochs < 1) {
                throw new IllegalArgumentException("everyEpochs must be 1 or more but is " + everyEpochs);
            }
            requireFactor(factor);
        }

        @Override
        public double factor(int epoch, int epochs, int plateaus) {
            int reductions = epoch / everyEpochs;
            return StrictMath.pow(factor, reductions);
        }
    }

    /// Half a cosine.
    ///
    /// @param finalFactor factor of the last epoch, from 0 to 1
    record Cosine(double finalFactor) implements LearningRate {
        /// Checks the value.
        public Cosine {
            if (!(finalFactor >= 0 && finalFactor <= 1)) {
                throw new IllegalArgumentException("finalFactor must be 0 to 1 but is " + finalFactor);
            }
        }

        @Override
        public double factor(int epoch, int epochs, int plateaus) {
            double done = epochs <= 1 ? 0 : Math.min(1, epoch / (epochs - 1.0));
            return finalFactor + (1 - finalFactor) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done));
        }
    }

    /// Times `factor` at every plateau.
    ///
    /// @param patience epochs without improvement that are tolerated
    /// @param factor above 0, at most 1
    record ReduceOnPlateau(int patience, double factor) implements LearningRate {
        /// Checks the values.
        public ReduceOnPlateau {
            if (patience < 0) {
                throw new IllegalArgumentException("patience must be 0 or more but is " + patience);
            }
            requireFactor(factor);
        }

        @Override
        public double factor(int epoch, int epochs, int plateaus) {
            return StrictMath.pow(factor, plateaus);
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor must be above 0 and at most 1 but is " + factor);
        }
    }
}
