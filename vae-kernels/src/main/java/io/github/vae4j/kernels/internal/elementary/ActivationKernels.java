package io.github.vae4j.kernels.internal.elementary;

import io.github.vae4j.kernels.Activation;

/// What [io.github.vae4j.kernels.Activations] computes; arguments have been checked.
public sealed interface ActivationKernels permits ScalarActivations, SimdActivations {
    /// y = f(x) for `rows` rows of `cols` values that lie `stride` apart.
    void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols);

    /// dx = dy f'(saved) for `rows` rows of `cols` values that lie `stride` apart.
    void backward(Activation f, float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved, int savedOffset,
            int stride, int rows, int cols);
}
