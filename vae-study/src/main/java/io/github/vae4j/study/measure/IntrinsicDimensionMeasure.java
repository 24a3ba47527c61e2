package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.units.IntrinsicDimension;
import io.github.vae4j.study.measure.Figure.Form;

/// Intrinsic dimension from two neighbours, of codes and of a draw, in which silent units are noise.
public final class IntrinsicDimensionMeasure extends Measure<IntrinsicDimensionMeasure.Dimensions> {
    private static final int LEAST_POINTS = 10;
    // The largest ratios are the least certain (Facco et al. 2017).
    private static final double DISCARDED = 0.1;

    /// Dimensions.
    ///
    /// @param ofCodes of the codes, or means
    /// @param ofDraw of a draw from q(z|x); NaN without log variances
    public record Dimensions(double ofCodes, double ofDraw) {}

    /// Dimensions of at most so many samples; NaN for too few, or if they coincide, as in a model that collapsed.
    ///
    /// @param subject codes
    /// @param most number of samples
    /// @param workers who computes
    /// @return the dimensions
    public static Dimensions orNone(Subject subject, int most, Workers workers) {
        Subject part = subject.part(most);
        return new Dimensions(orNone(part.codes(), workers),
                part.posterior() == null ? Double.NaN : orNone(part.draw(), workers));
    }

    private static double orNone(Codes codes, Workers workers) {
        try {
            return twoNn(codes, workers);
        } catch (IllegalArgumentException e) {
            return Double.NaN;
        }
    }

    private static double twoNn(Codes codes, Workers workers) {
        if (codes.rows() < LEAST_POINTS) {
            throw new NoAnswerException("a dimension needs " + LEAST_POINTS + " or more samples");
        }
        return IntrinsicDimension.twoNn(codes, DISCARDED, workers).dimension();
    }

    IntrinsicDimensionMeasure() {
        super(About.of("intrinsic-dimension", "Intrinsic dimension, TwoNN", "Facco et al. 2017", "n^2 d", 5_000));
    }

    @Override
    Dimensions compute(Subject subject, Workers workers) {
        return new Dimensions(twoNn(subject.codes(), workers),
                subject.posterior() == null ? Double.NaN : twoNn(subject.draw(), workers));
    }

    @Override
    Finding finding(Dimensions result) {
        Finding finding = new Finding().number("ofCodes", result.ofCodes());
        if (!Double.isNaN(result.ofDraw())) {
            finding.number("ofDraw", result.ofDraw());
        }
        return finding.figure(Figure.of("intrinsic dimension (TwoNN)", result.ofCodes(), Form.TWO));
    }
}
