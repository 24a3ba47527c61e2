package io.github.vae4j.metrics.internal;

/// Bins of equal width between the least and the largest value of a column, as in disentanglement_lib.
public final class Bins {
    /// The number of bins of disentanglement_lib.
    public static final int COUNT = 20;

    private Bins() {}

    /// The bin of every value of one column of (n, d) values. A bin holds its lower edge; the last one its upper edge, too.
    public static int[] of(float[] x, int d, int column) {
        int n = x.length / d;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, x[i * d + column]);
            largest = Math.max(largest, x[i * d + column]);
        }
        int[] bins = new int[n];
        double width = (largest - least) / COUNT;
        for (int i = 0; i < n && width > 0; i++) {
            double value = x[i * d + column];
            int bin = (int) Math.min((value - least) / width, COUNT - 1);
            // The quotient is rounded: the edges decide.
            while (bin > 0 && value < bin * width + least) {
                bin--;
            }
            while (bin < COUNT - 1 && value >= (bin + 1) * width + least) {
                bin++;
            }
            bins[i] = bin;
        }
        return bins;
    }

    /// The mutual information of two columns of numbers from 0 to below their sizes, nats, 0 or more.
    public static double information(int[] a, int aSize, int[] b, int bSize) {
        int n = a.length;
        int[] table = new int[aSize * bSize];
        int[] aCounts = new int[aSize];
        int[] bCounts = new int[bSize];
        for (int i = 0; i < n; i++) {
            table[a[i] * bSize + b[i]]++;
            aCounts[a[i]]++;
            bCounts[b[i]]++;
        }
        double sum = 0;
        for (int i = 0; i < aSize; i++) {
            for (int j = 0; j < bSize; j++) {
                int count = table[i * bSize + j];
                if (count > 0) {
                    double ratio = (double) n * count / ((double) aCounts[i] * bCounts[j]);
                    sum += (double) count / n * StrictMath.log(ratio);
                }
            }
        }
        // Rounding may leave an information of zero slightly negative.
        return Math.max(sum, 0);
    }
}
