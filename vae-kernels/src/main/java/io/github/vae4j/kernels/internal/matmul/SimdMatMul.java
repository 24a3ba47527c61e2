package io.github.vae4j.kernels.internal.matmul;

import jdk.incubator.vector.FloatVector;

/// Matrix products with the Vector API.
///
/// `k` is cut into blocks, the columns of `out` into panels of two vectors, the rows into tiles of a height whose
/// accumulators fill the registers. Before a panel is used the columns of `b` it needs are packed side by side into
/// scratch; `a` is read in place. None of this changes the order of additions, so the bits are those of [ScalarMatMul].
/// The scheme is that of Goto and van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008), without
/// packing `a`: rows of a batch are few.
public final class SimdMatMul implements MatMulKernels {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int WIDE = 2 * LANES;

    // Heights of tiles: 24 or 16 accumulators need the 32 registers of AVX-512, narrower vectors may have only 16.
    private static final int TALL = LANES >= 16 ? 12 : 6;
    private static final int MIDDLE = LANES >= 16 ? 8 : 4;

    // With fewer rows than this, packing b costs more than it saves; and so it does if b is a panel already. The last
    // columns of the last rows must be packed: vectors would reach behind the array.
    private static final int MIN_ROWS_TO_PACK = 48;

    @Override
    public void multiply(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride, float[] b,
            int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        product(out, outOffset, outStride, a, aOffset, aStride, 1, b, bOffset, bStride, 1, m, n, k, accumulate,
                scratch);
    }

    @Override
    public void multiplyTransB(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        product(out, outOffset, outStride, a, aOffset, aStride, 1, b, bOffset, 1, bStride, m, n, k, accumulate,
                scratch);
    }

    @Override
    public void multiplyTransA(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, boolean accumulate, float[] scratch) {
        int columns;
        for (int j = 0; j < n; j += columns) {
            columns = Math.min(2 * PANEL, n - j);
            int to = outOffset + j;
            twoPanels(out, to, outStride, to + PANEL, outStride, a, aOffset, aStride, b, bOffset + j, bStride, m,
                    columns, k, accumulate, scratch);
        }
    }

    /// `out (m, n) = a (k, m)^T b (k, n)` in panels of [#PANEL] columns, which are `panelStride` apart.
    static void multiplyTransAIntoPanels(float[] out, int outOffset, int panelStride, float[] a, int aOffset,
            int aStride,
            float[] b, int bOffset, int bStride, int m, int n, int k, float[] scratch) {
        int columns;
        for (int j = 0; j < n; j += columns) {
            columns = Math.min(2 * PANEL, n - j);
            int to = outOffset + j / PANEL * panelStride;
            twoPanels(out, to, Math.min(PANEL, columns), to + panelStride, columns - PANEL, a, aOffset, aStride, b,
                    bOffset + j, bStride, m, columns, k, false, scratch);
        }
    }

    /// `out (m, n) = a (m, k) b[first .. first + n] (n, k)^T`, where `b` (rows, k) lies in panels of [#PANEL] columns.
    static void multiplyTransposedPanels(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aStride,
            float[] b, int bOffset, int rows, int first, int m, int n, int k, float[] scratch) {
        int columns;
        for (int j = 0; j < n; j += columns) {
            int width = width(n - j);
            columns = Math.min(width, n - j);
            int p = 0;
            do {
                int depth = Math.min(MAX_BLOCK, k - p);
                Panels.packTransposedPanels(scratch, width, b, bOffset, rows, k, first + j, columns, p, depth);
                panel(out, outOffset + j, outStride, a, aOffset + p, aStride, 1, scratch, 0, width, width, columns, m,
                        depth, p > 0, scratch);
                p += depth;
            } while (p < k);
        }
    }

    /// Element (i, p) of `a` is at `aOffset + i * aRow + p * aStep`, where one step is 1; element (p, j) of `b` at
    /// `bOffset + p * bStep + j * bColumn`, where `bColumn` is 1 unless `b` is stored transposed.
    private static void product(float[] out, int outOffset, int outStride, float[] a, int aOffset, int aRow, int aStep,
            float[] b, int bOffset, int bStep, int bColumn, int m, int n, int k, boolean accumulate, float[] scratch) {
        int p = 0;
        do {
            int depth = depth(k, p);
            block(out, outOffset, outStride, a, aOffset + p * aStep, aRow, aStep, b, bOffset + p * bStep, bStep,
                    bColumn, m, n, depth, accumulate || p > 0, scratch);
            p += depth;
        } while (p < k);
    }

    /// The length of the block of the inner dimension at `p`: as few blocks as possible, of about one length.
    private static int depth(int k, int p) {
        return Math.min(Math.ceilDiv(k, Math.max(1, Math.ceilDiv(k, MAX_BLOCK))), k - p);
    }

    /// The product with a transposed `a` for up to two panels of columns, of which the second lies at `nextAt`.
    ///
    /// The columns of `a` that a tile reads are far apart in memory. So both panels are packed, and each tile of rows is
    /// computed for the one and then for the other, while its part of `a` is in cache: at 1,024 samples and two threads
    /// that is worth 8 per cent.
    private static void twoPanels(float[] out, int outAt, int outStride, int nextAt, int nextStride, float[] a, int aAt,
            int aStep, float[] b, int bAt, int bStep, int m, int n, int k, boolean accumulate, float[] scratch) {
        int left = Math.min(PANEL, n);
        if (m < MIN_ROWS_TO_PACK || n <= PANEL) {
            product(out, outAt, outStride, a, aAt, 1, aStep, b, bAt, bStep, 1, m, left, k, accumulate, scratch);
            product(out, nextAt, nextStride, a, aAt, 1, aStep, b, bAt + left, bStep, 1, m, n - left, k, accumulate,
                    scratch);
            return;
        }
        int p = 0;
        do {
            int depth = depth(k, p);
            for (int j = 0; j < n; j += WIDE) {
                Panels.pack(scratch, j * depth, width(n - j), b, bAt + p * bStep + j, bStep, Math.min(WIDE, n - j),
                        depth);
            }
            boolean load = accumulate || p > 0;
            int rows;
            for (int i = 0; i < m; i += rows) {
                rows = height(m - i, false);
                int from = aAt + p * aStep + i;
                packedTiles(rows, left, out, outAt + i * outStride, outStride, a, from, aStep, 0, depth, load, scratch);
                packedTiles(rows, n - left, out, nextAt + i * nextStride, nextStride, a, from, aStep, left * depth,
                        depth, load, scratch);
            }
            p += depth;
        } while (p < k);
    }

    private static void block(float[] out, int outAt, int outStride, float[] a, int aAt, int aRow, int aStep, float[] b,
            int bAt, int bStep, int bColumn, int m, int n, int depth, boolean load, float[] scratch) {
        int columns;
        for (int j = 0; j < n; j += columns) {
            int width = width(n - j);
            columns = Math.min(width, n - j);
            int from = bAt + j * bColumn;
            boolean endsEarly = from + (depth - 1) * bStep + width > b.length;
            if (bColumn != 1) {
                Panels.packTransposed(scratch, width, b, from, bColumn, columns, depth);
                panel(out, outAt + j, outStride, a, aAt, aRow, aStep, scratch, 0, width, width, columns, m, depth, load,
                        scratch);
            } else if (m >= MIN_ROWS_TO_PACK && bStep > PANEL || columns < width && endsEarly) {
                Panels.pack(scratch, 0, width, b, from, bStep, columns, depth);
                panel(out, outAt + j, outStride, a, aAt, aRow, aStep, scratch, 0, width, width, columns, m, depth, load,
                        scratch);
            } else {
                panel(out, outAt + j, outStride, a, aAt, aRow, aStep, b, from, bStep, width, columns, m, depth, load,
                        scratch);
            }
        }
    }

    /// The vectors that some columns are computed with, in lanes.
    private static int width(int columns) {
        return columns > LANES ? WIDE : LANES;
    }

    /// All rows of one panel of columns.
    private static void panel(float[] out, int outAt, int outStride, float[] a, int aAt, int aRow, int aStep, float[] b,
            int bAt, int bStep, int width, int columns, int m, int depth, boolean load, float[] scratch) {
        int edge = depth * width;
        int rows;
        for (int i = 0; i < m; i += rows) {
            rows = height(m - i, aStep == 1);
            tile(width, columns, rows, out, outAt + i * outStride, outStride, a, aAt + i * aRow, aRow, aStep, b, bAt,
                    bStep, depth, load, scratch, edge);
        }
    }

    /// The tiles of some columns side by side, whose panels lie packed in scratch from `packed` on.
    private static void packedTiles(int rows, int n, float[] out, int outAt, int outStride, float[] a, int aAt,
            int aStep, int packed, int depth, boolean load, float[] scratch) {
        for (int j = 0; j < n; j += WIDE) {
            int width = width(n - j);
            tile(width, Math.min(width, n - j), rows, out, outAt + j, outStride, a, aAt, 1, aStep, scratch,
                    packed + j * depth, width, depth, load, scratch, 2 * PANEL * depth);
        }
    }

    /// One tile. If it has fewer columns than the vectors it is computed with, it goes through scratch at `edge`, behind
    /// what is packed.
    private static void tile(int width, int columns, int rows, float[] out, int outAt, int outStride, float[] a,
            int aAt, int aRow, int aStep, float[] b, int bAt, int bStep, int depth, boolean load, float[] scratch,
            int edge) {
        if (columns == width) {
            tile(width, rows, out, outAt, outStride, a, aAt, aRow, aStep, b, bAt, bStep, depth, load);
            return;
        }
        if (load) {
            Panels.copy(scratch, edge, width, out, outAt, outStride, rows, columns);
        }
        tile(width, rows, scratch, edge, width, a, aAt, aRow, aStep, b, bAt, bStep, depth, load);
        Panels.copy(out, outAt, outStride, scratch, edge, width, rows, columns);
    }

    private static void tile(int width, int rows, float[] out, int outAt, int outStride, float[] a, int aAt, int aRow,
            int aStep, float[] b, int bAt, int bStep, int depth, boolean load) {
        boolean byRows = aStep == 1;
        Tiles.of(rows, width == WIDE, byRows).run(out, outAt, outStride, a, aAt, byRows ? aRow : aStep, b, bAt, bStep,
                depth, load);
    }

    /// The height of the next tile. Two middle ones end better than a tall and a low one: 100 = 7 * 12 + 2 * 8. Where
    /// `a` is read by columns C2 loads its values early, and with 16 registers tall tiles spill: they run at half speed.
    private static int height(int left, boolean byRows) {
        if ((byRows || LANES >= 16) && (left >= TALL + MIDDLE || left >= TALL && left < TALL + 4)) {
            return TALL;
        }
        if (left >= MIDDLE) {
            return MIDDLE;
        }
        return left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }
}
