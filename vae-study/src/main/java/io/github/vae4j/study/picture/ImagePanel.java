package io.github.vae4j.study.picture;

import java.util.List;

/// A grid of images with names beside its rows and values under its columns.
public final class ImagePanel {
    private static final int WIDEST = 420;

    private ImagePanel() {}

    /// What is written beside an axis: texts at equal distances, from the middle of the first row or column to the middle
    /// of the last.
    ///
    /// @param label what it is, may be empty
    /// @param texts two or more, or one per row or column; may be empty
    public record Side(String label, List<String> texts) {
        /// Copies the list.
        public Side {
            texts = List.copyOf(texts);
        }
    }

    /// Frames a grid.
    ///
    /// @param grid as drawn by [ImageGrid]; the result takes its name and description
    /// @param rows images below one another
    /// @param columns images beside one another
    /// @param left names of the rows, first on top
    /// @param below names of the columns
    /// @return an SVG that contains the grid, no wider than 420 pixels
    public static Picture draw(Picture grid, int rows, int columns, Side left, Side below) {
        double names = left.texts().stream().mapToDouble(Svg::textWidth).max().orElse(0);
        double x = (names > 0 ? names + 8 : 2) + (left.label().isEmpty() ? 0 : 18);
        double scale = Math.min((WIDEST - x - 8) / grid.width(), Math.max(1, 300.0 / grid.width()));
        double width = grid.width() * scale;
        double height = grid.height() * scale;
        double y = 6;
        double bottom = y + height;
        double room = (below.texts().isEmpty() ? 0 : 20) + (below.label().isEmpty() ? 4 : 20);
        Svg svg = new Svg((int) Math.ceil(x + width + 12), (int) Math.ceil(bottom + room));
        svg.image(x, y, width, height, grid.dataUri());
        for (int i = 0; i < left.texts().size(); i++) {
            double middle = y + place(i, left.texts().size(), rows) * height;
            svg.text(x - 6, middle + 4, Svg.Anchor.END, "soft", left.texts().get(i));
        }
        for (int i = 0; i < below.texts().size(); i++) {
            double middle = x + place(i, below.texts().size(), columns) * width;
            svg.text(middle, bottom + 15, Svg.Anchor.MIDDLE, "soft", below.texts().get(i));
        }
        if (!left.label().isEmpty()) {
            svg.textUpwards(12, y + height / 2, "", left.label());
        }
        if (!below.label().isEmpty()) {
            svg.text(x + width / 2, bottom + room - 6, Svg.Anchor.MIDDLE, "", below.label());
        }
        return svg.picture(grid.name(), grid.description());
    }

    /// The share of the side at which text i of n stands beside `cells` cells.
    private static double place(int i, int n, int cells) {
        double half = 0.5 / cells;
        return n == 1 ? half : half + (1 - 2 * half) * i / (n - 1);
    }
}
