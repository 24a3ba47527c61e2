package io.github.vae4j.metrics.factors;

/// The support vector machine of one unit with squared hinge: w and b of least
/// `(w^2 + b^2) / 2 + sum_i c_i max(0, 1 - y_i (w x_i + b))^2`, y = 1 for one class and -1 for the rest. This is what
/// liblinear minimises (Fan et al. 2008), with an intercept that is penalised as the weight is.
///
/// The cost is quadratic as long as the same samples lie inside the margin. A Newton step goes to the least cost of such a
/// piece; where that lies in the piece itself, it is the solution, exact to rounding.
final class SquaredHinge {
    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 50;
    private static final double SUFFICIENT = 1e-4;

    private final double[] x;
    private final int[] classes;
    private final int positive;
    private final double positiveC;
    private final double negativeC;

    private double weight;
    private double intercept;
    private double cost;
    // Sums of c, c x, c x^2, c y and c x y over the samples inside the margin.
    private double c;
    private double cx;
    private double cxx;
    private double cy;
    private double cxy;

    /// @param x one value a sample
    /// @param classes the class of every sample
    /// @param positive the class with y = 1
    /// @param positiveC c of its samples
    /// @param negativeC c of all others
    SquaredHinge(double[] x, int[] classes, int positive, double positiveC, double negativeC) {
        this.x = x;
        this.classes = classes;
        this.positive = positive;
        this.positiveC = positiveC;
        this.negativeC = negativeC;
        evaluate();
        int steps = 0;
        while (steps < MAX_STEPS && step()) {
            steps++;
        }
    }

    /// Positive for the one class, negative for the rest.
    double decide(double value) {
        return weight * value + intercept;
    }

    /// Goes towards the least cost of the piece; whether that made the cost less.
    private boolean step() {
        double a = 1 + 2 * cxx;
        double b = 2 * cx;
        double d = 1 + 2 * c;
        double determinant = a * d - b * b;
        double towardsWeight = 2 * (cxy * d - cy * b) / determinant - weight;
        double towardsIntercept = 2 * (cy * a - cxy * b) / determinant - intercept;
        double slope = towardsWeight * (a * weight + b * intercept - 2 * cxy)
                + towardsIntercept * (b * weight + d * intercept - 2 * cy);
        double fromWeight = weight;
        double fromIntercept = intercept;
        double before = cost;
        double length = 1;
        for (int halvings = 0; halvings < MAX_HALVINGS && slope < 0; halvings++) {
            weight = fromWeight + length * towardsWeight;
            intercept = fromIntercept + length * towardsIntercept;
            evaluate();
            if (cost < before && cost <= before + SUFFICIENT * length * slope) {
                return true;
            }
            length /= 2;
        }
        weight = fromWeight;
        intercept = fromIntercept;
        return false;
    }

    private void evaluate() {
        c = 0;
        cx = 0;
        cxx = 0;
        cy = 0;
        cxy = 0;
        cost = (weight * weight + intercept * intercept) / 2;
        for (int i = 0; i < x.length; i++) {
            boolean inside = classes[i] == positive;
            double y = inside ? 1 : -1;
            double missing = 1 - y * (weight * x[i] + intercept);
            if (missing > 0) {
                double own = inside ? positiveC : negativeC;
                cost += own * missing * missing;
                c += own;
                cx += own * x[i];
                cxx += own * x[i] * x[i];
                cy += own * y;
                cxy += own * y * x[i];
            }
        }
    }
}
