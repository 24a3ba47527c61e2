package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.elementary.ConversionKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarConversion;
import io.github.vae4j.kernels.internal.elementary.SimdConversion;

/// Bytes to floats, for data sets that are stored as one unsigned byte per value.
///
/// **Errors.** All methods throw [IllegalArgumentException] if an offset or `n` is negative or a range does not fit its
/// array.
public final class Conversion {
    private static final ConversionKernels TWIN = KernelSelection.twin(ScalarConversion::new,
            () -> new SimdConversion());

    private Conversion() {}

    /// `out_i = scale in_i`, with bytes as numbers from 0 to 255. One rounding: for `scale = 1 / 255f` a byte of 255
    /// becomes 1 exactly.
    ///
    /// @param out receives n floats
    /// @param outOffset index of the first
    /// @param in bytes, unsigned
    /// @param inOffset index of the first
    /// @param n number of elements
    /// @param scale a factor
    /// @throws IllegalArgumentException see the class
    public static void toFloat(float[] out, int outOffset, byte[] in, int inOffset, int n, float scale) {
        ranges(out, outOffset, in, inOffset, n);
        TWIN.toFloat(out, outOffset, in, inOffset, n, scale);
    }

    /// `out_i = 1` where `in_i >= threshold`, else 0, with bytes as numbers from 0 to 255.
    ///
    /// @param out receives n floats
    /// @param outOffset index of the first
    /// @param in bytes, unsigned
    /// @param inOffset index of the first
    /// @param n number of elements
    /// @param threshold the smallest byte that becomes 1; 128 is the usual choice for images
    /// @throws IllegalArgumentException see the class
    public static void binarise(float[] out, int outOffset, byte[] in, int inOffset, int n, int threshold) {
        ranges(out, outOffset, in, inOffset, n);
        TWIN.binarise(out, outOffset, in, inOffset, n, threshold);
    }

    private static void ranges(float[] out, int outOffset, byte[] in, int inOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("out", out, outOffset, n);
        MatrixArguments.range("in", in.length, inOffset, n);
    }
}
