package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.*;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.NEG;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of a vector of floats: the same operations as [ScalarElementary], lane by lane.
///
/// The methods are small so that C2 inlines them; a vector that crosses a call is boxed, and everything is a hundred
/// times slower.
final class SimdElementary {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    /// Lanes of the hardware.
    static final int LANES = FLOATS.length();

    private static final int SIGN = 0x80000000;

    private SimdElementary() {}

    static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    static FloatVector exp(FloatVector x) {
        FloatVector c = x.blend(EXP_MAX, x.compare(GT, EXP_MAX));
        c = c.blend(EXP_MIN, c.compare(LT, EXP_MIN));
        FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
        FloatVector n = t.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_HIGH), c);
        r = n.fma(all(-LN2_LOW), r);
        return scale(expm1Reduced(r).add(1f), t.reinterpretAsInts().sub(ROUNDER_BITS));
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        return expm1SecondOrder(r).fma(r.mul(r), r);
    }

    private static FloatVector expm1SecondOrder(FloatVector r) {
        FloatVector p = r.fma(all(EXP_7), all(EXP_6));
        p = p.fma(r, all(EXP_5));
        p = p.fma(r, all(EXP_4));
        p = p.fma(r, all(EXP_3));
        return p.fma(r, all(EXP_2));
    }

    private static FloatVector scale(FloatVector m, IntVector n) {
        IntVector half = n.lanewise(ASHR, 1);
        return m.mul(power(half)).mul(power(n.sub(half)));
    }

    /// 2^n as the bits of a float.
    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector c = x.blend(EXP_MAX, x.compare(GT, EXP_MAX));
        c = c.blend(EXPM1_MIN, c.compare(LT, EXPM1_MIN));
        FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
        FloatVector n = t.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_HIGH), c);
        r = n.fma(all(-LN2_LOW), r);
        FloatVector half = power(t.reinterpretAsInts().sub(ROUNDER_BITS + 1));
        return half.fma(expm1Reduced(r), half.sub(0.5f)).mul(2f);
    }

    static FloatVector expMinusTangent(FloatVector x) {
        FloatVector near = expm1SecondOrder(x).mul(x.mul(x));
        return expm1(x).sub(x).blend(near, x.lanewise(ABS).compare(LT, TANGENT_SWITCH));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
        FloatVector scaled = x.blend(x.mul(0x1p23f), subnormal);
        IntVector shifted = scaled.reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector exponent = shifted.lanewise(ASHR, 23);
        exponent = exponent.blend(exponent.sub(23), subnormal.cast(INTS));
        FloatVector y = logOf(mantissa(shifted).sub(1f), floats(exponent));
        y = y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
        return all(Float.NaN).blend(y, x.compare(GE, 0f));
    }

    private static FloatVector mantissa(IntVector shifted) {
        return shifted.lanewise(AND, 0x007fffff).add(SQRT_HALF_BITS).reinterpretAsFloats();
    }

    private static FloatVector floats(IntVector n) {
        return (FloatVector) n.convertShape(I2F, FLOATS, 0);
    }

    private static FloatVector logOf(FloatVector f, FloatVector e) {
        FloatVector p = f.fma(all(LOG_11), all(LOG_10));
        p = p.fma(f, all(LOG_9));
        p = p.fma(f, all(LOG_8));
        p = p.fma(f, all(LOG_7));
        p = p.fma(f, all(LOG_6));
        p = p.fma(f, all(LOG_5));
        p = p.fma(f, all(LOG_4));
        p = p.fma(f, all(LOG_3));
        FloatVector s = f.mul(f);
        FloatVector y = p.mul(f).fma(s, s.mul(-0.5f));
        y = e.fma(all(LN2_LOW), y);
        return e.fma(all(LN2_HIGH), f.add(y));
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        FloatVector rest = x.sub(u.sub(1f));
        IntVector shifted = u.reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector e = shifted.lanewise(ASHR, 23);
        FloatVector inversePower = power(e.min(126).neg());
        FloatVector y = logOf(rest.fma(inversePower, mantissa(shifted).sub(1f)), floats(e));
        y = y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, -1f));
        y = y.blend(x, x.compare(EQ, 0f));
        return all(Float.NaN).blend(y, x.compare(GE, -1f));
    }

    private static FloatVector log1pUnit(FloatVector x) {
        VectorMask<Float> above = x.compare(GT, SQRT_2_MINUS_1);
        FloatVector f = x.blend(x.fma(all(0.5f), all(-0.5f)), above);
        return logOf(f, all(0f).blend(1f, above));
    }

    static FloatVector sigmoid(FloatVector x) {
        return sigmoid(x, expOfMinusAbs(x));
    }

    /// The sigmoid of x, given exp(-|x|).
    static FloatVector sigmoid(FloatVector x, FloatVector e) {
        FloatVector d = e.add(1f);
        return divide(all(1f).blend(e, x.compare(LT, 0f)), d, e.sub(d.sub(1f)));
    }

    /// exp(-|x|), which sigmoid and softplus share.
    static FloatVector expOfMinusAbs(FloatVector x) {
        return exp(x.lanewise(ABS).lanewise(NEG));
    }

    private static FloatVector divide(FloatVector a, FloatVector b, FloatVector low) {
        FloatVector inverse = all(1f).div(b);
        FloatVector y = a.mul(inverse);
        FloatVector minusY = y.lanewise(NEG);
        FloatVector rest = minusY.fma(low, minusY.fma(b, a));
        return rest.fma(inverse, y);
    }

    static FloatVector softplus(FloatVector x) {
        return softplus(x, expOfMinusAbs(x));
    }

    /// The softplus of x, given exp(-|x|).
    static FloatVector softplus(FloatVector x, FloatVector e) {
        return all(0f).blend(x, x.compare(GT, 0f)).add(log1pUnit(e));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector m = expm1(x.lanewise(ABS).mul(-2f));
        FloatVector d = m.add(2f);
        return copySign(divide(m.lanewise(NEG), d, m.sub(d.sub(2f))), x);
    }

    static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        IntVector bits = magnitude.reinterpretAsInts().lanewise(AND, ~SIGN);
        return bits.lanewise(OR, sign.reinterpretAsInts().lanewise(AND, SIGN)).reinterpretAsFloats();
    }

    static FloatVector erf(FloatVector x) {
        FloatVector a = x.lanewise(ABS);
        a = a.blend(ERF_MAX, a.compare(GT, ERF_MAX));
        FloatVector large = all(1f).sub(exp(erfcExponent(a).lanewise(NEG)));
        return copySign(large.blend(erfSmall(a), a.compare(LT, ERF_SWITCH)), x);
    }

    private static FloatVector erfSmall(FloatVector a) {
        FloatVector s = a.mul(a);
        FloatVector p = s.fma(all(ERF_6), all(ERF_5));
        p = p.fma(s, all(ERF_4));
        p = p.fma(s, all(ERF_3));
        p = p.fma(s, all(ERF_2));
        p = p.fma(s, all(ERF_1));
        p = p.fma(s, all(ERF_0));
        return p.fma(a, a);
    }

    private static FloatVector erfcExponent(FloatVector a) {
        FloatVector p = a.fma(all(ERFC_7), all(ERFC_6));
        p = p.fma(a, all(ERFC_5));
        p = p.fma(a, all(ERFC_4));
        p = p.fma(a, all(ERFC_3));
        p = p.fma(a, all(ERFC_2));
        p = p.fma(a, all(ERFC_1));
        return p.fma(a, all(ERFC_0));
    }

    static FloatVector normalCdf(FloatVector x) {
        return erf(x.mul(SQRT_HALF)).fma(all(0.5f), all(0.5f));
    }

    static FloatVector sinTurn(FloatVector u) {
        FloatVector t = u.fma(all(4f), all(ROUNDER));
        FloatVector r = t.sub(ROUNDER).fma(all(-0.25f), u);
        return quarter(r, t.reinterpretAsInts());
    }

    static FloatVector cosTurn(FloatVector u) {
        FloatVector t = u.fma(all(4f), all(ROUNDER));
        FloatVector r = t.sub(ROUNDER).fma(all(-0.25f), u);
        return quarter(r, t.reinterpretAsInts().add(1));
    }

    private static FloatVector quarter(FloatVector r, IntVector quadrant) {
        FloatVector s = r.mul(r);
        FloatVector p = s.fma(all(SIN_4), all(SIN_3));
        p = p.fma(s, all(SIN_2));
        p = p.fma(s, all(SIN_1));
        p = p.fma(s, all(SIN_0));
        FloatVector sin = p.mul(r);
        FloatVector q = s.fma(all(COS_4), all(COS_3));
        q = q.fma(s, all(COS_2));
        q = q.fma(s, all(COS_1));
        FloatVector cos = q.fma(s, all(1f));
        VectorMask<Integer> odd = quadrant.lanewise(AND, 1).compare(NE, 0);
        FloatVector y = sin.blend(cos, odd.cast(FLOATS));
        return y.reinterpretAsInts().lanewise(XOR, quadrant.lanewise(AND, 2).lanewise(LSHL, 30))
                .reinterpretAsFloats();
    }
}
