package io.github.vae4j.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir Path folder;

    /// Names of classes come from whoever made the data.
    @Test
    void namesAreTextEverywhere() throws IOException {
        String name = "=HYPERLINK(\"http://x\") | <b>*a*</b> [x](y)\u001b\n\u202e";
        Block.Table table = new Block.Table("t", "Classes", List.of("name", "share"),
                List.of(List.of(name, "-1.5"), List.of("-3", "+2 %")));
        Report report = new Report("Data: " + name, "s", List.of(), List.of(),
                List.of(new Report.Section("a", "A", List.of(table))));
        ReportFiles.write(report, folder);

        assertThat(Files.readAllLines(folder.resolve("tables/t.csv"))).containsExactly("name,share",
                "\"'=HYPERLINK(\"\"http://x\"\") | <b>*a*</b> [x](y)\\u001b\\u000a\\u202e\",-1.5", "-3,+2 %");
        assertThat(Files.readString(folder.resolve("key-figures.md")))
                .contains(
                        "| =HYPERLINK(\"http://x\") \\| \\<b\\>\\*a\\*\\</b\\> \\[x\\](y)\\\\u001b\\\\u000a\\\\u202e |");
        assertThat(Files.readString(folder.resolve("report.html"))).doesNotContain("<b>*a*</b>", "\u001b", "\u202e")
                .contains("&lt;b&gt;*a*&lt;/b&gt; [x](y)\\u001b\n\\u202e");
    }
}
