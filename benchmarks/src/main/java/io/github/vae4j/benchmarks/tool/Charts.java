package io.github.vae4j.benchmarks.tool;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The pictures of a report, as PNG files.
final class Charts {
    /// A point of a curve or a cloud.
    record Point(double x, double y, double error) {}

    static final int WIDTH = 900;
    static final int HEIGHT = 420;
    // More do not fit under the axis side by side.
    private static final int MOST_CHARACTERS = 100;
    // About how many pixels an entry of the legend takes, with its distances, and each character of its name.
    private static final int LEGEND_SYMBOL = 45;
    private static final int LEGEND_CHARACTER = 7;
    // A column of more, with the usual distances, would be higher than the plot.
    private static final int MOST_ENTRIES = 8;
    private static final int DENSE_PADDING = 3;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    // Ten by Petroff (arXiv:2107.02270), who chose them for eyes that see two of the three primary colours, too; and three
    // that lie farthest from them, from white and from the error bars, in CIELAB as such eyes see it.
    private static final Color[] COLOURS = {new Color(0x94a4a2), new Color(0x3f90da), new Color(0xffa90e),
        new Color(0xbd1f01), new Color(0x832db6), new Color(0xa96b59), new Color(0xe76300), new Color(0xb9ac70),
        new Color(0x717581), new Color(0x92dadd), new Color(0x6600ff), new Color(0x660066), new Color(0x660000)};
    private static final Marker[] MARKS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP, SeriesMarkers.TRIANGLE_DOWN};

    private Charts() {}

    /// Bars side by side: a group for each case, a colour for each implementation.
    ///
    /// @param bars values by implementation and case; what is missing has no bar
    static IChart bars(String unit, List<String> cases, Map<String, Map<String, Measurement>> bars,
            boolean logarithmic) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(unit).build();
        chart.getStyler().setAvailableSpaceFill(0.8);
        style(chart.getStyler(), List.copyOf(bars.keySet()));
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        boolean crowded = cases.stream().mapToInt(String::length).sum() > MOST_CHARACTERS;
        chart.getStyler().setXAxisLabelRotation(crowded ? 35 : 0);
        double foot = logarithmic ? foot(bars) : 1;
        if (logarithmic) {
            double most = bars.values().stream().flatMap(each -> each.values().stream())
                    .mapToDouble(each -> each.value() + error(each)).max().orElse(foot);
            chart.getStyler().setYAxisMin(1.0).setYAxisMax(1.1 * most / foot);
            chart.setCustomYAxisTickLabelsFormatter(tick -> BigDecimal.valueOf(tick * foot)
                    .round(MathContext.DECIMAL32).stripTrailingZeros().toPlainString());
        } else {
            chart.getStyler().setYAxisMin(0.0);
        }
        bars.forEach((implementation, byCase) -> {
            List<Double> values = cases.stream().map(each -> value(byCase.get(each)) / foot).toList();
            List<Double> errors = cases.stream().map(byCase::get)
                    .map(each -> logarithmic ? relative(each) : error(each)).toList();
            chart.addSeries(implementation.isEmpty() ? "this machine" : implementation, cases, values, errors);
        });
        return chart;
    }

    // A power of ten below the least value, where bars on a logarithmic axis start. The chart draws the errors of values
    // below 1 at the foot of their bars, so this is its 1.
    private static double foot(Map<String, Map<String, Measurement>> bars) {
        double least = bars.values().stream().flatMap(each -> each.values().stream()).mapToDouble(Measurement::value)
                .filter(value -> value > 0).min().orElse(1);
        return Math.pow(10, Math.floor(Math.log10(least)));
    }

    private static double value(@Nullable Measurement measurement) {
        return measurement == null ? Double.NaN : measurement.value();
    }

    private static double error(@Nullable Measurement measurement) {
        return measurement == null || Double.isNaN(measurement.error()) ? 0 : measurement.error();
    }

    // The chart takes the logarithm of an error, as if it were a value, for the length of its bar: with this the bar ends
    // where value and error together are.
    private static double relative(@Nullable Measurement measurement) {
        return measurement == null ? 1 : 1 + error(measurement) / measurement.value();
    }

    /// Curves with a dot and an error bar at each point, and dashed lines without.
    static IChart curves(String xLabel, String yLabel, Map<String, List<Point>> measured,
            Map<String, List<Point>> ideal) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(xLabel).yAxisTitle(yLabel).build();
        style(chart.getStyler(), Stream.of(measured, ideal).flatMap(each -> each.keySet().stream()).toList());
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisDecimalPattern("#");
        measured.forEach((name, points) -> marked(add(chart, name, points), chart.getSeriesCollection().size() - 1));
        int curves = measured.size();
        ideal.forEach((name, points) -> dashed(add(chart, name, points))
                .setLineColor(colour(chart.getSeriesCollection().size() - 1 - curves)));
        return chart;
    }

    /// Speed over arithmetic intensity, both logarithmic: lines for the roofs, dots for what was measured.
    static IChart roofline(Map<String, List<Point>> roofs, Map<String, List<Point>> dots) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT)
                .xAxisTitle("operations per byte that must be moved").yAxisTitle("GFLOP/s").build();
        style(chart.getStyler(), Stream.of(roofs, dots).flatMap(each -> each.keySet().stream()).toList());
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        roofs.forEach((name, points) -> dashed(add(chart, name, points)));
        dots.forEach((name, points) -> marked(add(chart, name, points), chart.getSeriesCollection().size() - 1)
                .setLineStyle(new BasicStroke(0)).setLineColor(new Color(0, 0, 0, 0)));
        return chart;
    }

    /// Writes a picture as PNG.
    static void save(IChart chart, Path file) throws IOException {
        ChartEncoder.saveChart(chart, file.toString(), "png");
    }

    private static XYSeries add(XYChart chart, String name, List<Point> points) {
        List<Double> xs = points.stream().map(Point::x).toList();
        List<Double> ys = points.stream().map(Point::y).toList();
        // An error bar of no length would be drawn as a dash.
        return points.stream().allMatch(point -> point.error() == 0)
                ? chart.addSeries(name, xs, ys)
                : chart.addSeries(name, xs, ys, points.stream().map(Point::error).toList());
    }

    // Where the colours begin again, so do not the marks.
    private static XYSeries marked(XYSeries series, int index) {
        series.setMarker(MARKS[index % MARKS.length]);
        return series;
    }

    private static XYSeries dashed(XYSeries series) {
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0));
        return series;
    }

    private static Color colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    private static void style(AxesChartStyler styler, List<String> series) {
        List<Color> colours = new ArrayList<>();
        for (int i = 0; i < Math.max(1, series.size()); i++) {
            colours.add(colour(i));
        }
        styler.setSeriesColors(colours.toArray(Color[]::new));
        styler.setBaseFont(FONT).setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setLegendBorderColor(Color.WHITE).setChartTitleVisible(false);
        // A row under the plot is not broken into lines but cut off.
        boolean row = series.stream().mapToInt(name -> LEGEND_SYMBOL + LEGEND_CHARACTER * name.length()).sum() < WIDTH;
        styler.setLegendPosition(row ? LegendPosition.OutsideS : LegendPosition.OutsideE);
        styler.setLegendLayout(row ? LegendLayout.Horizontal : LegendLayout.Vertical);
        if (series.size() > MOST_ENTRIES) {
            styler.setLegendPadding(DENSE_PADDING);
        }
        styler.setAxisTickLabelsFont(FONT).setAxisTitleFont(FONT).setPlotGridVerticalLinesVisible(false);
        styler.setErrorBarsColor(new Color(0x1d2329));
        styler.setMarkerSize(6);
    }

    /// Measurements by implementation and case, in the order of the implementations.
    static Map<String, Map<String, Measurement>> byImplementation(List<Measurement> measurements,
            List<String> implementations) {
        Map<String, Map<String, Measurement>> all = new LinkedHashMap<>();
        for (String implementation : implementations) {
            Map<String, Measurement> one = new LinkedHashMap<>();
            measurements.stream().filter(each -> Objects.equals(each.implementation(), implementation))
                    .forEach(each -> one.put(each.shortRow(), each));
            if (!one.isEmpty()) {
                all.put(implementation, one);
            }
        }
        return all;
    }
}
