package io.github.vae4j.study.picture;

import java.util.List;

/// A series of points of a [CurvesPicture].
///
/// @param name for the legend
/// @param points from left to right; those that are not finite are left out
/// @param colour index into the palette, from 0
/// @param form how it is drawn
public record Curve(String name, List<Point> points, int colour, Form form) {
    /// A point, perhaps with the length of its error bar.
    ///
    /// @param x horizontal value
    /// @param y vertical value
    /// @param error half the length of the error bar, 0 for none
    public record Point(double x, double y, double error) {
        /// A point without an error bar.
        ///
        /// @param x horizontal value
        /// @param y vertical value
        public Point(double x, double y) {
            this(x, y, 0);
        }

        boolean isFinite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /// The ways to draw a series.
    public enum Form {
        /// A line.
        SOLID,
        /// An interrupted line.
        DASHED,
        /// Hollow dots.
        DOTS,
        /// A line with a dot at each point.
        LINE_AND_DOTS
    }

    /// Copies the points.
    public Curve {
        points = points.stream().filter(Point::isFinite).toList();
    }
}
