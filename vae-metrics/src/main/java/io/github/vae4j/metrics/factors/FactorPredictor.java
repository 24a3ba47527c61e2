package io.github.vae4j.metrics.factors;

/// What predicts the factors from all units, for [Dci]: what it is decides what importance and error are.
public sealed interface FactorPredictor {
    /// What the error is.
    ///
    /// @return a few words
    String error();

    /// Gradient-boosted trees (Friedman 2001), one classifier a factor, for factors of any kind. The importance of a unit is
    /// the share that its splits have in the fall of the squared error, so that those for a factor add up to 1; the error
    /// is the share of samples whose value is not the one predicted.
    ///
    /// @param stages rounds of boosting, 1 or more
    /// @param learningRate above 0, at most 1
    /// @param depth of a tree, 1 to 12
    /// @param leastLeaf samples of a leaf, 1 or more
    /// @param seed of the order of the units, which decides between splits that are equal
    record Trees(int stages, double learningRate, int depth, int leastLeaf, long seed) implements FactorPredictor {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Trees {
            if (stages < 1 || !(learningRate > 0 && learningRate <= 1) || depth < 1 || depth > 12 || leastLeaf < 1) {
                throw new IllegalArgumentException(
                        "expected stages >= 1, learningRate above 0 and at most 1, depth 1 to 12, "
                                + "leastLeaf >= 1 but got " + stages + ", " + learningRate + ", " + depth + ", "
                                + leastLeaf);
            }
        }

        /// The settings of scikit-learn and disentanglement_lib: 100 stages, rate 0.1, depth 3, leaves of 1.
        ///
        /// @param seed of the order of the units
        /// @return the trees
        public static Trees of(long seed) {
            return new Trees(100, 0.1, 3, 1, seed);
        }

        @Override
        public String error() {
            return "share of wrong values";
        }
    }

    /// A random forest (Breiman 2001), one classifier a factor, for factors of any kind, as in the paper on DCI. The
    /// importance of a unit is its mean share in the fall of the Gini impurity, so that those for a factor add up to 1; the
    /// error is the share of samples whose value is not the one predicted.
    ///
    /// @param trees number of trees, 1 or more
    /// @param depth of a tree at most, 1 or more
    /// @param seed of resamples and units
    record Forest(int trees, int depth, long seed) implements FactorPredictor {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Forest {
            if (trees < 1 || depth < 1) {
                throw new IllegalArgumentException("trees and depth must be 1 or more but are " + trees + " and "
                        + depth);
            }
        }

        /// 100 trees without a limit of the depth.
        ///
        /// @param seed of resamples and units
        /// @return the forest
        public static Forest of(long seed) {
            return new Forest(100, 1_000, seed);
        }

        @Override
        public String error() {
            return "share of wrong values";
        }
    }

    /// The Lasso as [LassoOfNumbers], with the penalty of each factor chosen by cross-validation: of the penalties on a
    /// logarithmic scale from the least that makes all weights 0 down to a thousandth of it, that of least mean squared
    /// error on the folds, which are stretches of the samples, as scikit-learn's `LassoCV` has them.
    ///
    /// @param folds 2 or more
    /// @param penalties how many to try, 2 or more
    record LassoCrossValidated(int folds, int penalties) implements FactorPredictor {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public LassoCrossValidated {
            if (folds < 2 || penalties < 2) {
                throw new IllegalArgumentException("folds and penalties must be 2 or more but are " + folds + " and "
                        + penalties);
            }
        }

        /// 5 folds, 100 penalties.
        ///
        /// @return the predictor
        public static LassoCrossValidated defaults() {
            return new LassoCrossValidated(5, 100);
        }

        @Override
        public String error() {
            return "error relative to guessing the mean";
        }
    }

    /// The Lasso with the number of the value as target, for factors whose values are in order. Units and target are
    /// standardised. Importance is the magnitude of a weight; the error is the root of the mean squared error, as a multiple
    /// of that of always guessing the training mean: 0 is perfect, 1 no better than a guess, NaN if the tested values are
    /// all the training mean.
    ///
    /// @param alpha the penalty, 0 or more; at 1 and above all weights are 0
    record LassoOfNumbers(double alpha) implements FactorPredictor {
        /// Checks the penalty.
        ///
        /// @throws IllegalArgumentException if it is negative or not finite
        public LassoOfNumbers {
            checkAlpha(alpha);
        }

        @Override
        public String error() {
            return "error relative to guessing the mean";
        }
    }

    /// The Lasso with one target for each value that a factor has, 1 for the samples that have it and 0 for others, for
    /// factors whose values are in no order. Units are standardised, targets centred, and the penalty is `alpha` times a
    /// target's deviation. Importance is the sum of the magnitudes of a unit's weights over the targets; the error is the
    /// share of samples whose value does not have the largest prediction.
    ///
    /// @param alpha the penalty, 0 or more; at 1 and above all weights are 0
    record LassoOfValues(double alpha) implements FactorPredictor {
        /// Checks the penalty.
        ///
        /// @throws IllegalArgumentException if it is negative or not finite
        public LassoOfValues {
            checkAlpha(alpha);
        }

        @Override
        public String error() {
            return "share of wrong values";
        }
    }

    private static void checkAlpha(double alpha) {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha must be 0 or more and finite but is " + alpha);
        }
    }
}
