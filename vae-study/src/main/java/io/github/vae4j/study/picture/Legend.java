package io.github.vae4j.study.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Names of series beside their marks, in as many rows as they need: one after the other if that is one row, else in
/// columns.
final class Legend {
    private static final double ROW = 18;
    private static final double MARK = 20;
    private static final double GAP = 14;

    private final List<String> names;
    private final List<Double> lefts = new ArrayList<>();
    private final int columns;
    private final double room;

    Legend(List<String> names, double width) {
        this.names = few(names);
        double[] widths = this.names.stream().mapToDouble(name -> MARK + Svg.textWidth(name) + GAP).toArray();
        double all = 0;
        double widest = 0;
        for (double entry : widths) {
            lefts.add(all);
            all += entry;
            widest = Math.max(widest, entry);
        }
        double column = Math.min(width, widest);
        boolean oneRow = all <= width + GAP;
        columns = oneRow ? Math.max(1, this.names.size()) : Math.max(1, (int) (width / column));
        room = column - MARK;
        if (!oneRow) {
            for (int i = 0; i < this.names.size(); i++) {
                lefts.set(i, i % columns * column);
            }
        }
    }

    private static List<String> few(List<String> names) {
        if (names.size() <= Groups.MOST_SHOWN) {
            return List.copyOf(names);
        }
        List<String> few = new ArrayList<>(names.subList(0, Groups.MOST_SHOWN - 1));
        few.add(String.format(Locale.ROOT, "and %,d more", names.size() - few.size()));
        return few;
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
            double x = left + lefts.get(i);
            int row = i / columns;
            double y = top + (row + 0.5) * ROW;
            mark.draw(i, x + 8, y);
            svg.text(x + MARK, y + 4, Svg.Anchor.START, "", Svg.fitting(names.get(i), room));
        }
    }
}
