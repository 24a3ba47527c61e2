package io.github.vae4j.study.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The report as a browser shows it, on a phone and on a desk, light and dark.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {
    private static final int PHONE = 390;
    private static final int DESK = 1280;
    // A folder for screenshots that people look at; none are taken without.
    private static final String SCREENSHOTS = System.getProperty("vae4j.screenshots", "");

    @TempDir private Path folder;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        assumeTrue(Browser.program().isPresent(), "no Chromium on PATH: the report is not looked at");
        browser = new Browser(Browser.program().orElseThrow());
    }

    @AfterAll
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<List<String>> classNames() {
        return Stream.of(List.of(), names(1), names(2), names(10), names(47),
                List.of("T-shirt/top <b>&amp;</b>",
                        "a class with a rather long name, longer than any axis has room for", "\u00e9\"'"));
    }

    private static List<String> names(int n) {
        return IntStream.range(0, n).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("classNames")
    void showsAllPicturesAndNeverOverflows(List<String> names) throws IOException {
        Path page = SmallStudy.report(names, folder);
        SoftAssertions softly = new SoftAssertions();
        for (int width : new int[] {PHONE, DESK}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.open(page, width, dark);
                String what = names.size() + " classes at " + width + (dark ? " pixels, dark" : " pixels");
                softly.assertThat(strings("[...document.images].filter(i => !i.naturalWidth).map(i => i.alt)"))
                        .as("missing pictures, " + what).isEmpty();
                softly.assertThat(browser.evaluate("document.images.length").asInt()).as("pictures, " + what)
                        .isEqualTo(pictureFiles());
                softly.assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                        .as("width of the page, " + what).isLessThanOrEqualTo(width);
                softly.assertThat(strings(OVERFLOWING)).as("elements beyond the edge, " + what).isEmpty();
                softly.assertThat(strings(SCROLLING_TABLES)).as("tables that scroll sideways, " + what).isEmpty();
                softly.assertThat(browser.console()).as("console, " + what).isEmpty();
                softly.assertThat(browser.requests()).as("addresses asked for, " + what)
                        .containsExactly(page.toUri().toString());
                if (!SCREENSHOTS.isEmpty()) {
                    String name = "report-" + names.size() + "-" + width + (dark ? "-dark" : "") + ".png";
                    browser.screenshot(Path.of(SCREENSHOTS, name));
                }
            }
        }
        softly.assertAll();
    }

    // What scrolls inside a box of its own is not beyond the edge.
    private static final String OVERFLOWING = """
            [...document.querySelectorAll('body *')]
              .filter(e => !e.parentElement.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 0.5)
              .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))
            """;

    private static final String SCROLLING_TABLES = """
            [...document.querySelectorAll('.tablebox')].filter(e => e.scrollWidth > e.clientWidth)
              .map(e => e.textContent.slice(0, 40))
            """;

    @ParameterizedTest
    @MethodSource("classNames")
    void keepsTextOfPicturesInsideThem(List<String> names) throws IOException {
        Path page = SmallStudy.report(names, folder);
        List<String> outside = new ArrayList<>();
        try (Stream<Path> files = Files.list(page.resolveSibling("pictures"))) {
            for (Path svg : files.filter(file -> file.toString().endsWith(".svg")).sorted().toList()) {
                browser.open(svg, DESK, false);
                for (String text : strings(OUTSIDE)) {
                    outside.add(svg.getFileName() + ": " + text);
                }
            }
        }
        assertThat(outside).isEmpty();
    }

    private static final String OUTSIDE = """
            (() => {
              const box = document.documentElement.getBoundingClientRect();
              return [...document.querySelectorAll('text')].filter(t => {
                const r = t.getBoundingClientRect();
                return r.left < box.left - 1 || r.right > box.right + 1
                    || r.top < box.top - 1 || r.bottom > box.bottom + 1;
              }).map(t => t.textContent);
            })()
            """;

    private List<String> strings(String expression) throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonNode value : browser.evaluate(expression)) {
            strings.add(value.asString());
        }
        return strings;
    }

    private int pictureFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
            return (int) files.count();
        }
    }
}
