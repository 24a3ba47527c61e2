package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.model.CountLosses;

/// See [Likelihood#poisson].
record PoissonLikelihood(double total) implements CountLikelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "poisson", "poisson[:TOTAL]",
            "counts around the sample's total times shares that the decoder gives; decoding gives samples of that total (1)",
            a -> new PoissonLikelihood(a.real("total", 1)));

    PoissonLikelihood {
        CountLikelihood.requireTotal(total);
    }

    @Override
    public void cost(DensityRows r) {
        CountRow c = (CountRow) r.workspace();
        boolean learns = r.gradient() != null;
        for (int row = 0; row < r.rows(); row++) {
            if (!c.take(r, row)) {
                continue;
            }
            c.shares(r, row);
            CountLosses.poisson(r.cost(), r.costAt() + row, learns ? c.byLogShare : null, 0, c.logShare, 0, c.shift, 0,
                    c.rowStart, 0, c.column, c.value, 1, r.features(), r.scale(), c.scratch);
            if (learns) {
                c.backward(r, row);
            }
        }
    }

    @Override
    public double reference(double[] logits, double[] x, double[] own) {
        double total = CountLikelihood.sum(x);
        if (total == 0) {
            return 0;
        }
        double[] logMean = CountLikelihood.logMeans(logits, total, x.length);
        double cost = 0;
        for (int i = 0; i < x.length; i++) {
            cost += StrictMath.exp(logMean[i]) - x[i] * logMean[i] + CountLikelihood.logFactorial(x[i]);
        }
        return cost;
    }

    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        double[] shares = CountLikelihood.shares(output, outputAt, features);
        CountDraws numbers = new CountDraws(draws);
        for (int i = 0; i < features; i++) {
            x[xAt + i] = (float) numbers.poisson(total * shares[i]);
        }
    }

    @Override
    public String toString() {
        return "poisson:" + total;
    }
}
