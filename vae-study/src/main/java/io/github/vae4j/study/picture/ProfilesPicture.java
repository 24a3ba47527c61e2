package io.github.vae4j.study.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One thin line per sample over the latent units: it shows which units do anything, and in which class.
public final class ProfilesPicture {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 230;

    private ProfilesPicture() {}

    /// Draws samples.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param title over the picture
    /// @param values (n, units), row-major, finite
    /// @param units number of units, 1 or more
    /// @param samples indices of the rows to draw
    /// @param reach the vertical axis goes from -reach to reach; values beyond are drawn at its ends
    /// @param colour index into the palette
    /// @return the picture
    public static Picture draw(String name, String description, String title, float[] values, int units, int[] samples,
            double reach, int colour) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        List<String> names = IntStream.range(0, units).mapToObj(Integer::toString).toList();
        Axis x = Axis.things("latent unit", names, Frame.usualLength(WIDTH));
        Frame frame = new Frame(svg, x, Axis.exactly("mean of q(z|x)", -reach, reach), 24, 0);
        svg.text(frame.left(), 14, Svg.Anchor.START, "bold", Svg.fitting(title, WIDTH - frame.left() - 20));
        // The more lines, the fainter each one.
        double opacity = Math.clamp(15.0 / Math.max(1, samples.length), 0.07, 0.9);
        // One step to the right is a unit, one downwards a tenth of a pixel: coordinates are short.
        svg.open("line thin steady " + Palette.series(colour), String.format(Locale.ROOT,
                "stroke-opacity=\"%.2f\" transform=\"translate(%s)scale(%.4f .1)\"", opacity, Svg.number(frame.x(0)),
                frame.x(1) - frame.x(0)));
        for (int sample : samples) {
            StringBuilder path = new StringBuilder("M");
            for (int j = 0; j < units; j++) {
                double value = Math.clamp(values[sample * units + j], -reach, reach);
                path.append(j == 0 ? "" : " ").append(j).append(' ').append(Math.round(10 * frame.y(value)));
            }
            svg.path(units == 1 ? path.append("h0") : path, "");
        }
        svg.close();
        return svg.picture(name, description);
    }
}
