package io.github.vae4j.study.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.HeatMapPicture;
import io.github.vae4j.study.picture.Picture;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.picture.SharesPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages, pictures and names of files are bounded, whatever the data has: many classes, with long names.
class ManyClassesTest {
    private static final int MB = 1 << 20;

    @TempDir Path folder;

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(i -> "x".repeat(296) + i).toList();
    }

    @Test
    void twoThousandClassesAreSmallPictures() {
        List<String> names = names(2_000);
        double[] values = new double[names.size() * names.size()];
        Picture matrix = HeatMapPicture.draw("m", "a matrix", "class", names, "class", names, values,
                new HeatMapPicture.Scale("distance", 0, 1, Double::toString));
        assertThat(matrix.content()).hasSizeLessThan(MB);
        assertThat(text(matrix)).contains("class (the first 60 of 2,000)").doesNotContain("x".repeat(61));

        Picture shares = SharesPicture.draw("s", "shares", "right (%)", "share", "",
                names.stream().map(name -> new SharesPicture.Share(name, 0.5, 0.4, 0.6, Double.NaN)).toList());
        assertThat(shares.content()).hasSizeLessThan(MB);
        assertThat(text(shares)).contains("right (%) (the first 60 of 2,000)");

        Picture scatter = ScatterPicture.draw("p", "points", "x", "y", new float[4_000],
                new Groups(IntStream.range(0, 2_000).toArray(), names));
        assertThat(scatter.content()).hasSizeLessThan(MB);
        assertThat(text(scatter)).contains("and 1,941 more");
    }

    private static String text(Picture picture) {
        return new String(picture.content(), StandardCharsets.UTF_8);
    }

    @Test
    void aStudyOfManyClassesWithLongNamesIsAPageOfAFewMegabytes() throws IOException {
        Path page = SmallStudy.report(names(120), folder);
        assertThat(Files.size(page)).isLessThan(6L * MB);
        assertThat(page).content().contains("(the first 60 of 120)").doesNotContain("x".repeat(100));
        try (Stream<Path> pictures = Files.list(folder.resolve("pictures"))) {
            assertThat(pictures).hasSizeBetween(2 * Groups.MOST_SHOWN, 2 * Groups.MOST_SHOWN + 20)
                    .allSatisfy(picture -> assertThat(picture.getFileName().toString()).hasSizeLessThan(100));
        }
        assertThat(Files.readAllLines(folder.resolve("tables/distances.csv"))).as("the tables have them all")
                .hasSize(121);
    }
}
