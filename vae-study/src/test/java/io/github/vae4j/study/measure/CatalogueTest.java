package io.github.vae4j.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every measure is in the list once, and docs/METRICS.md has the list.
class CatalogueTest {
    private static String id(Measure<?> measure) {
        return measure.about().id();
    }

    @Test
    void everyMeasureIsInTheListOnce() throws IOException, URISyntaxException {
        Path classes = Path.of(Catalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve("io/github/vae4j/study/measure"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Measure.class") && !name.equals("Measure.class"))
                    .map(name -> name.replace(".class", "")).toList();
            assertThat(names).hasSizeGreaterThan(40);
            assertThat(Catalogue.all()).extracting(measure -> measure.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(Catalogue.all()).extracting(CatalogueTest::id).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @Test
    void theDocumentationHasTheList() throws IOException {
        String table = Catalogue.all().stream().map(Measure::about)
                .map(about -> "| `" + about.id() + "` | " + about.title() + " | "
                        + about.needs().stream().map(need -> "`" + need.option() + "`").collect(Collectors.joining(" "))
                        + " | " + about.cost() + " | "
                        + (about.most() == Measure.ALL ? "all" : String.format(Locale.ROOT, "%,d", about.most()))
                        + " | "
                        + about.reference() + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("../docs/METRICS.md"))).contains(table);
    }

    @Test
    void someAreChosenByTheirIds() {
        assertThat(Catalogue.select(List.of("dci", "mig"), List.of())).extracting(CatalogueTest::id)
                .containsExactly("mig", "dci");
        assertThat(Catalogue.select(List.of(), List.of("dci"))).hasSize(Catalogue.all().size() - 1)
                .extracting(CatalogueTest::id).doesNotContain("dci");
        assertThatThrownBy(() -> Catalogue.select(List.of("mgi"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no measure mgi; expected active-units, ");
        assertThatThrownBy(() -> Catalogue.select(List.of("mig"), List.of("mig")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageEndingWith("asked for and left out: mig");
    }
}
