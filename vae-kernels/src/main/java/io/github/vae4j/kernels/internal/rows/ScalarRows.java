package io.github.vae4j.kernels.internal.rows;

/// The specification.
public final class ScalarRows implements RowKernels {
    private static final int LANES = 16;

    @Override
    public float sum(float[] x, int xOffset, int n) {
        return sum(0, LANES, x, xOffset, n);
    }

    private static float sum(int lane, int count, float[] x, int xOffset, int n) {
        if (count > 1) {
            int half = count / 2;
            return sum(lane, half, x, xOffset, n) + sum(lane + half, half, x, xOffset, n);
        }
        float sum = 0;
        for (int i = lane; i < n; i += LANES) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
        return dot(0, LANES, x, xOffset, y, yOffset, n);
    }

    private static float dot(int lane, int count, float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (count > 1) {
            int half = count / 2;
            return dot(lane, half, x, xOffset, y, yOffset, n) + dot(lane + half, half, x, xOffset, y, yOffset, n);
        }
        float sum = 0;
        for (int i = lane; i < n; i += LANES) {
            sum = Math.fma(x[xOffset + i], y[yOffset + i], sum);
        }
        return sum;
    }

    @Override
    public float squares(float[] x, int xOffset, int n, float centre) {
        return squares(0, LANES, x, xOffset, n, centre);
    }

    private static float squares(int lane, int count, float[] x, int xOffset, int n, float centre) {
        if (count > 1) {
            int half = count / 2;
            return squares(lane, half, x, xOffset, n, centre) + squares(lane + half, half, x, xOffset, n, centre);
        }
        float sum = 0;
        for (int i = lane; i < n; i += LANES) {
            float difference = x[xOffset + i] - centre;
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    @Override
    public float max(float[] x, int xOffset, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xOffset + i]);
        }
        return max;
    }

    @Override
    public void shiftAndScale(float[] y, int yOffset, float[] x, int xOffset, int n, float shift, float factor) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = (x[xOffset + i] + shift) * factor;
        }
    }

    @Override
    public void add(float[] sum, int sumOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i++) {
            sum[sumOffset + i] += x[xOffset + i];
        }
    }

    @Override
    public void addProducts(float[] sum, int sumOffset, float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            sum[sumOffset + i] = Math.fma(x[xOffset + i], y[yOffset + i], sum[sumOffset + i]);
        }
    }

    @Override
    public void addSquares(float[] sum, int sumOffset, float[] x, int xOffset, float[] centre, int centreOffset,
            int n) {
        for (int i = 0; i < n; i++) {
            float difference = x[xOffset + i] - centre[centreOffset + i];
            sum[sumOffset + i] = Math.fma(difference, difference, sum[sumOffset + i]);
        }
    }

    @Override
    public void multiply(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] *= x[xOffset + i];
        }
    }

    @Override
    public void normalise(float[] y, int yOffset, float[] hat, int hatOffset, float[] x, int xOffset, float[] mean,
            int meanOffset, float[] factor, int factorOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        for (int i = 0; i < n; i++) {
            float h = (x[xOffset + i] - mean[meanOffset + i]) * factor[factorOffset + i];
            hat[hatOffset + i] = h;
            y[yOffset + i] = Math.fma(h, gamma[gammaOffset + i], beta[betaOffset + i]);
        }
    }

    @Override
    public void affine(float[] y, int yOffset, float[] x, int xOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.fma(x[xOffset + i], gamma[gammaOffset + i], beta[betaOffset + i]);
        }
    }

    @Override
    public void backward(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float[] a,
            int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.fma(-hat[hatOffset + i], b[bOffset + i], x[xOffset + i] - a[aOffset + i])
                    * c[cOffset + i];
        }
    }

    @Override
    public void backwardOfRow(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float a,
            float b,
            float c, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.fma(-hat[hatOffset + i], b, x[xOffset + i] - a) * c;
        }
    }
}
