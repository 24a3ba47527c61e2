package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.factors.Dci;
import io.github.vae4j.metrics.factors.FactorPredictor;
import io.github.vae4j.metrics.factors.FactorSource;
import io.github.vae4j.metrics.factors.FactorVaeScore;
import io.github.vae4j.metrics.factors.Factors;
import io.github.vae4j.metrics.factors.Mig;
import io.github.vae4j.metrics.factors.Udr;
import io.github.vae4j.metrics.factors.ValueExplicitness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Scores of disentanglement: 10 units, five of which follow a factor each, with the numbers of values of dSprites; in
/// ms. Both implementations of the kernels run the same code but for the posterior's densities, sums for trees and
/// classifiers, and random numbers.
public class MetricsFactorsBenchmark extends TeamBenchmark {
    private static final int UNITS = 10;
    private static final int[] VALUES = {3, 6, 40, 32, 32};
    private static final int MODELS = 5;
    private static final long SEED = 1;
    // A tenth of the default: the cost of a stage does not change.
    private static final FactorPredictor.Trees TREES = new FactorPredictor.Trees(10, 0.1, 3, 1, SEED);
    private static final FactorPredictor LASSO = new FactorPredictor.LassoOfNumbers(0.05);
    private static final float LOGVAR = -2;
    private static final double BOUND = 1e-9;

    @Param({"500", "5000"}) public int rows;

    private float[] codes;
    private float[] logvars;
    private Factors factors;
    private List<Posterior> models;

    /// Makes codes that follow factors, and checks an information against plain loops and what importances must add up to.
    @Setup
    public void prepare() {
        startTeam();
        int[] values = new int[rows * VALUES.length];
        float[] drawn = RandomArrays.uniform(values.length, 0, 1, 1);
        codes = RandomArrays.normal(rows * UNITS, 1, 2);
        for (int i = 0; i < values.length; i++) {
            int k = i % VALUES.length;
            values[i] = Math.min((int) (drawn[i] * VALUES[k]), VALUES[k] - 1);
            int at = i / VALUES.length * UNITS + k;
            codes[at] = 0.2f * codes[at] + 3f * values[i] / VALUES[k];
        }
        factors = Factors.of(rows, VALUES.length, values);
        logvars = new float[codes.length];
        Arrays.fill(logvars, LOGVAR);
        models = new ArrayList<>();
        for (int m = 0; m < MODELS; m++) {
            float[] noisy = RandomArrays.normal(codes.length, 0.1, 3 + m);
            for (int i = 0; i < codes.length; i++) {
                noisy[i] += codes[i];
            }
            models.add(Posterior.of(noisy, logvars, UNITS));
        }
        Mig mig = Mig.ofPosterior(Codes.of(codes, UNITS), Posterior.of(codes, logvars, UNITS), factors, team());
        Check.near("information of unit 1 on factor 1", mig.information().get(1).get(1), information(), BOUND);
        Dci dci = Dci.of(Codes.of(codes, UNITS), factors, Codes.of(codes, UNITS), factors, TREES, team());
        for (int k = 0; k < VALUES.length; k++) {
            int factor = k;
            Check.near("sum of the importances for factor " + k,
                    dci.importance().stream().mapToDouble(row -> row.get(factor)).sum(), 1, BOUND);
        }
        Check.near("factors whose unit is found", bestUnits(mig), VALUES.length, 0);
        Check.near("area of value 0 of factor 0", explicit().area(0, 0), area(), BOUND);
    }

    private static double bestUnits(Mig mig) {
        int found = 0;
        for (int k = 0; k < VALUES.length; k++) {
            found += mig.bestUnits().get(k) == k ? 1 : 0;
        }
        return found;
    }

    /// Of value 0 of factor 0 against the rest, from all pairs and a probe of two classes.
    private double area() {
        int[] classes = new int[rows];
        Arrays.setAll(classes, i -> factors.valueOf(i, 0) == 0 ? 1 : 0);
        LinearProbe probe = LinearProbe.trainToTest(Codes.of(codes, UNITS), Labels.of(classes),
                Codes.of(codes, UNITS), Labels.of(classes), LinearProbe.Settings.of(1), team());
        double[] score = new double[rows];
        for (int i = 0; i < codes.length; i++) {
            score[i / UNITS] += probe.coefficients().get(1).get(i % UNITS) * codes[i];
        }
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < rows; i++) {
            for (int m = 0; m < rows; m++) {
                if (classes[i] == 1 && classes[m] == 0) {
                    wins += score[i] > score[m] ? 1 : 0;
                    pairs++;
                }
            }
        }
        return wins / pairs;
    }

    /// Of unit 1 and factor 1, in plain loops.
    private double information() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            double all = 0;
            double alike = 0;
            int count = 0;
            for (int m = 0; m < rows; m++) {
                double difference = codes[i * UNITS + 1] - codes[m * UNITS + 1];
                double density = Math.exp(-difference * difference * Math.exp(-LOGVAR) / 2);
                all += density;
                if (factors.valueOf(m, 1) == factors.valueOf(i, 1)) {
                    alike += density;
                    count++;
                }
            }
            sum += Math.log(alike / count) - Math.log(all / rows);
        }
        return sum / rows;
    }

    /// The mutual information gap from the posterior: rows^2 exponentials a unit.
    @Benchmark
    public double migPosterior() {
        return Mig.ofPosterior(Codes.of(codes, UNITS), Posterior.of(codes, logvars, UNITS), factors, team()).score();
    }

    /// The mutual information gap from means in bins.
    @Benchmark
    public double migBins() {
        return Mig.ofMeans(Codes.of(codes, UNITS), factors, team()).score();
    }

    /// DCI with 10 stages of boosted trees, 1,130 trees in all.
    @Benchmark
    public double dciTrees() {
        return Dci.of(Codes.of(codes, UNITS), factors, Codes.of(codes, UNITS), factors, TREES, team())
                .disentanglementScore();
    }

    /// DCI with the Lasso, one target a factor; one thread.
    @Benchmark
    public double dciLasso() {
        return Dci.of(Codes.of(codes, UNITS), factors, Codes.of(codes, UNITS), factors, LASSO, team())
                .disentanglementScore();
    }

    /// Explicitness of single values: 113 classifiers of a value against the rest.
    @Benchmark
    public double explicitness() {
        return explicit().score();
    }

    private ValueExplicitness explicit() {
        return ValueExplicitness.of(Codes.of(codes, UNITS), factors, Codes.of(codes, UNITS), factors,
                LinearProbe.Settings.of(1), team());
    }

    /// The FactorVAE score, 15,000 votes of groups of 64.
    @Benchmark
    public double factorVae() {
        return FactorVaeScore
                .of(FactorSource.of(Codes.of(codes, UNITS), factors), FactorVaeScore.Settings.of(SEED), team())
                .score();
    }

    /// The ranking of five models by Spearman's correlation.
    @Benchmark
    public double udr() {
        return Udr.of(models, Udr.Relation.SPEARMAN, Udr.DEFAULT_THRESHOLD, team()).scores().get(0);
    }
}
