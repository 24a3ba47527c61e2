package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DownloadLinesTest {
    private final StringWriter out = new StringWriter();
    private final DownloadLines lines = new DownloadLines(new PrintWriter(out));

    @Test
    void aLineForEachTenth() {
        for (int mb = 0; mb <= 40; mb++) {
            lines.downloaded("a.gz", mb * 1_000_000L, 40_000_000);
        }
        assertThat(out.toString().lines()).hasSize(11).startsWith("downloading a.gz: 0.0 of 40.0 MB",
                "downloading a.gz: 4.0 of 40.0 MB").endsWith("downloading a.gz: 40.0 of 40.0 MB");
    }

    @Test
    void severalFilesAndNoDeclaredLength() {
        lines.downloaded("a.gz", 0, -1);
        lines.downloaded("a.gz", 1_500_000, -1);
        lines.downloaded("a.gz", 1_700_000, 1_700_000);
        lines.downloaded("b.gz", 0, 4_500);
        lines.downloaded("b.gz", 4_500, 4_500);
        assertThat(out.toString().lines()).containsExactly("downloading a.gz: 0.0 MB", "downloading a.gz: 1.5 MB",
                "downloading a.gz: 1.7 of 1.7 MB", "downloading b.gz: 0.0 of 0.0 MB",
                "downloading b.gz: 0.0 of 0.0 MB");
    }
}
