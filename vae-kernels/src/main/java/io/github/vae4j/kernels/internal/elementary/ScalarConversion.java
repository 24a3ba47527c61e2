package io.github.vae4j.kernels.internal.elementary;

/// The specification.
public final class ScalarConversion implements ConversionKernels {
    @Override
    public void toFloat(float[] out, int outOffset, byte[] in, int inOffset, int n, float scale) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = Byte.toUnsignedInt(in[inOffset + i]) * scale;
        }
    }

    @Override
    public void binarise(float[] out, int outOffset, byte[] in, int inOffset, int n, int threshold) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = Byte.toUnsignedInt(in[inOffset + i]) >= threshold ? 1f : 0f;
        }
    }
}
