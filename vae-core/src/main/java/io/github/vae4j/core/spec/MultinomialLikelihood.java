package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.model.CountLosses;

/// See [Likelihood#multinomial].
record MultinomialLikelihood(boolean hasCoefficient, double total) implements CountLikelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "multinomial",
            "multinomial[:full|no-coefficient[:TOTAL]]",
            "which features the counts of a sample fall on: words of texts, items of users",
            a -> new MultinomialLikelihood(coefficient(a.word("coefficient", "full")), a.real("total", 1)));

    MultinomialLikelihood {
        CountLikelihood.requireTotal(total);
    }

    private static boolean coefficient(String text) {
        return switch (text) {
            case "full" -> true;
            case "no-coefficient" -> false;
            default -> throw new IllegalArgumentException(
                    "a multinomial likelihood is 'full' or 'no-coefficient', not '" + text + "'");
        };
    }

    @Override
    public void cost(DensityRows r) {
        CountRow c = (CountRow) r.workspace();
        for (int row = 0; row < r.rows(); row++) {
            if (c.take(r, row)) {
                CountLosses.multinomial(r.cost(), r.costAt() + row, r.gradient(), r.gradientAt() + row * r.inputs(),
                        r.input(), r.inputAt() + row * r.inputs(), c.rowStart, 0, c.column, c.value, 1, r.features(),
                        hasCoefficient, r.scale(), c.scratch);
            }
        }
    }

    @Override
    public double reference(double[] logits, double[] x, double[] own) {
        double[] logShare = CountLikelihood.logMeans(logits, 1, x.length);
        double cost = hasCoefficient ? -CountLikelihood.logFactorial(CountLikelihood.sum(x)) : 0;
        for (int i = 0; i < x.length; i++) {
            cost += (hasCoefficient ? CountLikelihood.logFactorial(x[i]) : 0) - x[i] * logShare[i];
        }
        return cost;
    }

    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        double[] shares = CountLikelihood.shares(output, outputAt, features);
        new CountDraws(draws).multinomial(x, xAt, shares, Math.round(total));
    }

    @Override
    public String toString() {
        return "multinomial:" + (hasCoefficient ? "full" : "no-coefficient") + ":" + total;
    }
}
