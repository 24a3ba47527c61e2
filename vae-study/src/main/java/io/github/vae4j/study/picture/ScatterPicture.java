package io.github.vae4j.study.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Points in the plane, coloured by group, the name of each of up to 20 groups written in its midst.
///
/// From the eleventh group on colours come again with another shape. Points far outside (beyond four times the range of
/// the middle 98 %) are drawn at the edge, so that one of them does not make all others one blot.
public final class ScatterPicture {
    private static final int WIDTH = 420;
    private static final int PLOT = 380;
    // Among more groups their names would hide the points and each other.
    private static final int MOST_NAMED = 20;

    private ScatterPicture() {}

    /// Draws points.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param xLabel horizontal axis, with unit
    /// @param yLabel vertical axis, with unit
    /// @param points (n, 2), row-major; those that are not finite are left out
    /// @param groups of the points
    /// @return the picture
    public static Picture draw(String name, String description, String xLabel, String yLabel, float[] points,
            Groups groups) {
        int[] present = groups.present();
        boolean named = present.length > 1 || present.length == 1 && !groups.names().get(present[0]).isEmpty();
        List<String> names = named ? Arrays.stream(present).mapToObj(groups.names()::get).toList() : List.of();
        Legend legend = new Legend(names, WIDTH - 60);
        Svg svg = new Svg(WIDTH, (int) (PLOT + legend.height()));
        Frame frame = new Frame(svg, range(xLabel, points, 0), range(yLabel, points, 1), 8, legend.height());
        // Large sets get smaller dots.
        double size = groups.of().length > 4000 ? 2 : groups.of().length > 1000 ? 2.6 : 3.6;
        List<double[]> middles = new ArrayList<>();
        for (int g = 0; g < present.length; g++) {
            int[] members = groups.members(present[g]);
            StringBuilder path = new StringBuilder();
            double[] xs = new double[members.length];
            double[] ys = new double[members.length];
            for (int i = 0; i < members.length; i++) {
                xs[i] = Math.clamp(frame.x(points[2 * members[i]]), frame.left(), frame.right());
                ys[i] = Math.clamp(frame.y(points[2 * members[i] + 1]), frame.top(), frame.bottom());
                if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                    Shape.of(g).append(path, xs[i], ys[i], size);
                }
            }
            svg.open("dots " + Palette.series(g), Shape.of(g).attributes(size));
            svg.path(path, "");
            svg.close();
            middles.add(new double[] {median(xs), median(ys)});
        }
        for (int g = 0; g < names.size() && names.size() <= MOST_NAMED; g++) {
            svg.text(middles.get(g)[0], middles.get(g)[1] + 4, Svg.Anchor.MIDDLE, "halo",
                    Svg.fitting(names.get(g), 80));
        }
        legend.draw(svg, frame.left(), svg.height() - legend.height() + 4, (g, x, y) -> {
            StringBuilder mark = new StringBuilder();
            Shape.of(g).append(mark, x, y, 7);
            svg.open("dots " + Palette.series(g), Shape.of(g).attributes(7));
            svg.path(mark, "");
            svg.close();
        });
        return svg.picture(name, description);
    }

    private static Axis range(String label, float[] points, int column) {
        double[] values = new double[points.length / 2];
        int n = 0;
        for (int i = column; i < points.length; i += 2) {
            if (Float.isFinite(points[i])) {
                values[n++] = points[i];
            }
        }
        if (n == 0) {
            return Axis.around(label, -1, 1);
        }
        Arrays.sort(values, 0, n);
        double low = values[(int) (0.01 * (n - 1))];
        double high = values[(int) (0.99 * (n - 1))];
        double middle = (low + high) / 2;
        double reach = 2 * (high - low);
        return Axis.around(label, Math.max(values[0], middle - reach), Math.min(values[n - 1], middle + reach));
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /// The shapes of points, as short pieces of a path.
    private enum Shape {
        DISC,
        CROSS,
        SQUARE,
        DIAGONAL,
        TRIANGLE;

        static Shape of(int group) {
            return values()[group / Palette.COLOURS % values().length];
        }

        String attributes(double size) {
            return switch (this) {
                case DISC -> "stroke-width=\"" + Svg.number(size) + "\" stroke-opacity=\".75\"";
                case SQUARE ->
                        "stroke-width=\"" + Svg.number(size) + "\" stroke-linecap=\"square\" stroke-opacity=\".75\"";
                case CROSS, DIAGONAL, TRIANGLE -> "stroke-width=\"1.2\" stroke-opacity=\".85\"";
            };
        }

        void append(StringBuilder path, double x, double y, double size) {
            String r = Svg.number(size * 0.6);
            String d = Svg.number(size * 1.2);
            switch (this) {
                case DISC, SQUARE -> start(path, x, y).append("h0");
                case CROSS -> start(path, x - size * 0.6, y).append('h').append(d).append("m-").append(r).append("-")
                        .append(r).append('v').append(d);
                case DIAGONAL -> start(path, x - size * 0.6, y - size * 0.6).append('l').append(d).append(' ').append(d)
                        .append("m0-").append(d).append("l-").append(d).append(' ').append(d);
                case TRIANGLE -> start(path, x, y - size * 0.6).append('l').append(r).append(' ').append(d).append("h-")
                        .append(d).append('z');
            }
        }

        private static StringBuilder start(StringBuilder path, double x, double y) {
            return path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y));
        }
    }
}
