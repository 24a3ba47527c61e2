package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page of a report on a desk and on a phone.
class PageTest {
    private static final int PHONE = 390;
    private static final int DESK = 1280;

    @TempDir private Path folder;

    @Test
    void cellsSayTheHeadOfTheirColumn() {
        String page = Page.of("| GB/s | scalar | `simd` |\n|---|---|---|\n| copy | 1.5 | 2 |\n| adam | | 3 |\n");
        assertThat(page).contains("<th>scalar</th>", "<td data-label=\"GB/s\">copy</td>",
                "<td data-label=\"scalar\">1.5</td>", "<td data-label=\"simd\">2</td>",
                "<td data-label=\"scalar\"></td>");
    }

    /// The report of the fixture: its widest table has eight columns.
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // only of a browser that hangs
    void nothingScrollsSidewaysOnAPhone() throws Exception {
        Path browser = browser();
        ReportFolder report = new ReportFolder(folder);
        report.write("results.json", ReportFolder.fixture("results.json"));
        report.write("machine.json", ReportFolder.fixture("machine.json"));
        assertThat(report.run("--report", "--out", "@").code()).isZero();

        assertThat(wider(browser, PHONE)).isEmpty();
        assertThat(wider(browser, DESK)).isEmpty();
        String page = report.text("index.html");
        report.write("index.html", ReportFolder.replaced(page, "max-width: 48rem", "max-width: 1rem"));
        assertThat(wider(browser, PHONE)).as("without the layout for phones").contains("TABLE");
    }

    /// What is wider than it shows, in a frame as wide as a screen.
    private String wider(Path browser, int width) throws Exception {
        Path frame = Files.writeString(folder.resolve("frame.html"), """
                <!DOCTYPE html><iframe style="border: 0; width: %dpx; height: 900px" srcdoc="%s"></iframe><pre></pre>
                <script>
                onload = () => {
                  const page = document.querySelector('iframe').contentDocument;
                  const wide = [page.documentElement, ...page.querySelectorAll('body, body *')]
                    .filter(e => e.scrollWidth > e.clientWidth && getComputedStyle(e).display != 'inline')
                    .map(e => e.tagName);
                  document.querySelector('pre').textContent = 'wider: ' + wide.join(' ') + ';';
                };
                </script>
                """.formatted(width, Files.readString(folder.resolve("index.html")).replace("&", "&amp;")
                .replace("\"", "&quot;")));
        Path output = folder.resolve("output.html");
        Process process = new ProcessBuilder(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--user-data-dir=" + folder.resolve("profile"), "--window-size=1400,1000",
                "--virtual-time-budget=5000", "--dump-dom", frame.toUri().toString())
                .redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor();
        Matcher found = Pattern.compile("<pre>wider: (.*);</pre>")
                .matcher(Files.readString(output, StandardCharsets.UTF_8));
        assertThat(found.find()).as("the page was looked at").isTrue();
        return found.group(1);
    }

    private static Path browser() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Optional<Path> browser = Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).filter(each -> !each.isEmpty())
                        .map(each -> Path.of(each, name)))
                .filter(Files::isExecutable).findFirst();
        assumeTrue(browser.isPresent(), "no Chromium on PATH: the page is not looked at");
        return browser.orElseThrow();
    }
}
