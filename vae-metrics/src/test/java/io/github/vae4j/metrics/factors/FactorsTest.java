package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.metrics.Codes;
import org.junit.jupiter.api.Test;

/// Tables of factors, and what sources draw from them.
class FactorsTest {
    private static final int ROWS = 60;

    /// Every combination of 3, 4 and 5 values; the code of a row is its factors and its number.
    private final int[] values = new int[ROWS * 3];
    private final float[] codes = new float[ROWS * 4];

    FactorsTest() {
        for (int row = 0; row < ROWS; row++) {
            values[row * 3] = row / 20;
            values[row * 3 + 1] = row / 5 % 4;
            values[row * 3 + 2] = row % 5;
            encode(values, row, codes, row);
        }
    }

    private static void encode(int[] values, int row, float[] codes, int target) {
        int number = 0;
        int[] sizes = {3, 4, 5};
        for (int factor = 0; factor < 3; factor++) {
            int value = values[row * 3 + factor];
            codes[target * 4 + factor] = value;
            number = number * sizes[factor] + value;
        }
        codes[target * 4 + 3] = number;
    }

    private FactorSource table() {
        return FactorSource.of(Codes.of(codes, 4), Factors.of(ROWS, 3, values));
    }

    private static FactorSource generated() {
        return FactorSource.generated(new int[] {3, 4, 5}, 4, (factors, rows, out) -> {
            for (int row = 0; row < rows; row++) {
                encode(factors, row, out, row);
            }
        });
    }

    @Test
    void holdsValuesAndNames() {
        int[] given = values.clone();
        Factors factors = Factors.of(ROWS, 3, given).withNames("shape", "scale", "position");
        given[0] = 7;
        assertThat(factors.valueOf(0, 0)).isZero();
        assertThat(factors.valueOf(59, 1)).isEqualTo(3);
        assertThat(factors.n()).isEqualTo(ROWS);
        assertThat(factors.count()).isEqualTo(3);
        assertThat(factors.size(2)).isEqualTo(5);
        assertThat(factors.column(2).count(4)).isEqualTo(12);
        assertThat(factors.column(2).classCount()).isEqualTo(5);
        assertThat(factors).hasToString("60 samples of 3 factors: shape (3), scale (4), position (5)");
        assertThat(Factors.of(1, 1, new int[] {2}).size(0)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> Factors.of(2, 2, new int[3])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("n = 2 rows").hasMessageContaining("3 elements");
        assertThatThrownBy(() -> Factors.of(0, 2, new int[0])).isInstanceOf(IllegalArgumentException.class);
        Factors factors = Factors.of(2, 2, new int[4]);
        assertThatThrownBy(() -> factors.withNames("one")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2 names");
        assertThatThrownBy(() -> factors.column(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FactorSource.of(Codes.of(new float[3], 1), factors))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 samples");
        assertThatThrownBy(() -> FactorSource.of(Codes.of(new float[] {0, Float.NaN}, 1), factors))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
        assertThatThrownBy(() -> FactorSource.generated(new int[] {3, 0}, 1, (f, rows, out) -> {}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[3, 0]");
    }

    @Test
    void groupsHaveTheFactorInCommonAndNothingElse() {
        check(table());
        check(generated());
    }

    private static void check(FactorSource source) {
        assertThat(source.factors()).isEqualTo(3);
        assertThat(source.units()).isEqualTo(4);
        int groups = 3000;
        int size = 4;
        int[] sizes = {3, 4, 5};
        for (int factor = 0; factor < 3; factor++) {
            float[] drawn = new float[groups * size * 4];
            source.draw(factor, groups, size, 9, factor, drawn);
            int[][] counts = new int[3][5];
            int[] pairs = new int[3];
            for (int row = 0; row < groups * size; row++) {
                for (int f = 0; f < 3; f++) {
                    counts[f][(int) drawn[row * 4 + f]]++;
                    pairs[f] += drawn[row * 4 + f] == drawn[row / size * size * 4 + f] ? 1 : 0;
                }
                assertThat(drawn[row * 4 + 3]).isEqualTo(
                        drawn[row * 4] * 20 + drawn[row * 4 + 1] * 5 + drawn[row * 4 + 2]);
            }
            assertThat(pairs[factor]).isEqualTo(groups * size);
            for (int f = 0; f < 3; f++) {
                // Five standard deviations of a share of `draws` independent draws.
                double draws = f == factor ? groups : groups * size;
                double p = 1.0 / sizes[f];
                for (int value = 0; value < sizes[f]; value++) {
                    assertThat(counts[f][value] / (double) (groups * size))
                            .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws)));
                }
                if (f != factor) {
                    // The first of a group equals itself, the others by chance.
                    double others = (pairs[f] - groups) / (double) (groups * (size - 1));
                    assertThat(others).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / groups)));
                }
            }
        }
    }

    @Test
    void drawsAreThoseOfSeedAndNumber() {
        for (FactorSource source : new FactorSource[] {table(), generated()}) {
            float[] first = new float[160];
            float[] again = new float[160];
            float[] next = new float[160];
            float[] otherSeed = new float[160];
            source.draw(1, 10, 4, 5, 0, first);
            source.draw(1, 10, 4, 5, 1, next);
            source.draw(1, 10, 4, 6, 0, otherSeed);
            source.draw(1, 10, 4, 5, 0, again);
            assertThat(again).isEqualTo(first).isNotEqualTo(next).isNotEqualTo(otherSeed);
        }
    }

    @Test
    void aTableKeepsItsDependences() {
        // Factor 1 always equals factor 0: so do the draws, whichever is held.
        Factors equal = Factors.of(3, 2, new int[] {0, 0, 1, 1, 1, 1});
        float[] drawn = new float[600];
        FactorSource.of(Codes.of(new float[] {0, 1, 1}, 1), equal).draw(1, 300, 2, 1, 0, drawn);
        int ones = 0;
        for (int group = 0; group < 300; group++) {
            assertThat(drawn[2 * group]).isEqualTo(drawn[2 * group + 1]);
            ones += (int) drawn[2 * group];
        }
        assertThat(ones / 300.0).isCloseTo(2 / 3.0, within(5 * Math.sqrt(2 / 9.0 / 300)));
    }

    @Test
    void valuesAreNumberedHoweverLargeTheyAre() {
        Factors years = Factors.of(4, 2, new int[] {2021, -1, 2019, 1_000_000, 2019, 5, 2021, 5});
        assertThat(years.size(0)).isEqualTo(2);
        assertThat(years.size(1)).isEqualTo(3);
        assertThat(years.valueOf(0, 0)).isEqualTo(1);
        assertThat(years.number(0, 1)).isEqualTo(2021);
        assertThat(years.column(1).names()).containsExactly("-1", "5", "1000000");
        assertThat(years.numbers(1)).containsExactly(-1, 1_000_000, 5, 5);
        Factors real = Factors.of(3, 1, new double[] {0.5, -0.25, 0.5});
        assertThat(real.valueNames(0)).containsExactly("-0.25", "0.5");
    }

    @Test
    void aSelectionKeepsTheNumbering() {
        Factors all = Factors.of(4, 1, new int[] {10, 20, 30, 40});
        Factors some = all.select(3, 1);
        assertThat(some.size(0)).isEqualTo(4);
        assertThat(some.values(0)).containsExactly(3, 1);
        // Made apart, values are matched by their numbers.
        assertThat(Factors.of(3, 1, new int[] {40, 50, 20}).values(0, all)).containsExactly(3, -1, 1);
        assertThatThrownBy(() -> all.select(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
