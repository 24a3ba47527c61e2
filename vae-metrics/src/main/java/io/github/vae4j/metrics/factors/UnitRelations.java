package io.github.vae4j.metrics.factors;

import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Ranks;
import java.util.List;

/// The informative units of one model, prepared for relations to those of others, for [Udr].
final class UnitRelations {
    private final Udr.Relation relation;
    private final int units;
    private final int n;
    // Unit after unit: ranks or values less their mean, over their deviation; 0 where a unit does not vary.
    private final double[][] scaled;
    private final Lasso lasso;

    UnitRelations(Posterior codes, List<Integer> informative, Udr.Relation relation) {
        this.relation = relation;
        this.units = informative.size();
        this.n = codes.rows();
        float[] columns = new float[n * units];
        float[] ranks = new float[n];
        for (int a = 0; a < units; a++) {
            Ranks.of(codes.mean(), codes.units(), informative.get(a), ranks, 0);
            for (int i = 0; i < n; i++) {
                columns[i * units + a] = relation == Udr.Relation.SPEARMAN
                        ? ranks[i]
                        : codes.mean()[i * codes.units() + informative.get(a)];
            }
        }
        this.lasso = new Lasso(columns, units);
        this.scaled = new double[units][n];
        for (int i = 0; i < n * units; i++) {
            scaled[i % units][i / units] = lasso.rows()[i];
        }
    }

    /// R(a, b), a row for each unit of this model.
    double[][] to(UnitRelations other) {
        double[][] table = new double[units][];
        for (int a = 0; a < units; a++) {
            table[a] = relation == Udr.Relation.SPEARMAN
                    ? correlations(scaled[a], other.scaled)
                    : other.lasso.weights(scaled[a], Udr.LASSO_ALPHA);
            for (int b = 0; b < table[a].length; b++) {
                table[a][b] = Math.abs(table[a][b]);
            }
        }
        return table;
    }

    private double[] correlations(double[] own, double[][] others) {
        double[] sums = new double[others.length];
        for (int b = 0; b < others.length; b++) {
            for (int i = 0; i < n; i++) {
                sums[b] += own[i] * others[b][i];
            }
            sums[b] /= n;
        }
        return sums;
    }
}
