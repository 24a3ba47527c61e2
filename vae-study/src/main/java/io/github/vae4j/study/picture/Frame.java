package io.github.vae4j.study.picture;

/// The area of a picture between two axes: draws them, and turns values into places.
final class Frame {
    private static final double TICK_ROOM = 18;
    private static final double LABEL_ROOM = 18;

    private final Svg svg;
    private final Axis horizontal;
    private final Axis vertical;
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    /// Draws grid lines, ticks and labels.
    ///
    /// @param top room above, in pixels
    /// @param below room under the axis and its label
    Frame(Svg svg, Axis horizontal, Axis vertical, double top, double below) {
        this.svg = svg;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.top = top;
        double widest = vertical.ticks().stream().mapToDouble(tick -> Svg.textWidth(tick.text())).max().orElse(0);
        left = widest + 8 + (vertical.label().isEmpty() ? 0 : LABEL_ROOM);
        // The text of a tick at the end reaches beyond the axis.
        double reach = horizontal.ticks().isEmpty() ? 0 : Svg.textWidth(horizontal.ticks().getLast().text()) / 2;
        right = svg.width() - Math.max(8, reach);
        bottom = svg.height() - below - TICK_ROOM - (horizontal.label().isEmpty() ? 0 : LABEL_ROOM);
        draw();
    }

    /// The length of the horizontal axis of a picture whose vertical axis has short texts.
    static double usualLength(int width) {
        return width - 60;
    }

    double x(double value) {
        return left + horizontal.share(value) * (right - left);
    }

    double y(double value) {
        return bottom - vertical.share(value) * (bottom - top);
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double top() {
        return top;
    }

    double bottom() {
        return bottom;
    }

    private void draw() {
        for (Axis.Tick tick : vertical.ticks()) {
            double y = y(tick.value());
            svg.line(left, y, right, y, "grid");
            svg.text(left - 6, y + 4, Svg.Anchor.END, "soft", tick.text());
        }
        svg.line(left, bottom, right, bottom, "soft thin");
        for (Axis.Tick tick : horizontal.ticks()) {
            double x = x(tick.value());
            svg.line(x, bottom, x, bottom + 4, "soft thin");
            svg.text(x, bottom + TICK_ROOM - 2, Svg.Anchor.MIDDLE, "soft", tick.text());
        }
        if (!vertical.label().isEmpty()) {
            svg.textUpwards(12, (top + bottom) / 2, "", vertical.label());
        }
        if (!horizontal.label().isEmpty()) {
            svg.text((left + right) / 2, bottom + TICK_ROOM + 14, Svg.Anchor.MIDDLE, "", horizontal.label());
        }
    }
}
