package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.optimisers.OptimiserKernels;
import io.github.vae4j.kernels.internal.optimisers.ScalarOptimisers;
import io.github.vae4j.kernels.internal.optimisers.SimdOptimisers;

/// Parameter updates of gradient descent, each one pass over flat arrays.
///
/// Parameters and moments share one range, `[offset, offset + n)`; the gradient may lie elsewhere, so that a part of it
/// can be used up while it is in cache. To share an update between threads, cut the range anywhere: an element's bits do
/// not depend on the cut.
///
/// **Hyperparameters are doubles** and combined in double precision, then rounded to float once: `1 - 0.999f` in single
/// precision would be 1.3e-5 off, and Adam's second moment with it. So pass `0.999`, not `0.999f`.
///
/// **Subnormal state.** A parameter whose gradient stays zero (the weights of a pixel that is always black) has moments
/// that decay for ever; without care they end as subnormal numbers, which many CPUs process 10 to 100 times slower.
/// Every method therefore stores 0 for a moment below [#TINY] in magnitude. It changes no update that can be seen: a
/// first moment of that size moves a parameter by less than `1e-36 lr / epsilon`.
///
/// **Not a number.** NaN and infinities propagate into the state as IEEE 754 says; nothing is repaired.
///
/// **Errors.** All methods throw [IllegalArgumentException] if `n` or `offset` is negative, if the range does not fit an
/// array, if one array is passed twice, or if a hyperparameter is outside its stated range.
public final class Optimisers {
    /// Moments smaller in magnitude are stored as 0: 2^-120, about 7.5e-37. Far enough above the smallest normal
    /// number, 2^-126, that one more step of decay cannot jump over the gap (for decay rates of 1/64 and more).
    public static final float TINY = OptimiserKernels.TINY;

    private static final OptimiserKernels TWIN = KernelSelection.twin(ScalarOptimisers::new,
            () -> new SimdOptimisers());

    private Optimisers() {}

    /// One step of Adam (Kingma and Ba 2015, algorithm 1), in PyTorch's formulation.
    ///
    /// ```
    /// g' = gradientScale g
    /// m  = m + (1 - beta1) (g' - m)
    /// v  = beta2 v + (1 - beta2) g'^2
    /// p  = p - (lr / biasCorrection1) m / (sqrt(v) / sqrt(biasCorrection2) + epsilon)
    /// ```
    ///
    /// @param p parameters, updated
    /// @param g gradient
    /// @param gOffset index of the first element of the gradient
    /// @param m first moments, updated; zero before the first step
    /// @param v second moments, updated; zero before the first step
    /// @param offset index of the first element in the other arrays
    /// @param n number of elements
    /// @param gradientScale factor of the gradient: 1, or the result of [#clippingScale]
    /// @param lr learning rate, finite
    /// @param beta1 decay rate of the first moments, in [0, 1)
    /// @param beta2 decay rate of the second moments, in [0, 1)
    /// @param epsilon positive; at least 1e-16 for the handling of subnormals to stay invisible
    /// @param biasCorrection1 `1 - beta1^t` at step t = 1, 2, ...; in (0, 1]
    /// @param biasCorrection2 `1 - beta2^t` at step t = 1, 2, ...; in (0, 1]
    /// @throws IllegalArgumentException see the class
    public static void adam(float[] p, float[] g, int gOffset, float[] m, float[] v, int offset, int n,
            double gradientScale, double lr, double beta1, double beta2, double epsilon, double biasCorrection1,
            double biasCorrection2) {
        adamW(p, g, gOffset, m, v, offset, n, gradientScale, lr, beta1, beta2, epsilon, biasCorrection1,
                biasCorrection2, 0);
    }

    /// One step of AdamW: Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), as in PyTorch.
    ///
    /// First `p = (1 - lr weightDecay) p`, then [#adam].
    ///
    /// @param p parameters, updated
    /// @param g gradient
    /// @param gOffset index of the first element of the gradient
    /// @param m first moments, updated; zero before the first step
    /// @param v second moments, updated; zero before the first step
    /// @param offset index of the first element in the other arrays
    /// @param n number of elements
    /// @param gradientScale factor of the gradient: 1, or the result of [#clippingScale]
    /// @param lr learning rate, finite
    /// @param beta1 decay rate of the first moments, in [0, 1)
    /// @param beta2 decay rate of the second moments, in [0, 1)
    /// @param epsilon positive; at least 1e-16 for the handling of subnormals to stay invisible
    /// @param biasCorrection1 `1 - beta1^t` at step t = 1, 2, ...; in (0, 1]
    /// @param biasCorrection2 `1 - beta2^t` at step t = 1, 2, ...; in (0, 1]
    /// @param weightDecay finite, 0 or more
    /// @throws IllegalArgumentException see the class
    public static void adamW(float[] p, float[] g, int gOffset, float[] m, float[] v, int offset, int n,
            double gradientScale, double lr, double beta1, double beta2, double epsilon, double biasCorrection1,
            double biasCorrection2,
            double weightDecay) {
        range(n, offset, p, g, gOffset, "m", m);
        MatrixArguments.vector("v", v, offset, n);
        distinct("v", v, "p", p);
        distinct("v", v, "g", g);
        distinct("v", v, "m", m);
        require(Double.isFinite(lr), "lr", "finite", lr);
        require(beta1 >= 0 && beta1 < 1, "beta1", "in [0, 1)", beta1);
        require(beta2 >= 0 && beta2 < 1, "beta2", "in [0, 1)", beta2);
        require((float) epsilon > 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon", "positive and finite", epsilon);
        require(biasCorrection1 > 0 && biasCorrection1 <= 1, "biasCorrection1", "in (0, 1]", biasCorrection1);
        require(biasCorrection2 > 0 && biasCorrection2 <= 1, "biasCorrection2", "in (0, 1]", biasCorrection2);
        require(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "weightDecay", "finite and 0 or more",
                weightDecay);
        TWIN.adam(p, g, gOffset, m, v, offset, n, (float) gradientScale, (float) (1 - lr * weightDecay),
                (float) (lr / biasCorrection1), (float) (1 - beta1), (float) beta2, (float) (1 - beta2),
                (float) (1 / Math.sqrt(biasCorrection2)), (float) epsilon);
    }

    /// One step of stochastic gradient descent with momentum (Polyak 1964), in PyTorch's formulation.
    ///
    /// ```
    /// velocity = momentum velocity + gradientScale g
    /// p        = p - lr velocity
    /// ```
    ///
    /// @param p parameters, updated
    /// @param g gradient
    /// @param gOffset index of the first element of the gradient
    /// @param velocity running sum of gradients, updated; zero before the first step
    /// @param offset index of the first element in the other arrays
    /// @param n number of elements
    /// @param gradientScale factor of the gradient: 1, or the result of [#clippingScale]
    /// @param lr learning rate, finite
    /// @param momentum in [0, 1)
    /// @throws IllegalArgumentException see the class
    public static void sgd(float[] p, float[] g, int gOffset, float[] velocity, int offset, int n,
            double gradientScale, double lr, double momentum) {
        range(n, offset, p, g, gOffset, "velocity", velocity);
        require(Double.isFinite(lr), "lr", "finite", lr);
        require(momentum >= 0 && momentum < 1, "momentum", "in [0, 1)", momentum);
        TWIN.sgd(p, g, gOffset, velocity, offset, n, (float) gradientScale, (float) lr, (float) momentum);
    }

    /// The squared Euclidean norm, accumulated in double; see [Statistics] for the order of the sum.
    ///
    /// Cannot overflow for finite elements. A NaN or infinite element makes the result NaN or infinite: a cheap test
    /// for a gradient gone wrong.
    ///
    /// @param g a gradient
    /// @param offset index of the first element
    /// @param n number of elements
    /// @return the sum of squares of `g[offset .. offset + n)`, 0 if `n` is 0
    /// @throws IllegalArgumentException if the range is negative or does not fit the array
    public static double squaredNorm(float[] g, int offset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("g", g, offset, n);
        return Statistics.dot(g, offset, g, offset, n);
    }

    /// The factor that clips a gradient to a maximal norm, in PyTorch's formulation:
    /// `min(1, maxNorm / (norm + 1e-6))`.
    ///
    /// @param squaredNorm the gradient's squared Euclidean norm
    /// @param maxNorm the largest norm let through, positive
    /// @return the `gradientScale` to pass to an update; NaN if the norm is NaN, 0 if it is infinite (and 0 times an
    ///     infinite gradient is NaN)
    /// @throws IllegalArgumentException if `maxNorm` is not positive or `squaredNorm` is negative
    public static double clippingScale(double squaredNorm, double maxNorm) {
        require(maxNorm > 0, "maxNorm", "positive", maxNorm);
        require(!(squaredNorm < 0), "squaredNorm", "0 or more", squaredNorm);
        return Math.min(1, maxNorm / (Math.sqrt(squaredNorm) + 1e-6));
    }

    private static void range(int n, int offset, float[] p, float[] g, int gOffset, String stateName, float[] state) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("p", p, offset, n);
        MatrixArguments.vector("g", g, gOffset, n);
        MatrixArguments.vector(stateName, state, offset, n);
        distinct("g", g, "p", p);
        distinct(stateName, state, "p", p);
        distinct(stateName, state, "g", g);
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    private static void distinct(String name, float[] a, String otherName, float[] b) {
        if (a == b) {
            throw new IllegalArgumentException(name + " and " + otherName + " must be different arrays");
        }
    }

    private static void require(boolean condition, String name, String expected, double value) {
        if (!condition) {
            throw new IllegalArgumentException(name + " must be " + expected + " but is " + value);
        }
    }
}
