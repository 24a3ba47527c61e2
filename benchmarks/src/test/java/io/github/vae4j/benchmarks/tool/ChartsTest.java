package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/// Nothing of a picture, its legend above all, may lie beyond its edges, where the file has no room for it.
class ChartsTest {
    private static final List<Charts.Point> POINTS = List.of(new Charts.Point(1, 10, 1), new Charts.Point(20, 90, 2));

    private static final List<String> IMPLEMENTATIONS = List.of("scalar", "simd", "simd-256", "simd-128",
            "deeplearning4j", "mkl", "openblas", "pytorch-mkl", "pytorch-openblas", "smile", "tensorflow");

    private static Map<String, List<Charts.Point>> series(List<String> names) {
        Map<String, List<Charts.Point>> series = new LinkedHashMap<>();
        names.forEach(name -> series.put(name, POINTS));
        return series;
    }

    private static List<String> names(String prefix, int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> prefix + i).toList();
    }

    private static IChart roofline(List<String> roofs) {
        return Charts.roofline(series(roofs), series(List.of("products and Adam, scalar", "products and Adam, simd")));
    }

    private static IChart curves(List<String> batches) {
        return Charts.curves("threads", "samples/s", series(batches),
                series(batches.stream().map(name -> name + ", ideal").toList()));
    }

    private static IChart bars(List<String> implementations, List<String> cases, boolean logarithmic) {
        Map<String, Map<String, Measurement>> bars = new LinkedHashMap<>();
        implementations.forEach(name -> bars.put(name, Map.of()));
        return Charts.bars("GFLOP/s", cases, bars, logarithmic);
    }

    static Stream<IChart> charts() {
        List<String> twins = List.of("scalar", "simd");
        List<IChart> charts = new ArrayList<>();
        charts.add(roofline(List.of("copy of 128 MB")));
        charts.add(roofline(List.of("copy of 16 KB", "copy of 512 KB", "copy of 16 MB", "copy of 128 MB")));
        charts.add(curves(List.of("batch 100")));
        charts.add(curves(List.of("batch 100", "batch 512", "batch 1024", "batch 4096")));
        charts.add(bars(twins, names("a", 3), false));
        charts.add(bars(IMPLEMENTATIONS, names("product NT 100x784x", 18), false));
        charts.add(bars(IMPLEMENTATIONS.subList(0, 8), List.of("step batch 100 1 thread"), true));
        return charts.stream();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everythingIsInside(IChart chart) {
        assertThat(pixelsOutside(chart)).isZero();
    }

    /// A tenth of the value, up and down, on an axis of one decade.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 5, 500})
    void errorBarsAreAsLongOnALogarithmicAxis(double value) {
        Measurement measured = new Measurement(Family.LOSSES, "Loss", "softplus", Map.of(), "simd", 1, value,
                value / 10, "ns/element", false, 0, 0);
        CategoryChart chart = (CategoryChart) Charts.bars("ns/element", List.of("softplus"),
                Map.of("simd", Map.of("softplus", measured)), true);
        BufferedImage picture = new BufferedImage(Charts.WIDTH, Charts.HEIGHT, BufferedImage.TYPE_INT_RGB);
        chart.paint(picture.createGraphics(), Charts.WIDTH, Charts.HEIGHT);
        int colour = chart.getStyler().getErrorBarsColor().getRGB();
        int[] rows = IntStream.range(0, Charts.HEIGHT).filter(y -> IntStream.range(0, Charts.WIDTH)
                .anyMatch(x -> picture.getRGB(x, y) == colour)).toArray();
        // The axis ends a tenth above value and error, so it is 0.78 decades long on some 320 pixels.
        assertThat(rows).hasSizeBetween(25, 45);
        assertThat(rows[0]).isLessThan(Charts.HEIGHT / 5);
    }

    /// As many as there are implementations: ours and all peers.
    @Test
    void barsOfAllImplementationsHaveTheirOwnColours() {
        CategoryChart chart = (CategoryChart) bars(IMPLEMENTATIONS, List.of("step"), false);
        chart.paint(new BufferedImage(Charts.WIDTH, Charts.HEIGHT, BufferedImage.TYPE_INT_RGB).createGraphics(),
                Charts.WIDTH, Charts.HEIGHT);
        assertThat(chart.getSeriesCollection()).hasSize(11).extracting(CategorySeries::getFillColor)
                .doesNotHaveDuplicates();
    }

    @Test
    void curvesDifferInMarkOrColourAndTheirIdealsHaveTheirColour() {
        int n = 30;
        XYChart chart = (XYChart) curves(names("batch ", n));
        chart.paint(new BufferedImage(Charts.WIDTH, Charts.HEIGHT, BufferedImage.TYPE_INT_RGB).createGraphics(),
                Charts.WIDTH, Charts.HEIGHT);
        List<XYSeries> series = List.copyOf(chart.getSeriesCollection());
        assertThat(series.subList(0, n)).extracting(each -> each.getLineColor() + " " + each.getMarker())
                .doesNotHaveDuplicates();
        assertThat(series.subList(n, 2 * n)).extracting(XYSeries::getLineColor)
                .isEqualTo(series.subList(0, n).stream().map(XYSeries::getLineColor).toList());
    }

    @Test
    void aLegendInOneRowThatIsTooLongIsFound() {
        XYChart chart = (XYChart) roofline(List.of("copy of 16 KB", "copy of 512 KB", "copy of 16 MB",
                "copy of 128 MB"));
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        assertThat(pixelsOutside(chart)).isPositive();
    }

    /// Paints on a sheet three times as wide and high as the picture, in its middle: what the file would cut off is there.
    private static int pixelsOutside(IChart chart) {
        BufferedImage sheet = new BufferedImage(3 * Charts.WIDTH, 3 * Charts.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.translate(Charts.WIDTH, Charts.HEIGHT);
        chart.paint(graphics, Charts.WIDTH, Charts.HEIGHT);
        graphics.dispose();
        int outside = 0;
        int inside = 0;
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                boolean painted = sheet.getRGB(x, y) >>> 24 != 0;
                boolean within = x >= Charts.WIDTH && x < 2 * Charts.WIDTH && y >= Charts.HEIGHT
                        && y < 2 * Charts.HEIGHT;
                outside += painted && !within ? 1 : 0;
                inside += painted && within ? 1 : 0;
            }
        }
        assertThat(inside).as("the picture itself").isEqualTo(Charts.WIDTH * Charts.HEIGHT);
        return outside;
    }
}
