package io.github.vae4j.metrics;

/// Products of numbers that lie in lines of lanes, one lane a row of the data, summed over the lanes.
final class LaneSums {
    /// Numbers of a line.
    static final int LANES = 64;

    private static final int TILE = 4;

    private LaneSums() {}

    /// The number of lines that [#add] needs for `lines`.
    static int padded(int lines) {
        return (lines + TILE - 1) / TILE * TILE;
    }

    /// `sum_kj += sum over the first lanes of left_k right_j`. All numbers of lines are multiples of 4.
    static void add(double[] sum, double[] left, int leftLines, double[] right, int rightLines, int lanes) {
        for (int k = 0; k < leftLines; k += 2) {
            for (int j = 0; j < rightLines; j += TILE) {
                tile(sum, k * rightLines + j, rightLines, left, k * LANES, right, j * LANES, lanes);
            }
        }
    }

    /// 2 x 4 sums at a time stay in registers, and do not wait for each other.
    private static void tile(double[] sum, int offset, int stride, double[] left, int l, double[] right, int r,
            int lanes) {
        double sum00 = 0;
        double sum01 = 0;
        double sum02 = 0;
        double sum03 = 0;
        double sum10 = 0;
        double sum11 = 0;
        double sum12 = 0;
        double sum13 = 0;
        for (int i = 0; i < lanes; i++) {
            double left0 = left[l + i];
            double left1 = left[l + LANES + i];
            double right0 = right[r + i];
            double right1 = right[r + LANES + i];
            double right2 = right[r + 2 * LANES + i];
            double right3 = right[r + 3 * LANES + i];
            sum00 = Math.fma(left0, right0, sum00);
            sum01 = Math.fma(left0, right1, sum01);
            sum02 = Math.fma(left0, right2, sum02);
            sum03 = Math.fma(left0, right3, sum03);
            sum10 = Math.fma(left1, right0, sum10);
            sum11 = Math.fma(left1, right1, sum11);
            sum12 = Math.fma(left1, right2, sum12);
            sum13 = Math.fma(left1, right3, sum13);
        }
        sum[offset] += sum00;
        sum[offset + 1] += sum01;
        sum[offset + 2] += sum02;
        sum[offset + 3] += sum03;
        sum[offset + stride] += sum10;
        sum[offset + stride + 1] += sum11;
        sum[offset + stride + 2] += sum12;
        sum[offset + stride + 3] += sum13;
    }
}
