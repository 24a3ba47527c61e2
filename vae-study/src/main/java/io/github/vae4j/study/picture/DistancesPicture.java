package io.github.vae4j.study.picture;

/// One dot per sample at its distance, in the order of the samples, and a line at a limit to compare them with.
public final class DistancesPicture {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 230;
    private static final int LIMIT_COLOUR = 2;

    private DistancesPicture() {}

    /// Draws distances.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param title over the picture
    /// @param xLabel what samples are
    /// @param yLabel the distance, with unit
    /// @param distances of the samples; those beyond `top` are drawn there
    /// @param limit where the line is; NaN for none
    /// @param limitName what the line is
    /// @param top end of the vertical axis
    /// @param colour index into the palette
    /// @return the picture
    public static Picture draw(String name, String description, String title, String xLabel, String yLabel,
            double[] distances, double limit, String limitName, double top, int colour) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        Axis x = Axis.exactly(xLabel, 0, Math.max(1, distances.length));
        Frame frame = new Frame(svg, x, Axis.around(yLabel, 0, top), 24, 0);
        svg.text(frame.left(), 14, Svg.Anchor.START, "bold", Svg.fitting(title, WIDTH - frame.left() - 20));
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < distances.length; i++) {
            dots.append('M').append(Svg.number(frame.x(i))).append(' ')
                    .append(Svg.number(Math.max(frame.top(), frame.y(distances[i])))).append("h0");
        }
        svg.open("dots " + Palette.series(colour), "stroke-width=\"" + (distances.length > 400 ? "2" : "3") + "\"");
        svg.path(dots, "");
        svg.close();
        if (Double.isFinite(limit)) {
            double y = frame.y(limit);
            svg.line(frame.left(), y, frame.right(), y, Palette.series(LIMIT_COLOUR) + " dash");
            svg.text(frame.right() - 4, y - 5, Svg.Anchor.END, "halo", limitName);
        }
        return svg.picture(name, description);
    }
}
