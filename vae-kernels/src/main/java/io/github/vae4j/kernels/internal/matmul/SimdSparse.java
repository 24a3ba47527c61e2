package io.github.vae4j.kernels.internal.matmul;

import static jdk.incubator.vector.VectorOperators.NE;

import io.github.vae4j.kernels.internal.Specialised;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [SparseKernels] with the Vector API: eight vectors of outputs at a time stay in registers while the entries of a row
/// pass, or of a column.
public final class SimdSparse implements SparseKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int MAX_VECTORS = 8;
    private static final int MAX_OUTPUTS = MAX_VECTORS * LANES;
    // 512 KiB, half of the smallest second-level cache of servers.
    private static final int CACHED_WEIGHTS = 1 << 17;
    // Below it a weight is not read again before it has left the cache anyway.
    private static final int LEAST_USES = 4;

    // Indexed by the number of vectors in whole panels, then by that of the narrower panel, 0 where it is masked, 1 more
    // otherwise.
    private static final SparseTile[][] TILES = tiles();

    private static SparseTile[][] tiles() {
        SparseTile[][] tiles = new SparseTile[MAX_VECTORS + 1][];
        int perPanel = MatMulKernels.PANEL / LANES;
        for (int whole = 0; whole <= MAX_VECTORS; whole += perPanel) {
            int most = Math.min(perPanel, MAX_VECTORS - whole);
            tiles[whole] = new SparseTile[most + 2];
            for (int partial = 0; partial <= most; partial++) {
                if (whole + partial > 0) {
                    tiles[whole][partial + 1] = tile(new SparseTile.Shape(whole + partial, partial, false));
                }
            }
            if (most > 0) {
                tiles[whole][0] = tile(new SparseTile.Shape(whole + 1, 1, true));
            }
        }
        return tiles;
    }

    private static SparseTile tile(SparseTile.Shape shape) {
        return Specialised.make(MethodHandles.lookup(), SparseTile.class, "SparseTileTemplate", shape);
    }

    /// The tile of some outputs, at most [#MAX_OUTPUTS], of which the last `width` lie in a narrower panel.
    private static SparseTile tile(int outputs, int width) {
        int partial = width == 0 ? 1 : width < LANES ? 0 : Math.ceilDiv(width, LANES) + 1;
        return TILES[(outputs - width) / LANES][partial];
    }

    @Override
    public void product(float[] y, int yOffset, int yStride, int[] rowStart, int rowStartOffset, int[] column,
            float[] value, float[] w, int wOffset, float[] bias, int biasOffset, int m, int n, int k) {
        int outputs;
        for (int j = 0; j < n; j += outputs) {
            outputs = Math.min(MAX_OUTPUTS, n - j);
            int width = outputs % MatMulKernels.PANEL;
            int inputs = inputs(rowStart[rowStartOffset + m] - rowStart[rowStartOffset], k, outputs);
            int limit;
            int first = 0;
            do {
                limit = Math.min(k - first, inputs) + first;
                tile(outputs, width).product(y, yOffset + j, yStride, rowStart, rowStartOffset, column, value, first,
                        limit, w, wOffset + j * k, MatMulKernels.PANEL * k, width, bias, biasOffset + j, m);
                first = limit;
            } while (first < k);
        }
    }

    /// How many inputs are taken at a time: all of them, unless their weights do not fit the second-level cache and are
    /// used often enough.
    private static int inputs(int entries, int k, int outputs) {
        return entries / LEAST_USES < k ? k : CACHED_WEIGHTS / outputs;
    }

    @Override
    public void weightProduct(float[] dw, int dwOffset, int panelStride, int[] columnStart, int columnStartOffset,
            int[] row, float[] value, float[] dy, int dyOffset, int dyStride, int n, int k) {
        int outputs;
        for (int j = 0; j < n; j += outputs) {
            outputs = Math.min(MAX_OUTPUTS, n - j);
            int width = outputs % MatMulKernels.PANEL;
            tile(outputs, width).weightProduct(dw, dwOffset + j / MatMulKernels.PANEL * panelStride, panelStride, width,
                    columnStart, columnStartOffset, row, value, dy, dyOffset + j, dyStride, k);
        }
    }

    @Override
    public int count(float[] x, int xOffset, int n) {
        int whole = SPECIES.loopBound(n);
        int found = 0;
        for (int i = 0; i < whole; i += LANES) {
            found += FloatVector.fromArray(SPECIES, x, xOffset + i).compare(NE, 0f).trueCount();
        }
        for (int i = whole; i < n; i++) {
            found += x[xOffset + i] != 0 ? 1 : 0;
        }
        return found;
    }

    @Override
    public void fill(int[] column, float[] value, int at, float[] x, int xOffset, int n) {
        int whole = SPECIES.loopBound(n);
        int next = at;
        for (int i = 0; i < whole; i += LANES) {
            long lanes = FloatVector.fromArray(SPECIES, x, xOffset + i).compare(NE, 0f).toLong();
            while (lanes != 0) {
                int c = i + Long.numberOfTrailingZeros(lanes);
                column[next] = c;
                value[next] = x[xOffset + c];
                next++;
                lanes &= lanes - 1;
            }
        }
        ScalarSparse.fill(column, value, next, x, xOffset, whole, n);
    }
}
