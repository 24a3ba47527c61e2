package io.github.vae4j.kernels.internal.matmul;

/// The three kinds of product, and how their factors are stored.
enum ProductForm {
    MULTIPLY {
        @Override
        void run(MatMulKernels kernels, float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
                float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
            kernels.multiply(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                    scratch);
        }
    },
    TRANS_A {
        @Override
        void run(MatMulKernels kernels, float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
                float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
            kernels.multiplyTransA(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k,
                    accumulate, scratch);
        }
    },
    TRANS_B {
        @Override
        void run(MatMulKernels kernels, float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
                float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
            kernels.multiplyTransB(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k,
                    accumulate, scratch);
        }
    };

    abstract void run(MatMulKernels kernels, float[] out, int outOffset, int outStride, float[] a, int aOffset,
            int aStride, float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch);

    int aRows(int m, int k) {
        return this == TRANS_A ? k : m;
    }

    int aColumns(int m, int k) {
        return this == TRANS_A ? m : k;
    }

    int bRows(int n, int k) {
        return this == TRANS_B ? n : k;
    }

    int bColumns(int n, int k) {
        return this == TRANS_B ? k : n;
    }

    /// Element (i, p) of the left factor.
    float left(float[] a, int aOffset, int aStride, int i, int p) {
        return this == TRANS_A ? a[aOffset + p * aStride + i] : a[aOffset + i * aStride + p];
    }

    /// Element (p, j) of the right factor.
    float right(float[] b, int bOffset, int bStride, int p, int j) {
        return this == TRANS_B ? b[bOffset + j * bStride + p] : b[bOffset + p * bStride + j];
    }
}
