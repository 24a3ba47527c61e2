package io.github.vae4j.kernels.internal.elementary;

/// What [io.github.vae4j.kernels.Conversion] promises; arguments have been checked. Twins give equal bits.
public sealed interface ConversionKernels permits ScalarConversion, SimdConversion {
    /// `out_i = scale in_i`, bytes unsigned.
    void toFloat(float[] out, int outOffset, byte[] in, int inOffset, int n, float scale);

    /// `out_i = in_i >= threshold ? 1 : 0`, bytes unsigned.
    void binarise(float[] out, int outOffset, byte[] in, int inOffset, int n, int threshold);
}
