package io.github.vae4j.core.spec;

/// What a term of the objective costs, given its value: times a factor that may follow a schedule, or the distance from a
/// target.
///
/// To add your own, implement this interface in a record; see [Kind] for its text form.
public interface Weight {
    /// The same factor throughout.
    ///
    /// @param factor 0 or more
    /// @return the weight
    /// @throws IllegalArgumentException if `factor` is negative or not finite
    static Weight constant(double factor) {
        return new ConstantWeight(factor);
    }

    /// A factor that rises from 0, linearly from step to step (Bowman et al. 2016).
    ///
    /// @param factor at the end, 0 or more
    /// @param epochs over which it rises, 0 or more; may have a fraction
    /// @return the weight
    /// @throws IllegalArgumentException if a value is negative or not finite
    static Weight linear(double factor, double epochs) {
        return epochs == 0 ? new ConstantWeight(factor) : new LinearWeight(factor, epochs);
    }

    /// A factor that rises from 0 again and again (Fu et al. 2019): in each period linearly over the first part, then it
    /// stays; after the last period it stays for good.
    ///
    /// @param factor at the top, 0 or more
    /// @param period epochs of one period, positive
    /// @param rising part of a period in which it rises, from 0 to 1
    /// @param cycles number of periods, 1 or more
    /// @return the weight
    /// @throws IllegalArgumentException if a value is out of range
    static Weight cyclical(double factor, double period, double rising, int cycles) {
        return new CyclicalWeight(factor, period, rising, cycles);
    }

    /// `factor * abs(value - target)` with a target that rises from 0, linearly from step to step (Burgess et al. 2018,
    /// equation 8).
    ///
    /// @param factor gamma, 0 or more
    /// @param target C at the end, in nats, 0 or more
    /// @param epochs over which it rises, 0 or more
    /// @return the weight
    /// @throws IllegalArgumentException if a value is negative or not finite
    static Weight capacity(double factor, double target, double epochs) {
        return new CapacityWeight(factor, target, epochs);
    }

    /// Reads a weight from its text form, see [Kind]; a number alone is a constant factor.
    ///
    /// @param text for example `4` or `linear:4:30`
    /// @return the weight
    /// @throws IllegalArgumentException if there is no such kind, or an argument is wrong
    static Weight parse(String text) {
        return Kinds.read(Weight.class, text.matches("[-+.0-9].*") ? "constant:" + text : text);
    }

    /// What the term adds to the objective.
    ///
    /// @param value of the term, mean over the samples, in nats
    /// @param at how far training has come
    /// @return nats per sample
    double cost(double value, Progress at);

    /// The derivative of [#cost] by the value.
    ///
    /// @param value of the term
    /// @param at how far training has come
    /// @return a finite number
    double slope(double value, Progress at);

    /// Whether the schedule has come to its end: only then do early stopping and plateaus judge an epoch.
    ///
    /// @param at how far training has come
    /// @return by default `true`
    default boolean isFinal(Progress at) {
        return true;
    }
}
