package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Tables;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;

/// The k nearest points of every point, by squared distances in double; of equal ones the lower row counts.
///
/// Distances in single precision choose candidates, some more than k; distances in double order them. Where the error
/// bounds do not exclude that a point that is no candidate is nearer, the search is repeated for that row: with distances
/// of a bounded relative error, and if that does not do, in double altogether. So the result is that of a search in double
/// throughout, for any number of threads.
public final class Neighbours {
    private static final int ROWS = 128;
    private static final int COLUMNS = 512;
    /// Every team member has candidates of its own in the search among points: for more there is the other way.
    private static final int MAX_SYMMETRIC = 8;

    private final int k;
    private final int[] rows;
    private final double[] squares;

    private Neighbours(int n, int k) {
        this.k = k;
        rows = new int[Math.multiplyExact(n, k)];
        squares = new double[n * k];
    }

    /// The number of neighbours of a point.
    public int k() {
        return k;
    }

    /// One neighbour of a point, the nearest first.
    public int row(int point, int index) {
        return rows[point * k + index];
    }

    /// The squared distance of one neighbour.
    public double square(int point, int index) {
        return squares[point * k + index];
    }

    /// The k nearest of the other points for every point, k below their number.
    public static Neighbours among(Codes codes, int k, Workers workers) {
        double[] centre = Columns.means(codes, workers);
        Products products = new Products(codes, centre, workers);
        Candidates[] found = {new Candidates(codes.rows(), candidates(k, codes.rows() - 1))};
        if (workers.threads() <= MAX_SYMMETRIC) {
            found[0] = symmetric(products, found[0].size, workers);
        } else {
            oneWay(products, products, true, found[0], workers);
        }
        return exact(codes, products, codes, products, true, found[0], k, workers);
    }

    /// The k nearest of some points for every query, k at most their number.
    public static Neighbours of(Codes points, Codes queries, int k, Workers workers) {
        double[] centre = Columns.means(points, workers);
        Products theirs = new Products(points, centre, workers);
        Products own = new Products(queries, centre, workers);
        Candidates found = new Candidates(queries.rows(), candidates(k, points.rows()));
        oneWay(own, theirs, false, found, workers);
        return exact(queries, own, points, theirs, false, found, k, workers);
    }

    private static int candidates(int k, int most) {
        return Math.min(k + 6 + k / 2, most);
    }

    /// The nearest so far of every row, nearest first, by distances in single precision.
    private static final class Candidates {
        private final int size;
        private final int[] rows;
        private final float[] squares;
        private final int[] counts;
        /// What is farther is no candidate.
        private final float[] limits;

        Candidates(int n, int size) {
            this.size = size;
            rows = new int[Math.multiplyExact(n, size)];
            squares = new float[n * size];
            counts = new int[n];
            limits = new float[n];
            Arrays.fill(limits, Float.POSITIVE_INFINITY);
        }

        void add(int row, int candidate, float square) {
            int at = row * size;
            int place = counts[row];
            if (place == size) {
                if (!before(square, candidate, squares[at + size - 1], rows[at + size - 1])) {
                    return;
                }
                place--;
            } else {
                counts[row]++;
            }
            while (place > 0 && before(square, candidate, squares[at + place - 1], rows[at + place - 1])) {
                squares[at + place] = squares[at + place - 1];
                rows[at + place] = rows[at + place - 1];
                place--;
            }
            squares[at + place] = square;
            rows[at + place] = candidate;
            if (counts[row] == size) {
                limits[row] = squares[at + size - 1];
            }
        }

        /// The order of candidates: by distance, then by row, so that it does not matter who found them when.
        private static boolean before(float square, int row, float other, int otherRow) {
            return square < other || square == other && row < otherRow;
        }

        void merge(Candidates other, int row) {
            for (int i = row * size; i < row * size + other.counts[row]; i++) {
                add(row, other.rows[i], other.squares[i]);
            }
        }
    }

    /// Every block of points against itself and those behind it: each distance serves both of its points.
    private static Candidates symmetric(Products products, int size, Workers workers) {
        int n = products.rows();
        int blocks = (n + COLUMNS - 1) / COLUMNS;
        Candidates[] each = new Candidates[workers.threads()];
        Scratch[] scratch = new Scratch[each.length];
        for (int worker = 0; worker < each.length; worker++) {
            each[worker] = new Candidates(n, size);
            scratch[worker] = new Scratch(products);
        }
        float[] norms = products.norms();
        // Long rows of blocks first.
        workers.run(blocks, (block, worker) -> {
            Candidates own = each[worker];
            Scratch s = scratch[worker];
            for (int column = block * COLUMNS; column < n; column += COLUMNS) {
                int cols = Math.min(COLUMNS, n - column);
                int end = Math.min(n, (block + 1) * COLUMNS);
                for (int first = block * COLUMNS; first < end; first += ROWS) {
                    int rows = Math.min(ROWS, end - first);
                    products.multiply(s.products, first, rows, products, column, cols, s.scratch);
                    int hits = Tables.within(s.places, s.products, 0, cols, rows, cols, norms, first, norms, column,
                            own.limits, first, own.limits, column);
                    for (int hit = 0; hit < hits; hit++) {
                        int place = s.places[hit];
                        int row = first + place / cols;
                        int other = column + place % cols;
                        if (row < other) {
                            float square = Math.fma(-2f, s.products[place], norms[other] + norms[row]);
                            own.add(row, other, square);
                            own.add(other, row, square);
                        }
                    }
                }
            }
        });
        workers.run(RowParts.count(n), (part, worker) -> {
            for (int row = RowParts.from(part, n); row < RowParts.from(part + 1, n); row++) {
                for (int other = 1; other < each.length; other++) {
                    each[0].merge(each[other], row);
                }
            }
        });
        return each[0];
    }

    private static final class Scratch {
        private final float[] products = new float[ROWS * COLUMNS];
        private final int[] places = new int[ROWS * COLUMNS];
        private final float[] scratch;

        Scratch(Products points) {
            scratch = points.scratch();
        }
    }

    private static void oneWay(Products queries, Products points, boolean same, Candidates found, Workers workers) {
        int n = queries.rows();
        int m = points.rows();
        float[] none = new float[COLUMNS];
        Arrays.fill(none, Float.NEGATIVE_INFINITY);
        Scratch[] scratch = new Scratch[workers.threads()];
        Arrays.setAll(scratch, worker -> new Scratch(points));
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            Scratch s = scratch[worker];
            int first = task * ROWS;
            int rows = Math.min(ROWS, n - first);
            for (int column = 0; column < m; column += COLUMNS) {
                int cols = Math.min(COLUMNS, m - column);
                queries.multiply(s.products, first, rows, points, column, cols, s.scratch);
                int hits = Tables.within(s.places, s.products, 0, cols, rows, cols, queries.norms(), first,
                        points.norms(), column, found.limits, first, none, 0);
                for (int hit = 0; hit < hits; hit++) {
                    int place = s.places[hit];
                    int row = first + place / cols;
                    int other = column + place % cols;
                    if (!same || row != other) {
                        found.add(row, other,
                                Math.fma(-2f, s.products[place], points.norms()[other] + queries.norms()[row]));
                    }
                }
            }
        });
    }

    private static Neighbours exact(Codes queries, Products own, Codes points, Products theirs, boolean same,
            Candidates found, int k, Workers workers) {
        int n = queries.rows();
        int d = queries.units();
        Neighbours result = new Neighbours(n, k);
        int most = same ? points.rows() - 1 : points.rows();
        Search[] searches = new Search[workers.threads()];
        Arrays.setAll(searches, worker -> new Search(queries, points, same));
        workers.run((n + ROWS - 1) / ROWS, (task, worker) -> {
            for (int i = task * ROWS; i < Math.min(n, (task + 1) * ROWS); i++) {
                Search search = searches[worker];
                search.begin(result, i);
                int last = i * found.size + found.size - 1;
                for (int c = i * found.size; c <= last; c++) {
                    search.add(found.rows[c]);
                }
                double error = Products.error(Math.sqrt(own.norms()[i]), theirs.longest(), d);
                boolean sure = found.size == most
                        || result.squares[i * k + k - 1] < (double) found.squares[last] - error;
                if (!sure) {
                    search.again(i);
                }
            }
        });
        return result;
    }

    /// Orders candidates by their distances in double, and searches again where these were not enough.
    private static final class Search {
        private final Codes queries;
        private final Codes points;
        private final boolean same;
        private final int d;
        private final float[] distances = new float[COLUMNS];
        private final float[] scratch;
        private Neighbours result = new Neighbours(0, 1);
        private int query;
        private int found;

        Search(Codes queries, Codes points, boolean same) {
            this.queries = queries;
            this.points = points;
            this.same = same;
            d = points.units();
            scratch = new float[Statistics.squaredDistancesScratchLength(1, COLUMNS, d)];
        }

        void begin(Neighbours into, int row) {
            result = into;
            query = row;
            found = 0;
        }

        void add(int point) {
            double square = 0;
            for (int j = 0; j < d; j++) {
                double difference = (double) queries.values()[query * d + j] - points.values()[point * d + j];
                square += difference * difference;
            }
            int at = query * result.k;
            int place = found;
            if (found == result.k) {
                if (!before(square, point, at + found - 1)) {
                    return;
                }
                place--;
            } else {
                found++;
            }
            while (place > 0 && before(square, point, at + place - 1)) {
                result.squares[at + place] = result.squares[at + place - 1];
                result.rows[at + place] = result.rows[at + place - 1];
                place--;
            }
            result.squares[at + place] = square;
            result.rows[at + place] = point;
        }

        private boolean before(double square, int point, int other) {
            return square < result.squares[other] || square == result.squares[other] && point < result.rows[other];
        }

        /// All points whose distance in single precision, of a relative error below `128 (d + 3) 2^-24`, does not exclude
        /// that they are among the nearest; the candidates so far bound these.
        void again(int row) {
            double limit = result.squares[row * result.k + result.k - 1] * (1 + 256 * (d + 3) * 0x1p-24);
            begin(result, row);
            for (int column = 0; column < points.rows(); column += COLUMNS) {
                int cols = Math.min(COLUMNS, points.rows() - column);
                Statistics.squaredDistances(distances, 0, cols, queries.values(), row * d, d, points.values(),
                        column * d, d, 1, cols, d, scratch);
                for (int c = 0; c < cols; c++) {
                    if (distances[c] <= limit && !(same && column + c == row)) {
                        add(column + c);
                    }
                }
            }
        }
    }
}
