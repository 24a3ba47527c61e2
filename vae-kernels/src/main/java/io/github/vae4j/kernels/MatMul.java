package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import io.github.vae4j.kernels.internal.matmul.ScalarMatMul;
import io.github.vae4j.kernels.internal.matmul.SimdMatMul;

/// Products of single-precision matrices.
///
/// **Bits.** Each output element is one chain of fused multiply-adds over `k` in rising order, starting from +0, or from
/// the old value of `out` when accumulating. So an element does not depend on the size of the matrix around it, and a
/// product cut into ranges of rows or columns gives the same bits as the whole. Cutting `k` with `accumulate` does, too.
///
/// **Accuracy.** `|computed - exact| <= gamma(k) * sum |a_ip| |b_pj|` with `gamma(k) = k u / (1 - k u)`, `u = 2^-24`, as
/// long as nothing overflows or becomes subnormal (Higham, *Accuracy and Stability of Numerical Algorithms*, ch. 3).
///
/// **Sharing.** To share one product between threads, give each a range of output rows or columns (by offset) and its
/// own scratch. Ranges of columns that begin at multiples of [#PANEL] are the fastest; any range is correct.
///
/// **Errors.** All methods throw [IllegalArgumentException] if a size is negative, if a matrix does not fit its array,
/// if a stride is less than the number of columns, if `scratch` is shorter than [#scratchLength], or if the span of
/// `out` or `scratch` (from first to last element, gaps between rows included) meets that of another argument.
public final class MatMul {
    /// Cut the columns of an output at multiples of this for full speed.
    public static final int PANEL = 32;

    private static final MatMulKernels TWIN = KernelSelection.twin(ScalarMatMul::new, () -> new SimdMatMul());

    private MatMul() {}

    /// The length of scratch memory that one call needs.
    ///
    /// @param k the inner size of the product, 0 or more
    /// @return number of floats; the same for every implementation, and growing with `k` only up to a limit
    /// @throws IllegalArgumentException if `k` is negative
    public static int scratchLength(int k) {
        MatrixArguments.size("k", k);
        return MatMulKernels.scratchLength(k);
    }

    /// `out (m, n) = a (m, k) b (k, n)`, or `+=`.
    ///
    /// @param out the product
    /// @param outOffset index of its first element
    /// @param outStride distance between its rows
    /// @param a left factor, (m, k)
    /// @param aOffset index of its first element
    /// @param aStride distance between its rows
    /// @param b right factor, (k, n)
    /// @param bOffset index of its first element
    /// @param bStride distance between its rows
    /// @param m rows of the output
    /// @param n columns of the output
    /// @param k inner size; if 0 the product is zero
    /// @param accumulate whether to add to `out` (`true`) or overwrite it
    /// @param scratch working memory of at least [#scratchLength] floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void multiply(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        sizes(m, n, k);
        MatrixArguments.matrix("a", a, aOffset, aStride, m, k, "b", k, n);
        MatrixArguments.matrix("b", b, bOffset, bStride, k, n, "a", m, k);
        output("out", out, outOffset, outStride, m, n, k, scratch, "a", a, aOffset,
                MatrixArguments.end(aOffset, aStride, m, k), "b", b, bOffset,
                MatrixArguments.end(bOffset, bStride, k, n));
        TWIN.multiply(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }

    /// `out (m, n) = a (m, k) b (n, k)^T`, or `+=`.
    ///
    /// @param out the product
    /// @param outOffset index of its first element
    /// @param outStride distance between its rows
    /// @param a left factor, (m, k)
    /// @param aOffset index of its first element
    /// @param aStride distance between its rows
    /// @param b right factor, stored transposed: (n, k)
    /// @param bOffset index of its first element
    /// @param bStride distance between its rows
    /// @param m rows of the output
    /// @param n columns of the output
    /// @param k inner size; if 0 the product is zero
    /// @param accumulate whether to add to `out` (`true`) or overwrite it
    /// @param scratch working memory of at least [#scratchLength] floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void multiplyTransB(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        sizes(m, n, k);
        MatrixArguments.matrix("a", a, aOffset, aStride, m, k, "b", n, k);
        MatrixArguments.matrix("b", b, bOffset, bStride, n, k, "a", m, k);
        output("out", out, outOffset, outStride, m, n, k, scratch, "a", a, aOffset,
                MatrixArguments.end(aOffset, aStride, m, k), "b", b, bOffset,
                MatrixArguments.end(bOffset, bStride, n, k));
        TWIN.multiplyTransB(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }

    /// `out (m, n) = a (k, m)^T b (k, n)`, or `+=`.
    ///
    /// @param out the product
    /// @param outOffset index of its first element
    /// @param outStride distance between its rows
    /// @param a left factor, stored transposed: (k, m)
    /// @param aOffset index of its first element
    /// @param aStride distance between its rows
    /// @param b right factor, (k, n)
    /// @param bOffset index of its first element
    /// @param bStride distance between its rows
    /// @param m rows of the output
    /// @param n columns of the output
    /// @param k inner size; if 0 the product is zero
    /// @param accumulate whether to add to `out` (`true`) or overwrite it
    /// @param scratch working memory of at least [#scratchLength] floats, overwritten
    /// @throws IllegalArgumentException see the class
    public static void multiplyTransA(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        sizes(m, n, k);
        MatrixArguments.matrix("a", a, aOffset, aStride, k, m, "b", k, n);
        MatrixArguments.matrix("b", b, bOffset, bStride, k, n, "a", k, m);
        output("out", out, outOffset, outStride, m, n, k, scratch, "a", a, aOffset,
                MatrixArguments.end(aOffset, aStride, k, m), "b", b, bOffset,
                MatrixArguments.end(bOffset, bStride, k, n));
        TWIN.multiplyTransA(out, outOffset, outStride, a, aOffset, aStride, b, bOffset, bStride, m, n, k, accumulate,
                scratch);
    }

    private static void sizes(int m, int n, int k) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("k", k);
    }

    /// Checks an output and the scratch memory, and that neither overlaps a factor.
    static void output(String name, float[] out, int outOffset, int outStride, int m, int n, int k, float[] scratch,
            String aName, float[] a, int aOffset, long aEnd, String bName, float[] b, int bOffset, long bEnd) {
        MatrixArguments.matrix(name, out, outOffset, outStride, m, n, "the product", m, n);
        factorsApart(name, out, outOffset, MatrixArguments.end(outOffset, outStride, m, n), k, scratch, aName, a,
                aOffset, aEnd, bName, b, bOffset, bEnd);
    }

    /// Checks the scratch memory for an inner size of `k`, and that neither it nor the output overlaps a factor.
    static void factorsApart(String name, float[] out, int outOffset, long outEnd, int k, float[] scratch, String aName,
            float[] a, int aOffset, long aEnd, String bName, float[] b, int bOffset, long bEnd) {
        MatrixArguments.disjoint(name, out, outOffset, outEnd, aName, a, aOffset, aEnd);
        MatrixArguments.disjoint(name, out, outOffset, outEnd, bName, b, bOffset, bEnd);
        int needed = MatMulKernels.scratchLength(k);
        if (scratch.length < needed) {
            throw new IllegalArgumentException("scratch must have MatMul.scratchLength(" + k + ") = " + needed
                    + " elements or more but has " + scratch.length);
        }
        MatrixArguments.disjoint("scratch", scratch, 0, needed, name, out, outOffset, outEnd);
        MatrixArguments.disjoint("scratch", scratch, 0, needed, aName, a, aOffset, aEnd);
        MatrixArguments.disjoint("scratch", scratch, 0, needed, bName, b, bOffset, bEnd);
    }
}
