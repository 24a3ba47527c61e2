package io.github.vae4j.core;

import io.github.vae4j.kernels.Optimisers;

/// How parameters follow the gradient. The formulas are those of [io.github.vae4j.kernels.Optimisers].
public sealed interface Optimiser {
    /// Adam with the paper's constants 0.9, 0.999, 1e-8 (Kingma and Ba 2015, algorithm 1).
    ///
    /// @param learningRate positive
    /// @return the optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite
    static Optimiser adam(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
    ///
    /// @param learningRate positive
    /// @param weightDecay 0 or more
    /// @return the optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite, or the decay negative or not finite
    static Optimiser adamW(double learningRate, double weightDecay) {
        return new AdamW(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }

    /// Stochastic gradient descent with momentum, see [Sgd].
    ///
    /// @param learningRate positive
    /// @param momentum 0 to below 1
    /// @return the optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite, or the momentum out of range
    static Optimiser sgd(double learningRate, double momentum) {
        return new Sgd(learningRate, momentum);
    }

    /// The base learning rate, before any schedule.
    ///
    /// @return a positive number
    double learningRate();

    /// How many numbers it remembers per parameter.
    ///
    /// @return 1 or 2
    int moments();

    /// Updates a range of the parameters.
    ///
    /// @param parameters the flat parameters
    /// @param gradients the gradient by these parameters
    /// @param gradientOffset index of the first value of the gradient
    /// @param first the first moments or velocities, same layout
    /// @param second the second moments, same layout; ignored if [#moments()] is 1
    /// @param offset first index of the range, in the other arrays
    /// @param n length of the range
    /// @param gradientScale factor of the gradient, from clipping
    /// @param rate learning rate of this step
    /// @param step number of this step, from 1
    void update(float[] parameters, float[] gradients, int gradientOffset, float[] first, float[] second, int offset,
            int n, double gradientScale, double rate, long step);

    /// Adam (Kingma and Ba 2015, algorithm 1).
    ///
    /// @param learningRate positive
    /// @param beta1 decay of the first moment
    /// @param beta2 decay of the second moment
    /// @param epsilon added to the denominator
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimiser {
        /// Checks the values.
        public Adam {
            requireAdam(learningRate, beta1, beta2, epsilon);
        }

        @Override
        public int moments() {
            return 2;
        }

        @Override
        public void update(float[] parameters, float[] gradients, int gradientOffset, float[] first, float[] second,
                int offset, int n, double gradientScale, double rate, long step) {
            Optimisers.adam(parameters, gradients, gradientOffset, first, second, offset, n, gradientScale, rate, beta1,
                    beta2, epsilon,
                    correction(beta1, step), correction(beta2, step));
        }
    }

    /// AdamW (Loshchilov and Hutter 2019, algorithm 2).
    ///
    /// @param learningRate positive
    /// @param beta1 decay of the first moment
    /// @param beta2 decay of the second moment
    /// @param epsilon added to the denominator
    /// @param weightDecay share of a parameter, times the rate, that is taken off in every step
    record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
            implements Optimiser {
        /// Checks the values.
        public AdamW {
            requireAdam(learningRate, beta1, beta2, epsilon);
            require("weightDecay", weightDecay, weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY,
                    "0 or more");
        }

        @Override
        public int moments() {
            return 2;
        }

        @Override
        public void update(float[] parameters, float[] gradients, int gradientOffset, float[] first, float[] second,
                int offset, int n, double gradientScale, double rate, long step) {
            Optimisers.adamW(parameters, gradients, gradientOffset, first, second, offset, n, gradientScale, rate,
                    beta1, beta2,
                    epsilon,
                    correction(beta1, step), correction(beta2, step), weightDecay);
        }
    }

    /// Stochastic gradient descent with momentum: `v = momentum v + g; p = p - rate v`.
    ///
    /// @param learningRate positive
    /// @param momentum 0 to below 1
    record Sgd(double learningRate, double momentum) implements Optimiser {
        /// Checks the values.
        public Sgd {
            requireRate(learningRate);
            require("momentum", momentum, momentum >= 0 && momentum < 1, "from 0 to below 1");
        }

        @Override
        public int moments() {
            return 1;
        }

        @Override
        public void update(float[] parameters, float[] gradients, int gradientOffset, float[] first, float[] second,
                int offset, int n, double gradientScale, double rate, long step) {
            Optimisers.sgd(parameters, gradients, gradientOffset, first, offset, n, gradientScale, rate, momentum);
        }
    }

    // StrictMath: the same bits on every platform, which Math.pow does not promise.
    private static double correction(double beta, long step) {
        return 1 - StrictMath.pow(beta, (double) step);
    }

    private static void requireAdam(double learningRate, double beta1, double beta2, double epsilon) {
        requireRate(learningRate);
        require("beta1", beta1, beta1 >= 0 && beta1 < 1, "from 0 to below 1");
        require("beta2", beta2, beta2 >= 0 && beta2 < 1, "from 0 to below 1");
        require("epsilon", epsilon, epsilon > 0 && epsilon < 1, "between 0 and 1");
    }

    private static void requireRate(double rate) {
        require("learning rate", rate, rate > 0 && rate < Double.POSITIVE_INFINITY, "positive and finite");
    }

    private static void require(String name, double value, boolean valid, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must be " + expected + " but is " + value);
        }
    }
}
