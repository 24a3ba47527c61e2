package io.github.vae4j.study.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Curves over a common axis: costs over epochs, statistics over what a sweep varied.
public final class CurvesPicture {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 280;

    private CurvesPicture() {}

    /// Draws curves over an axis of counted things, for example epochs.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param xLabel horizontal axis, with unit
    /// @param yLabel vertical axis, with unit
    /// @param curves what to draw
    /// @return the picture
    public static Picture draw(String name, String description, String xLabel, String yLabel, List<Curve> curves) {
        return draw(name, description, Axis.counting(xLabel, min(xs(curves)), max(xs(curves))), yLabel, curves);
    }

    /// Draws curves over an axis whose only ticks are the values of the points.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param xLabel horizontal axis, with unit
    /// @param logarithmic whether equal factors are equally far apart; all values must be positive then
    /// @param yLabel vertical axis, with unit
    /// @param curves what to draw
    /// @return the picture
    public static Picture drawSteps(String name, String description, String xLabel, boolean logarithmic, String yLabel,
            List<Curve> curves) {
        List<Double> values = xs(curves).boxed().distinct().sorted().toList();
        return draw(name, description, Axis.at(xLabel, values, logarithmic), yLabel, curves);
    }

    private static Picture draw(String name, String description, Axis x, String yLabel, List<Curve> curves) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        Legend legend = new Legend(curves.stream().map(Curve::name).toList(), WIDTH - 70);
        DoubleStream lows = points(curves).mapToDouble(p -> p.y() - p.error());
        DoubleStream highs = points(curves).mapToDouble(p -> p.y() + p.error());
        Axis y = Axis.around(yLabel, min(lows), max(highs));
        Frame frame = new Frame(svg, x, y, legend.height() + 6, 0);
        legend.draw(svg, frame.left(), 2, (i, markX, markY) -> mark(svg, curves.get(i), markX, markY));
        for (Curve curve : curves) {
            draw(svg, frame, curve);
        }
        return svg.picture(name, description);
    }

    private static void draw(Svg svg, Frame frame, Curve curve) {
        String colour = Palette.series(curve.colour());
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Curve.Point point : curve.points()) {
            double x = frame.x(point.x());
            double y = frame.y(point.y());
            String place = Svg.number(x) + " " + Svg.number(y);
            line.append(line.isEmpty() ? 'M' : 'L').append(place);
            dots.append(circle(x, y));
            if (point.error() > 0) {
                double high = frame.y(point.y() + point.error());
                double low = frame.y(point.y() - point.error());
                svg.line(x, low, x, high, colour);
                svg.line(x - 4, low, x + 4, low, colour);
                svg.line(x - 4, high, x + 4, high, colour);
            }
        }
        switch (curve.form()) {
            case SOLID -> svg.path(line, "line " + colour);
            case DASHED -> svg.path(line, "line dash " + colour);
            case DOTS -> svg.path(dots, "line " + colour);
            case LINE_AND_DOTS -> {
                svg.path(line, "line " + colour);
                svg.path(dots, "fill " + colour);
            }
        }
        if (curve.points().size() == 1 && curve.form() != Curve.Form.DOTS) {
            svg.path(dots, "fill " + colour); // a line of one point would be invisible
        }
    }

    private static void mark(Svg svg, Curve curve, double x, double y) {
        String colour = Palette.series(curve.colour());
        if (curve.form() != Curve.Form.DOTS) {
            svg.line(x - 8, y, x + 8, y, colour + (curve.form() == Curve.Form.DASHED ? " dash" : ""));
        }
        if (curve.form() == Curve.Form.DOTS) {
            svg.path(circle(x, y), "line " + colour);
        } else if (curve.form() == Curve.Form.LINE_AND_DOTS) {
            svg.path(circle(x, y), "fill " + colour);
        }
    }

    private static String circle(double x, double y) {
        return "M" + Svg.number(x - 3) + " " + Svg.number(y) + "a3 3 0 1 0 6 0a3 3 0 1 0-6 0";
    }

    private static Stream<Curve.Point> points(List<Curve> curves) {
        return curves.stream().flatMap(curve -> curve.points().stream());
    }

    private static DoubleStream xs(List<Curve> curves) {
        return points(curves).mapToDouble(Curve.Point::x);
    }

    private static double min(DoubleStream values) {
        return values.min().orElse(0);
    }

    private static double max(DoubleStream values) {
        return values.max().orElse(1);
    }
}
