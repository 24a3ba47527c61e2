package io.github.vae4j.kernels.internal.elementary;

/// Coefficients of the elementary functions, shared by both twins.
///
/// The polynomials are weighted minimax fits, rounded to float one coefficient after the other; docs/NUMERICS.md gives
/// formulas, ranges and measured errors.
public final class ElementaryConstants {
    // exp(x) = 2^n (1 + r + r^2 P(r)), n = round(x / ln 2), |r| <= ln(2) / 2
    public static final float LOG2_E = 0x1.715476p0f;
    public static final float LN2_HIGH = 0x1.62e43p-1f;
    public static final float LN2_LOW = -0x1.05c61p-29f;
    // Adding it leaves a rounded integer in the low bits of the mantissa.
    public static final float ROUNDER = 0x1.8p23f;
    // The same with the bias of the exponent field, for 2^n, and with one less, for 2^(n-1).
    public static final float BIASED_ROUNDER = ROUNDER + 127;
    public static final float HALVING_ROUNDER = ROUNDER + 126;
    // log of the largest float, rounded down
    public static final float EXP_MAX = 88.72283f;
    // log of the smallest normal number, rounded up
    public static final float EXP_NORMAL_MIN = -87.33654f;
    public static final float EXPM1_MIN = -30f;
    // Below it exp needs no reduction.
    public static final float TANGENT_SWITCH = 0.3465f;
    public static final float EXP_2 = 0.5f;
    public static final float EXP_3 = 0x1.5554b6p-3f;
    public static final float EXP_4 = 0x1.5555b4p-5f;
    public static final float EXP_5 = 0x1.122432p-7f;
    public static final float EXP_6 = 0x1.6c5c34p-10f;

    // 1 / (1 + exp(-x)) is 1 from here on.
    public static final float SIGMOID_MAX = 18f;

    // tanh(x) = x + x^3 P(x^2) below the switch; 1 from TANH_MAX on
    public static final float TANH_SWITCH = 0.55f;
    public static final float TANH_MAX = 10f;
    public static final float TANH_0 = -0x1.555452p-2f;
    public static final float TANH_1 = 0x1.10cef6p-3f;
    public static final float TANH_2 = -0x1.af7c42p-5f;
    public static final float TANH_3 = 0x1.0d4ceap-6f;

    // exp(x) in double, for x <= 0: the same with P of degree 9
    public static final double DOUBLE_LOG2_E = 0x1.71547652b82fep0;
    // 42 bits, so that its product with n is exact.
    public static final double DOUBLE_LN2_HIGH = 0x1.62e42fefa38p-1;
    public static final double DOUBLE_LN2_LOW = 0x1.ef35793c7673p-45;
    // With the bias of the exponent field.
    public static final double DOUBLE_BIASED_ROUNDER = 0x1.8p52 + 1023;
    public static final double DOUBLE_EXP_NORMAL_MIN = -0x1.6232bdd7abcd2p9;
    public static final double DOUBLE_EXP_2 = 0.5;
    public static final double DOUBLE_EXP_3 = 0x1.5555555555556p-3;
    public static final double DOUBLE_EXP_4 = 0x1.5555555553d4fp-5;
    public static final double DOUBLE_EXP_5 = 0x1.11111111109adp-7;
    public static final double DOUBLE_EXP_6 = 0x1.6c16c17893833p-10;
    public static final double DOUBLE_EXP_7 = 0x1.a01a01a7c8d47p-13;
    public static final double DOUBLE_EXP_8 = 0x1.a019b8ef67c6cp-16;
    public static final double DOUBLE_EXP_9 = 0x1.71de0d9c145dp-19;
    public static final double DOUBLE_EXP_10 = 0x1.2891a8c1d838dp-22;
    public static final double DOUBLE_EXP_11 = 0x1.af38d53857513p-26;

    // log(1 + f) = f - f^2 / 2 + f^3 P(f), sqrt(1/2) <= 1 + f <= sqrt(2)
    public static final int SQRT_HALF_BITS = 0x3f3504f3;
    public static final float SQRT_2_MINUS_1 = 0x1.a8279ap-2f;
    public static final float LOG_3 = 0x1.555548p-2f;
    public static final float LOG_4 = -0x1.000006p-2f;
    public static final float LOG_5 = 0x1.99a478p-3f;
    public static final float LOG_6 = -0x1.555c4ep-3f;
    public static final float LOG_7 = 0x1.233b78p-3f;
    public static final float LOG_8 = -0x1.fc26acp-4f;
    public static final float LOG_9 = 0x1.e6c03ep-4f;
    public static final float LOG_10 = -0x1.de1004p-4f;
    public static final float LOG_11 = 0x1.1484e8p-4f;

    // erf(x) = x + x P(x^2) below the switch, 1 - exp(-G(x)) above; 1 from ERF_MAX on
    public static final float ERF_SWITCH = 0.921875f;
    public static final float ERF_MAX = 3.95f;
    public static final float ERF_0 = 0x1.06eba8p-3f;
    public static final float ERF_1 = -0x1.812740p-2f;
    public static final float ERF_2 = 0x1.ce2d64p-4f;
    public static final float ERF_3 = -0x1.b80112p-6f;
    public static final float ERF_4 = 0x1.54494p-8f;
    public static final float ERF_5 = -0x1.a5fe48p-11f;
    public static final float ERF_6 = 0x1.4f2da2p-14f;
    public static final float ERFC_0 = -0x1.6f643cp-13f;
    public static final float ERFC_1 = 0x1.21280cp0f;
    public static final float ERFC_2 = 0x1.44456cp-1f;
    public static final float ERFC_3 = 0x1.bb894ep-4f;
    public static final float ERFC_4 = -0x1.9b9c34p-6f;
    public static final float ERFC_5 = 0x1.116f1ap-8f;
    public static final float ERFC_6 = -0x1.c7d222p-12f;
    public static final float ERFC_7 = 0x1.624166p-16f;

    // sin(2 pi t) = t S(t^2), cos(2 pi t) = C(t^2), |t| <= 1/8
    public static final float SIN_0 = 0x1.921fb6p2f;
    public static final float SIN_1 = -0x1.4abc84p5f;
    public static final float SIN_2 = 0x1.46db7cp6f;
    public static final float SIN_3 = -0x1.5f0b6cp6f;
    public static final float SIN_4 = 0x1.89p8f;
    public static final float COS_1 = -0x1.3bd3ccp4f;
    public static final float COS_2 = 0x1.03c1bp6f;
    public static final float COS_3 = -0x1.55b2b6p6f;
    public static final float COS_4 = 0x1.d4f7eap5f;

    // 1 / (1 - exp(-l)) - 1 / l = 1/2 + sum of B(k+1) / (k+1)! l^k over odd k
    public static final float CONTINUOUS_1 = 1f / 12;
    public static final float CONTINUOUS_3 = -1f / 720;
    public static final float CONTINUOUS_5 = 1f / 30_240;
    public static final float CONTINUOUS_7 = -1f / 1_209_600;
    public static final float CONTINUOUS_9 = 1f / 47_900_160;

    // slope of the leaky ReLU below 0
    public static final float LEAK = 0.01f;
    public static final float SQRT_HALF = 0x1.6a09e6p-1f;
    // 1 / sqrt(2 pi)
    public static final float NORMAL_DENSITY_AT_0 = 0x1.988454p-2f;
    // log(2 pi) / 2
    public static final float HALF_LOG_2PI = 0x1.d67f1cp-1f;

    private ElementaryConstants() {}
}
