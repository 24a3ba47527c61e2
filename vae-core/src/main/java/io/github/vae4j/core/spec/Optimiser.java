package io.github.vae4j.core.spec;

/// How parameters follow the gradient.
///
/// To add your own, implement this interface in a record; see [Kind] for its text form. The learning rate is a setting of its
/// own and no part of the text form: whoever reads it sets the rate with [#withLearningRate].
public interface Optimiser {
    /// Adam with the paper's constants 0.9, 0.999, 1e-8 (Kingma and Ba 2015, algorithm 1).
    ///
    /// @param learningRate positive
    /// @return the optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite
    static Optimiser adam(double learningRate) {
        return new Adam(learningRate, Adam.BETA1, Adam.BETA2, Adam.EPSILON);
    }

    /// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
    ///
    /// @param learningRate positive
    /// @param weightDecay 0 or more
    /// @return the optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite, or the decay negative or not finite
    static Optimiser adamW(double learningRate, double weightDecay) {
        return new AdamW(learningRate, Adam.BETA1, Adam.BETA2, Adam.EPSILON, weightDecay);
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

    /// The same with another base learning rate.
    ///
    /// @param rate positive
    /// @return a new optimiser
    /// @throws IllegalArgumentException if the rate is not positive and finite
    Optimiser withLearningRate(double rate);

    /// How many numbers it remembers per parameter.
    ///
    /// @return 0 or more
    int states();

    /// The value that a state starts with.
    ///
    /// @param index of the state, from 0
    /// @return by default 0
    default float stateStart(int index) {
        return 0;
    }

    /// Whether it must see a whole weight matrix or bias at once, as rules do that look at norms; else ranges of them come
    /// as they are computed, while they are in cache.
    ///
    /// @return by default `false`
    default boolean needsWholeBlocks() {
        return false;
    }

    /// Updates a range of the parameters. Called for several ranges at once by several threads.
    ///
    /// @param range where everything is
    void update(ParameterRange range);
}
