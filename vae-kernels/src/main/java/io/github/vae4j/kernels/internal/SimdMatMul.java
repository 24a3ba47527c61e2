package io.github.vae4j.kernels.internal;

/// Matrix products with the Vector API.
public final class SimdMatMul implements MatMulKernels {
    private final ScalarMatMul scalar = new ScalarMatMul();

    @Override
    public void multiply(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        scalar.multiply(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }

    @Override
    public void multiplyTransB(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        scalar.multiplyTransB(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }

    @Override
    public void multiplyTransA(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        scalar.multiplyTransA(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }
}
