package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.internal.matmul.MatMulKernels;

/// Argument checks of the facades that take strided matrices.
public final class MatrixArguments {
    private MatrixArguments() {}

    public static void size(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more but is " + value);
        }
    }

    /// Checks that a (rows, cols) matrix lies within its array. `other` describes the operand it is used with, so that
    /// a message names both shapes.
    public static void matrix(String name, float[] array, int offset, int stride, int rows, int cols, String otherName,
            int otherRows, int otherCols) {
        if (offset >= 0 && stride >= cols && end(offset, stride, rows, cols) <= array.length) {
            return;
        }
        String what = name + " is " + shape(rows, cols) + " and " + otherName + " is " + shape(otherRows, otherCols)
                + ": ";
        if (offset < 0) {
            throw new IllegalArgumentException(what + name + "Offset must be 0 or more but is " + offset);
        }
        if (stride < cols) {
            throw new IllegalArgumentException(
                    what + name + "Stride must be at least its " + cols + " columns but is " + stride);
        }
        throw new IllegalArgumentException(what + "with offset " + offset + " and stride " + stride + " " + name
                + " needs an array of " + end(offset, stride, rows, cols) + " elements but has " + array.length);
    }

    public static void vector(String name, float[] array, int offset, long n) {
        range(name, array.length, offset, n);
    }

    /// Checks that the panels of a weight matrix lie within their array.
    public static void panels(String name, float[] array, int offset, int inputs, int outputs) {
        panels(name, array, offset, panel(inputs), inputs, outputs);
    }

    /// The same for panels that are `step` apart.
    public static void panels(String name, float[] array, int offset, long step, int inputs, int outputs) {
        if (offset < 0) {
            throw new IllegalArgumentException(name + "Offset must be 0 or more but is " + offset);
        }
        if (outputs > MatMulKernels.PANEL && step < panel(inputs)) {
            throw new IllegalArgumentException("panelStride must be at least its " + panel(inputs)
                    + " elements for " + inputs + " inputs but is " + step);
        }
        long end = panelsEnd(offset, step, inputs, outputs);
        if (end > array.length) {
            throw new IllegalArgumentException(name + " is " + shape(inputs, outputs) + " in panels with offset "
                    + offset + ": it needs an array of " + end + " elements but has " + array.length);
        }
    }

    private static long panel(int inputs) {
        return (long) inputs * MatMulKernels.PANEL;
    }

    /// One past the last element of panels that are `step` apart.
    public static long panelsEnd(int offset, long step, int inputs, int outputs) {
        int last = outputs == 0 ? 0 : (outputs - 1) / MatMulKernels.PANEL;
        return offset + last * step + (long) inputs * (outputs - last * MatMulKernels.PANEL);
    }

    /// Checks that `n` elements from `offset` on lie within an array of any type.
    public static void range(String name, int length, int offset, long n) {
        if (offset < 0) {
            throw new IllegalArgumentException(name + "Offset must be 0 or more but is " + offset);
        }
        if (n > 0 && offset + n > length) {
            throw new IllegalArgumentException(name + " is (" + n + ") with offset " + offset
                    + ": it needs an array of " + (offset + n) + " elements but has " + length);
        }
    }

    /// Rejects an output whose span of its array (first to last element) meets the span of another argument. An empty span
    /// meets none.
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    public static void disjoint(String outName, Object out, int outOffset, long outEnd, String name, Object array,
            int offset,
            long end) {
        if (out == array && Math.max(outOffset, offset) < Math.min(outEnd, end)) {
            throw new IllegalArgumentException(outName + " must not overlap " + name + ", but they are elements "
                    + outOffset + " to " + (outEnd - 1) + " and " + offset + " to " + (end - 1) + " of one array");
        }
    }

    /// Rejects two ranges of `n` elements that overlap without being the same.
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    public static void sameOrDisjoint(String outName, float[] out, int outOffset, String name, float[] array,
            int offset,
            long n) {
        if (out == array && outOffset != offset) {
            disjoint(outName, out, outOffset, outOffset + n, name, array, offset, offset + n);
        }
    }

    /// Rejects two matrices of one shape and stride that have an element in common; they may lie side by side in one.
    @SuppressWarnings("ReferenceEquality") // the same array, not equal contents
    public static void columnsApart(String outName, float[] out, int outOffset, String name, float[] array, int offset,
            int stride, int rows, int cols) {
        if (out != array || rows == 0 || cols == 0) {
            return;
        }
        long distance = (long) offset - outOffset;
        long down = Math.floorDiv(distance, (long) stride);
        for (long row = down; row <= down + 1; row++) {
            if (Math.abs(row) < rows && Math.abs(row * stride - distance) < cols) {
                throw new IllegalArgumentException(outName + " must not overlap " + name + ", but their " + cols
                        + " columns start at elements " + outOffset + " and " + offset + " of one array with stride "
                        + stride);
            }
        }
    }

    /// One past the last element of a matrix; its offset if it is empty.
    public static long end(int offset, int stride, int rows, int cols) {
        return rows == 0 || cols == 0 ? offset : offset + (rows - 1L) * stride + cols;
    }

    private static String shape(int rows, int cols) {
        return "(" + rows + ", " + cols + ")";
    }
}
