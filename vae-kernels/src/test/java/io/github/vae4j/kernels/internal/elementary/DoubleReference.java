package io.github.vae4j.kernels.internal.elementary;

import io.github.vae4j.kernels.Activation;

/// The functions of the kernels in double precision, by other ways than the kernels': references for their errors.
///
/// The relative error is at most a few times 2^-53 (2^-45 for the lower tail of `normalCdf`), so a millionth of the
/// ULP of a float. Built on StrictMath, whose bits are the same on every machine.
public final class DoubleReference {
    private DoubleReference() {}

    /// 1 / (1 + exp(-x)).
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1 + e);
    }

    /// log(1 + exp(x)).
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /// The error function by the series of Abramowitz and Stegun 7.1.6, all of whose terms have one sign.
    public static double erf(double x) {
        double a = Math.abs(x);
        if (!(a < 6)) {
            return Double.isNaN(x) ? x : Math.copySign(1, x);
        }
        double term = a;
        double sum = a;
        for (int n = 1; term > sum * 0x1p-60; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return Math.copySign(2 / Math.sqrt(Math.PI) * StrictMath.exp(-a * a) * sum, x);
    }

    /// The distribution function of the standard normal distribution; its tail by the continued fraction of Laplace.
    public static double normalCdf(double x) {
        if (x > -3) {
            return 0.5 + 0.5 * erf(x * Math.sqrt(0.5));
        }
        double fraction = -x;
        for (int n = 150; n > 0; n--) {
            fraction = -x + n / fraction;
        }
        return normalDensity(x) / fraction;
    }

    /// The density of the standard normal distribution.
    public static double normalDensity(double x) {
        return StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /// sin(2 pi u).
    public static double sinTurn(double u) {
        double quarters = Math.rint(4 * u);
        double angle = 2 * Math.PI * (u - quarters / 4);
        return switch ((int) quarters & 3) {
            case 0 -> StrictMath.sin(angle);
            case 1 -> StrictMath.cos(angle);
            case 2 -> -StrictMath.sin(angle);
            default -> -StrictMath.cos(angle);
        };
    }

    /// cos(2 pi u).
    public static double cosTurn(double u) {
        return sinTurn(u + 0.25);
    }

    /// exp(x) - 1 - x.
    public static double expMinusTangent(double x) {
        if (Math.abs(x) > 0.5) {
            return StrictMath.expm1(x) - x;
        }
        double term = x * x / 2;
        double sum = term;
        for (int n = 3; Math.abs(term) > Math.abs(sum) * 0x1p-60; n++) {
            term *= x / n;
            sum += term;
        }
        return sum;
    }

    /// zeta(n) - 1, for n from 2 to 61.
    private static final double[] ZETA_MINUS_1 = zetaMinus1();

    private static double[] zetaMinus1() {
        double[] zeta = new double[62];
        for (int n = 2; n < zeta.length; n++) {
            // Euler and Maclaurin's formula behind the first 30 terms, small ones first.
            double power = StrictMath.pow(30, -n);
            double sum = power * (30.0 / (n - 1) - 0.5 + n / (12 * 30.0) - n * (n + 1.0) * (n + 2) / (720 * 27_000.0));
            for (int k = 30; k > 1; k--) {
                sum += StrictMath.pow(k, -n);
            }
            zeta[n] = sum;
        }
        return zeta;
    }

    private static final double EULER = 0.5772156649015329;

    /// log(gamma(x)) for x > 0: around 2 by Taylor's series (Abramowitz and Stegun 6.1.33), elsewhere by the recurrence and
    /// the series of Stirling; NaN below 0.
    public static double lgamma(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x < 0 || Double.isNaN(x) ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        if (x < 0.75) {
            return lgamma(x + 1) - StrictMath.log(x);
        }
        if (x < 1.5) {
            return aroundTwo(x - 1) - StrictMath.log1p(x - 1);
        }
        if (x < 2.5) {
            return aroundTwo(x - 2);
        }
        if (x < 12) {
            double product = 1;
            double y = x;
            while (y >= 2.5) {
                y--;
                product *= y;
            }
            return aroundTwo(y - 2) + StrictMath.log(product);
        }
        double q = 1 / (x * x);
        double series = (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q * (1.0 / 1188
                - q * (691.0 / 360_360 - q / 156)))))) / x;
        return (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }

    /// log(gamma(2 + t)) for |t| <= 1/2.
    private static double aroundTwo(double t) {
        double sum = 0;
        for (int n = ZETA_MINUS_1.length - 1; n > 1; n--) {
            sum = t * (sum + ((n & 1) == 0 ? 1 : -1) * ZETA_MINUS_1[n] / n);
        }
        return t * (sum + (1 - EULER));
    }

    /// The derivative of log(gamma(x)) for x > 0; NaN below 0.
    public static double digamma(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        double root = 1.4616321449683622;
        if (Math.abs(x - root) < 1e-3) {
            // Taylor's series around the root, whose last bits are apart.
            double h = x - root - 9.549995429965697e-17;
            return h * (0.9676722454476212
                    - h * (0.4427631689835921 - h * (0.258499760955651 - h * 0.1639427054424065)));
        }
        if (x < 1.5) {
            return digamma(x + 1) - 1 / x;
        }
        if (x < 2.5) {
            double t = x - 2;
            double sum = 0;
            for (int n = ZETA_MINUS_1.length - 1; n > 1; n--) {
                sum = t * (sum + ((n & 1) == 0 ? 1 : -1) * ZETA_MINUS_1[n]);
            }
            return sum + (1 - EULER);
        }
        if (x < 12) {
            return digamma(x - 1) + 1 / (x - 1);
        }
        double q = 1 / (x * x);
        double series = q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132
                - q * (691.0 / 32_760 - q / 12))))));
        return StrictMath.log(x) - 0.5 / x - series;
    }

    /// An activation.
    public static double activation(Activation f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> x < 0 ? 0 : x;
            case LEAKY_RELU -> x < 0 ? 0.01 * x : x;
            case ELU -> x < 0 ? StrictMath.expm1(x) : x;
            case SILU -> x * sigmoid(x);
            case GELU -> x * normalCdf(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> softplus(x);
        };
    }

    /// The derivative of an activation; where there is none, that from the left.
    public static double derivative(Activation f, double x) {
        return switch (f) {
            case IDENTITY -> 1;
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : 0.01;
            case ELU -> x > 0 ? 1 : StrictMath.exp(x);
            case SILU -> sigmoid(x) * (1 + x * sigmoid(-x));
            case GELU -> normalCdf(x) + x * normalDensity(x);
            case TANH -> 4 * sigmoid(2 * x) * sigmoid(-2 * x);
            case SIGMOID -> sigmoid(x) * sigmoid(-x);
            case SOFTPLUS -> sigmoid(x);
        };
    }

    /// log((exp(l) - 1) / l), the log partition function of the continuous Bernoulli distribution.
    public static double continuousPartition(double l) {
        double a = Math.abs(l);
        double ratio = a == 0 ? 1 : -StrictMath.expm1(-a) / a;
        return Math.max(l, 0) + StrictMath.log(ratio);
    }

    /// 1 / (1 - exp(-l)) - 1 / l; near 0 by its Taylor series, whose next term is below 2^-60.
    public static double continuousMean(double l) {
        if (Math.abs(l) < 0.05) {
            double s = l * l;
            return 0.5 + l * (1 / 12.0 - s * (1 / 720.0 - s * (1 / 30_240.0 - s * (1 / 1_209_600.0))));
        }
        return -1 / StrictMath.expm1(-l) - 1 / l;
    }
}
