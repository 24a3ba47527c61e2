package io.github.vae4j.study.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/// A matrix as coloured cells with numbers, as long as there is room for numbers.
public final class HeatMapPicture {
    private static final int LARGEST_WITH_NUMBERS = 24;
    private static final double SCALE_WIDTH = 12;
    private static final double LONGEST_NAME = 90;

    private HeatMapPicture() {}

    /// The scale of colours.
    ///
    /// @param label what is measured, with unit
    /// @param from value of the darkest colour
    /// @param to value of the brightest
    /// @param text a value as it is written into a cell
    public record Scale(String label, double from, double to, DoubleFunction<String> text) {}

    /// Draws a matrix, first row on top; of a large one the first 60 rows and columns.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param rowLabel what rows are
    /// @param rows their names
    /// @param columnLabel what columns are
    /// @param columns their names
    /// @param values (rows, columns), row-major; cells that are not finite stay empty
    /// @param scale of colours
    /// @return the picture
    public static Picture draw(String name, String description, String rowLabel, List<String> rows, String columnLabel,
            List<String> columns, double[] values, Scale scale) {
        int height = Math.min(rows.size(), Groups.MOST_SHOWN);
        int width = Math.min(columns.size(), Groups.MOST_SHOWN);
        double[] shown = new double[height * width];
        for (int r = 0; r < height; r++) {
            System.arraycopy(values, r * columns.size(), shown, r * width, width);
        }
        return drawNamed(name, description, Groups.label(rowLabel, rows.size()), fitting(rows.subList(0, height)),
                Groups.label(columnLabel, columns.size()), fitting(columns.subList(0, width)), shown, scale);
    }

    private static Picture drawNamed(String name, String description, String rowLabel, List<String> rows,
            String columnLabel, List<String> columns, double[] values, Scale scale) {
        boolean numbers = Math.max(rows.size(), columns.size()) <= LARGEST_WITH_NUMBERS;
        double cell = cellWidth(columns.size(), numbers);
        double cellHeight = numbers ? Math.clamp(cell, 20, 32) : cell;
        double left = 26 + widest(rows);
        double namesBelow = sideBySide(columns, cell) ? 20 : widest(columns) + 10;
        double bottom = 6 + rows.size() * cellHeight;
        double plot = columns.size() * cell;
        double colours = Math.max(Math.min(200, plot), scaleWidth(scale));
        int width = (int) Math.ceil(left + Math.max(plot, colours) + 12);
        Svg svg = new Svg(width, (int) Math.ceil(bottom + namesBelow + 24 + 46));

        for (int r = 0; r < rows.size(); r++) {
            double y = 6 + r * cellHeight;
            svg.text(left - 6, y + cellHeight / 2 + 4, Svg.Anchor.END, cellHeight < 12 ? "soft tiny" : "soft",
                    rows.get(r));
            for (int c = 0; c < columns.size(); c++) {
                cell(svg, values[r * columns.size() + c], scale, left + c * cell, y, cell, cellHeight, numbers);
            }
        }
        boolean upwards = !sideBySide(columns, cell);
        for (int c = 0; c < columns.size(); c++) {
            double x = left + (c + 0.5) * cell;
            if (!upwards) {
                svg.text(x, bottom + 15, Svg.Anchor.MIDDLE, "soft", columns.get(c));
            } else {
                svg.textEndingUpwards(x + 4, bottom + 6, cell < 12 ? "soft tiny" : "soft", columns.get(c));
            }
        }
        svg.textUpwards(12, (6 + bottom) / 2, "", rowLabel);
        svg.text(left + plot / 2, bottom + namesBelow + 14, Svg.Anchor.MIDDLE, "", columnLabel);
        colours(svg, scale, left, bottom + namesBelow + 28, colours);
        return svg.picture(name, description);
    }

    private static double cellWidth(int columns, boolean numbers) {
        return numbers ? Math.clamp(350.0 / Math.max(1, columns), 30, 40) : Math.clamp(700.0 / columns, 7, 18);
    }

    private static double scaleWidth(Scale scale) {
        return Svg.textWidth(scale.text.apply(scale.from)) + Svg.textWidth(scale.label)
                + Svg.textWidth(scale.text.apply(scale.to)) + 30;
    }

    private static List<String> fitting(List<String> names) {
        return names.stream().map(text -> Svg.fitting(text, LONGEST_NAME)).toList();
    }

    private static boolean sideBySide(List<String> columns, double cell) {
        return widest(columns) + 3 <= cell;
    }

    private static double widest(List<String> names) {
        return names.stream().mapToDouble(Svg::textWidth).max().orElse(0);
    }

    private static void cell(Svg svg, double value, Scale scale, double x, double y, double width, double height,
            boolean numbers) {
        if (!Double.isFinite(value)) {
            return;
        }
        double share = (value - scale.from) / (scale.to - scale.from);
        svg.rectangle(x, y, width, height, "", Palette.viridis(share));
        if (numbers) {
            svg.text(x + width / 2, y + height / 2 + 4, Svg.Anchor.MIDDLE,
                    Palette.isDark(share) ? "small ondark" : "small onlight",
                    scale.text.apply(value));
        }
    }

    private static void colours(Svg svg, Scale scale, double x, double y, double width) {
        int steps = 40;
        for (int i = 0; i < steps; i++) {
            svg.rectangle(x + i * width / steps, y, width / steps + 0.5, SCALE_WIDTH, "",
                    Palette.viridis((i + 0.5) / steps));
        }
        svg.text(x, y + SCALE_WIDTH + 14, Svg.Anchor.START, "soft", scale.text.apply(scale.from));
        svg.text(x + width, y + SCALE_WIDTH + 14, Svg.Anchor.END, "soft", scale.text.apply(scale.to));
        svg.text(x + width / 2, y + SCALE_WIDTH + 14, Svg.Anchor.MIDDLE, "soft", scale.label);
    }
}
