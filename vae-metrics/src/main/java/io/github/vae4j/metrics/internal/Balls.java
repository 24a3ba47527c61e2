package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// Points in balls around others that reach to their k-th neighbour: distances in single precision leave out what is too
/// far, distances in double decide.
public final class Balls {
    private static final int ROWS = 128;
    private static final int COLUMNS = 512;

    private Balls() {}

    /// Per point how many balls it lies in.
    ///
    /// @param points points
    /// @param centres centres of the balls
    /// @param reach the neighbours of the centres among themselves
    public static int[] containing(Codes points, Codes centres, Neighbours reach, Workers workers) {
        int d = points.units();
        double[] mean = Columns.means(centres, workers);
        Products own = new Products(points, mean, workers);
        Products theirs = new Products(centres, mean, workers);
        int m = centres.rows();
        double error = Products.error(own.longest(), theirs.longest(), d);
        float[] limits = new float[m];
        for (int c = 0; c < m; c++) {
            limits[c] = Math.nextUp((float) (reach.square(c, reach.k() - 1) + error));
        }
        int[] counts = new int[points.rows()];
        float[] none = new float[ROWS];
        Arrays.fill(none, Float.NEGATIVE_INFINITY);
        int[][] places = new int[workers.threads()][ROWS * COLUMNS];
        float[][] products = new float[workers.threads()][ROWS * COLUMNS];
        float[][] scratch = new float[workers.threads()][own.scratch().length];
        workers.run((points.rows() + ROWS - 1) / ROWS, (task, worker) -> {
            int first = task * ROWS;
            int rows = Math.min(ROWS, points.rows() - first);
            for (int column = 0; column < m; column += COLUMNS) {
                int cols = Math.min(COLUMNS, m - column);
                own.multiply(products[worker], first, rows, theirs, column, cols, scratch[worker]);
                int hits = Tables.within(places[worker], products[worker], 0, cols, rows, cols, own.norms(), first,
                        theirs.norms(), column, none, 0, limits, column);
                for (int hit = 0; hit < hits; hit++) {
                    int row = first + places[worker][hit] / cols;
                    int centre = column + places[worker][hit] % cols;
                    counts[row] += square(points, row, centres, centre) <= reach.square(centre, reach.k() - 1) ? 1 : 0;
                }
            }
        });
        return counts;
    }

    private static double square(Codes a, int i, Codes b, int j) {
        int d = a.units();
        double sum = 0;
        for (int c = 0; c < d; c++) {
            double difference = (double) a.values()[i * d + c] - b.values()[j * d + c];
            sum += difference * difference;
        }
        return sum;
    }
}
