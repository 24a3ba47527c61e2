package io.github.vae4j.kernels.internal.elementary;

/// Coefficients of the logarithm of the gamma function and of its derivative, shared by both twins: weighted minimax fits
/// as those of [ElementaryConstants].
final class GammaConstants {
    // ln 2 in two parts; the product of the first with an exponent is exact.
    static final float LN2_SHORT = 0x1.62e4p-1f;
    static final float LN2_REST = 0x1.7f7d1cp-20f;

    // log(gamma(1 + u)) = u (u - 1) P(u - 3/4), 0 <= u <= 3/2
    static final float LGAMMA_0 = 0x1.ccf152p-2f;
    static final float LGAMMA_1 = -0x1.e96596p-4f;
    static final float LGAMMA_2 = 0x1.6cb648p-5f;
    static final float LGAMMA_3 = -0x1.3823f8p-6f;
    static final float LGAMMA_4 = 0x1.1f82acp-7f;
    static final float LGAMMA_5 = -0x1.1697f0p-8f;
    static final float LGAMMA_6 = 0x1.152682p-9f;
    static final float LGAMMA_7 = -0x1.f809d4p-11f;
    static final float LGAMMA_8 = 0x1.f6a6c4p-12f;
    static final float LGAMMA_9 = -0x1.d44478p-12f;
    static final float LGAMMA_10 = 0x1.00eb6ap-12f;

    // log(gamma(x)) = (x - 1/2) (log(x) - 1) + STIRLING + P(1 / x^2) / x from the switch on
    static final float LGAMMA_SWITCH = 2.5f;
    // (log(2 pi) - 1) / 2
    static final float STIRLING = 0x1.acfe3ap-2f;
    static final float STIRLING_0 = 0x1.55554cp-4f;
    static final float STIRLING_1 = -0x1.6bdd14p-9f;
    static final float STIRLING_2 = 0x1.90a32ap-11f;
    static final float STIRLING_3 = -0x1.8204d6p-12f;

    // digamma(1 + u) = (u - root) P(u - 1/2), 0 <= u < 1
    static final float DIGAMMA_ROOT_HIGH = 0x1.d8b618p-2f;
    static final float DIGAMMA_ROOT_LOW = 0x1.ab5f2p-27f;
    static final float DIGAMMA_0 = 0x1.e6f0ccp-1f;
    static final float DIGAMMA_1 = -0x1.b1cb64p-2f;
    static final float DIGAMMA_2 = 0x1.eca10ep-3f;
    static final float DIGAMMA_3 = -0x1.2fed00p-3f;
    static final float DIGAMMA_4 = 0x1.852922p-4f;
    static final float DIGAMMA_5 = -0x1.fc1cd2p-5f;
    static final float DIGAMMA_6 = 0x1.4ca1b4p-5f;
    static final float DIGAMMA_7 = -0x1.a8f406p-6f;
    static final float DIGAMMA_8 = 0x1.28ea2cp-6f;
    static final float DIGAMMA_9 = -0x1.082904p-6f;
    static final float DIGAMMA_10 = 0x1.34e6f8p-7f;

    // digamma(x) = log(x) - 1 / (2 x) - P(1 / x^2) / x^2 from the switch on
    static final float DIGAMMA_SWITCH = 2f;
    static final float DIGAMMA_FAR_0 = 0x1.555534p-4f;
    static final float DIGAMMA_FAR_1 = -0x1.10dad8p-7f;
    static final float DIGAMMA_FAR_2 = 0x1.f87a22p-9f;
    static final float DIGAMMA_FAR_3 = -0x1.945acep-9f;
    static final float DIGAMMA_FAR_4 = 0x1.fa02eap-10f;

    private GammaConstants() {}
}
