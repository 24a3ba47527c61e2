package io.github.vae4j.study.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// One bar per latent unit, filled if the unit is active and hollow if it is not.
public final class UnitsPicture {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 250;
    private static final int COLOUR = 0;

    private UnitsPicture() {}

    /// Draws bars.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param label of the vertical axis, with unit
    /// @param values one per unit, 0 or more
    /// @param active whether each unit is active
    /// @return the picture
    public static Picture draw(String name, String description, String label, double[] values, boolean[] active) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        Legend legend = new Legend(List.of("active", "silent"), WIDTH - 70);
        List<String> names = IntStream.range(0, values.length).mapToObj(Integer::toString).toList();
        Axis x = Axis.things("latent unit", names, Frame.usualLength(WIDTH));
        Axis y = Axis.around(label, 0, DoubleStream.of(values).max().orElse(1));
        Frame frame = new Frame(svg, x, y, legend.height() + 4, 0);
        legend.draw(svg, frame.left(), 0,
                (i, markX, markY) -> svg.rectangle(markX - 8, markY - 5, 16, 10, style(i == 0)));
        double half = (frame.x(1) - frame.x(0)) * 0.36;
        for (int j = 0; j < values.length; j++) {
            double height = Math.max(1, frame.bottom() - frame.y(values[j]));
            svg.rectangle(frame.x(j) - half, frame.bottom() - height, 2 * half, height, style(active[j]));
        }
        return svg.picture(name, description);
    }

    private static String style(boolean active) {
        return active ? "fill " + Palette.series(COLOUR) : "hollow soft";
    }
}
