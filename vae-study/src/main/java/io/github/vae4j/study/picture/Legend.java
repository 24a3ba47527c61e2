package io.github.vae4j.study.picture;

import java.util.List;

/// Names of series beside their marks, in as many rows as they need.
final class Legend {
    private static final double ROW = 18;
    private static final double MARK = 20;
    private static final double GAP = 14;

    private final List<String> names;
    private final double column;
    private final int columns;

    Legend(List<String> names, double width) {
        this.names = List.copyOf(names);
        double widest = names.stream().mapToDouble(Svg::textWidth).max().orElse(0);
        column = Math.min(width, MARK + widest + GAP);
        columns = Math.max(1, (int) (width / column));
    }

    /// Pixels that it takes.
    double height() {
        int rows = (names.size() + columns - 1) / columns;
        return rows * ROW + (names.isEmpty() ? 0 : 6);
    }

    /// Draws the mark of one series with its middle at (x, y).
    interface Mark {
        /// Draws it.
        void draw(int series, double x, double y);
    }

    void draw(Svg svg, double left, double top, Mark mark) {
        for (int i = 0; i < names.size(); i++) {
            double x = left + i % columns * column;
            int row = i / columns;
            double y = top + (row + 0.5) * ROW;
            mark.draw(i, x + 8, y);
            svg.text(x + MARK, y + 4, Svg.Anchor.START, "", Svg.fitting(names.get(i), column - MARK));
        }
    }
}
