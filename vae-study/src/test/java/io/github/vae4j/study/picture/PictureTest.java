package io.github.vae4j.study.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures are what they claim to be, also where there is almost nothing to draw. How they look is for
/// `ReportInBrowserTest` and for people.
class PictureTest {
    static Stream<Picture> pictures() {
        String name = "<\"a & b\">";
        Groups groups = new Groups(new int[] {0, 1, 1}, List.of(name, "b"));
        float[] points = {0, 0, Float.NaN, 1, 1, 1};
        return Stream.of(
                ScatterPicture.draw("p", name, name, name, points, groups),
                ScatterPicture.draw("p", name, name, name, new float[0], Groups.one(0)),
                ProfilesPicture.draw("p", name, name, new float[] {1}, 1, new int[] {0}, 1, 0),
                DistancesPicture.draw("p", name, name, name, name, new double[0], Double.NaN, name, 1, 0),
                HeatMapPicture.draw("p", name, name, List.of("a"), name, List.of(name), new double[] {Double.NaN},
                        new HeatMapPicture.Scale(name, 0, 0, Double::toString)),
                SharesPicture.draw("p", name, name, name, name,
                        List.of(new SharesPicture.Share(name, 0.5, Double.NaN, Double.NaN, 0.7))),
                UnitsPicture.draw("p", name, name, new double[] {0}, new boolean[] {false}),
                CurvesPicture.draw("p", name, name, name, List.of(new Curve(name, List.of(), 0, Curve.Form.SOLID))),
                CurvesPicture.drawSteps("p", name, name, true, name,
                        List.of(new Curve(name, List.of(new Curve.Point(0.25, 3, 1), new Curve.Point(8, Double.NaN)), 0,
                                Curve.Form.LINE_AND_DOTS))));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void isWellFormedAndWithoutNumbersThatAreNone(Picture picture) throws Exception {
        String svg = new String(picture.content(), StandardCharsets.UTF_8);
        var parsed = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.content()));
        assertThat(parsed.getDocumentElement().getAttribute("width")).isEqualTo(Integer.toString(picture.width()));
        assertThat(parsed.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("<\"a & b\">");
        // Not a number would be Long.MIN_VALUE or 0 after rounding, infinity Long.MAX_VALUE.
        assertThat(svg).doesNotContain("NaN", "Infinity", "922337203685477580");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void itsAddressContainsTheFile(Picture picture) {
        String uri = picture.dataUri();
        assertThat(uri).startsWith("data:image/svg+xml,").doesNotContain("\"", "<", "#", "\n");
        String decoded = URLDecoder.decode(uri.substring(uri.indexOf(',') + 1).replace("+", "%2B"),
                StandardCharsets.UTF_8);
        assertThat(decoded).isEqualTo(new String(picture.content(), StandardCharsets.UTF_8).replace('"', '\''));
    }

    @Test
    void anImageGridHasTheValuesWhereTheyBelong() throws IOException {
        float[] values = {0, 1, 0.5f, -3, 2, Float.NaN, 1, 0};
        Picture picture = ImageGrid.draw("g", "grid", values, 2, 2, 1, 3);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.content()));
        int scale = 14; // 28 / 2
        assertThat(image.getWidth()).isEqualTo(2 * scale).isEqualTo(picture.width());
        assertThat(image.getHeight()).isEqualTo(4 * scale + 3);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
        assertThat(image.getRGB(scale, scale - 1)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(scale - 1, scale)).isEqualTo(0xff808080);
        assertThat(image.getRGB(0, 2 * scale)).as("between images").isZero();
        assertThat(image.getRGB(0, 2 * scale + 3)).as("above 1").isEqualTo(0xffffffff);
        assertThatThrownBy(() -> ImageGrid.draw("g", "grid", values, 3, 2, 1, 3))
                .hasMessage("8 values are not images of 3 x 2 in rows of 1");
    }

    @Test
    void axesHaveRoundNumbersAroundTheValues() {
        Axis axis = Axis.around("a", -0.13, 2.9);
        assertThat(axis.from()).isEqualTo(-1);
        assertThat(axis.to()).isEqualTo(3);
        assertThat(axis.ticks()).extracting(Axis.Tick::text).containsExactly("\u22121", "0", "1", "2", "3");
        assertThat(Axis.around("a", 5, 5).ticks()).hasSizeGreaterThan(1);
        assertThat(Axis.counting("a", 1, 3).ticks()).extracting(Axis.Tick::text).containsExactly("1", "2", "3");
        assertThat(Axis.at("a", List.of(0.25, 0.5, 8.0), true).share(0.5)).isBetween(0.2, 0.3);
    }
}
