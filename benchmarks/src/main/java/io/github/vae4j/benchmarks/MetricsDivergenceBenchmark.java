package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.information.KlDecomposition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The exact decomposition of the divergence of a latent space of 20 units, n x n densities of each, in ms.
public class MetricsDivergenceBenchmark extends TeamBenchmark {
    private static final int D = LatentClusters.D;
    private static final int CHECKED = 1000;
    // Both are double: sums of some thousand terms in other orders.
    private static final double BOUND = 1e-10;

    @Param({"1000", "10000"}) public int rows;

    private float[] means;
    private float[] logvars;
    private float[] codes;

    /// Draws means of ten classes, variances and codes, and checks the decomposition of 1,000 of them against plain loops
    /// without any shift.
    @Setup
    public void prepare() {
        startTeam();
        draw(CHECKED);
        check();
        draw(rows);
    }

    private void draw(int n) {
        LatentClusters posteriors = LatentClusters.of(n, 1);
        means = posteriors.x();
        logvars = posteriors.logvars();
        codes = posteriors.codes(logvars);
    }

    private void check() {
        KlDecomposition parts = decompose();
        double information = 0;
        double unitInformation = 0;
        for (int i = 0; i < CHECKED; i++) {
            double[] mixed = new double[D];
            double joint = 0;
            for (int m = 0; m < CHECKED; m++) {
                double product = 1;
                for (int j = 0; j < D; j++) {
                    double density = density(i, m, j);
                    mixed[j] += density / CHECKED;
                    product *= density;
                }
                joint += product / CHECKED;
            }
            double own = 0;
            for (int j = 0; j < D; j++) {
                own += Math.log(density(i, i, j));
            }
            information += (own - Math.log(joint)) / CHECKED;
            unitInformation += (Math.log(density(i, i, 0)) - Math.log(mixed[0])) / CHECKED;
        }
        Check.near("mutual information", parts.mutualInformation(), information, BOUND);
        Check.near("mutual information of unit 0", parts.unitMutualInformation().getFirst(), unitInformation, BOUND);
    }

    private double density(int code, int sample, int unit) {
        double difference = (double) codes[code * D + unit] - means[sample * D + unit];
        double variance = Math.exp(logvars[sample * D + unit]);
        return Math.exp(-difference * difference / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    private KlDecomposition decompose() {
        return KlDecomposition.exact(Codes.of(codes, D), Posterior.of(means, logvars, D), team());
    }

    /// Mutual information, total correlation, divergences and mutual information of the units.
    @Benchmark
    public double klDecomposition() {
        KlDecomposition parts = decompose();
        return parts.mutualInformation() + parts.totalCorrelation() + parts.totalDimensionWiseKl()
                + parts.unitMutualInformation().getFirst();
    }
}
