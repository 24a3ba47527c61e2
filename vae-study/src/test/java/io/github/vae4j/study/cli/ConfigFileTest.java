package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.study.run.RunConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a configuration file says is what a command gets, to the letter.
class ConfigFileTest {
    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private Taking taking = new Taking();

    @Command(name = "take")
    private static final class Taking implements Callable<Integer> {
        @Option(names = "--text") private @Nullable String text;
        @Option(names = "--number") private @Nullable Double number;
        @Option(names = "--flag") private boolean flag;
        @Option(names = "--list", split = ",") private List<String> list = new ArrayList<>();

        @Option(names = ConfigFile.OPTION)
        @SuppressWarnings("unused") // read before picocli reads the arguments
        private @Nullable Path config;

        @Override
        public Integer call() {
            return 0;
        }
    }

    private int take(String name, String content) throws IOException {
        err.getBuffer().setLength(0);
        taking = new Taking();
        Path file = Files.writeString(folder.resolve(name), content);
        return CommandLines.execute(CommandLines.with(taking).setErr(new PrintWriter(err)), "take", "--config",
                file.toString());
    }

    @Test
    void yamlValuesAreTakenAsTheyAreWritten() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("text: 007", "007");
        texts.put("text: 1e-3", "1e-3");
        texts.put("text: yes", "yes");
        texts.put("text: 'null'", "null");
        texts.put("text: \"~\"", "~");
        texts.put("text: ''", "");
        texts.put("text: \"a\\nb\"", "a\nb");
        texts.put("text: ' a '", " a ");
        texts.put("text: 0x10 # sixteen", "0x10");
        texts.put("text: C:\\data", "C:\\data");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            assertThat(take("c.yaml", text.getKey() + "\n")).as(err.toString()).isZero();
            assertThat(taking.text).as(text.getKey()).isEqualTo(text.getValue());
        }
        for (String nothing : List.of("text: null", "text: ~", "text:", "text: NULL", "text: Null", "---", "# nothing",
                "")) {
            assertThat(take("c.yaml", nothing + "\n")).as(err.toString()).isZero();
            assertThat(taking.text).as(nothing).isNull();
        }
    }

    @Test
    void yamlOfEveryKind() throws IOException {
        assertThat(take("c.yml", "\uFEFF# all\nnumber: 1e-3\nflag: yes\nlist: [a, 007]\ntext: b.npy\n")).isZero();
        assertThat(taking.number).isEqualTo(0.001);
        assertThat(taking.flag).isTrue();
        assertThat(taking.list).containsExactly("a", "007");
        assertThat(take("c.yaml", "number:\nflag: off\nlist: []\n")).isZero();
        assertThat(taking.number).isNull();
        assertThat(taking.flag).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "text: [a, [b]]\n", "text: {a: b}\n", "text: a\ntext: b\n", "text: [a\n",
        "text: &x a\nlist: [*x, *x]\n", "? [a]\n: b\n", "text: a\n---\ntext: b\n", "text: [null]\n", "just words\n"})
    void yamlThatIsNoListOfOptions(String content) throws IOException {
        assertThat(take("c.yaml", content)).isEqualTo(1);
        assertThat(err.toString()).startsWith("vae4j: ").contains("c.yaml").hasLineCount(1)
                .doesNotContain("Exception", "unexpected error");
    }

    @Test
    void deepYamlIsRefused() throws IOException {
        assertThat(take("c.yaml", "text: " + "[".repeat(100_000) + "\n")).isEqualTo(1);
        assertThat(err.toString()).contains("c.yaml, line 1", "a list of values for 'text'");
    }

    @Test
    void aFlagInBothIsSet() throws IOException {
        Path file = Files.writeString(folder.resolve("flag.yaml"), "flag: yes\n");
        assertThat(CommandLines.execute(CommandLines.with(taking).setErr(new PrintWriter(err)), "take", "--flag",
                "--config", file.toString())).as(err.toString()).isZero();
        assertThat(taking.flag).isTrue();
    }

    @Test
    void propertiesThatAreWrongAreNamed() throws IOException {
        assertThat(take("c.properties", "text = a\nnumber = 1\ntext = b\n")).isEqualTo(1);
        assertThat(err.toString()).contains("c.properties: ", "'text' once").hasLineCount(1);
    }

    @Test
    void properties() throws IOException {
        assertThat(take("c.properties", "number = 1 \ntext=\nflag = yes\t\nlist = a,b  \r\n")).as(err.toString())
                .isZero();
        assertThat(taking.number).isEqualTo(1);
        assertThat(taking.text).isNull();
        assertThat(taking.flag).isTrue();
        assertThat(taking.list).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {" leading", "trailing ", "both ", "line\nend", "\r", "tab\t", "back\\slash", "ends\\",
        "ends\\ ", "\u00fcmlaut \u6f22 \ud83d\udc3b", "#hash", "!bang", "=equals", ":colon", "a = b", "'", "\"",
        "\u0007bell", "\u2028line", "null", "~", "C:\\new\\u0041"})
    void anyTextSurvivesTheConfigurationOfARun(String text) throws IOException {
        String written = RunConfiguration.properties(Map.of("text", text));
        assertThat(written).hasLineCount(1);
        assertThat(take("c.properties", written)).as(err.toString()).isZero();
        assertThat(taking.text).isEqualTo(text);
    }

    @Test
    void whatIsNoTextIsNamed() throws IOException {
        for (String name : List.of("c.yaml", "c.properties")) {
            Path file = Files.write(folder.resolve(name),
                    "number: 1\ntext: M\u00e4nner\n".getBytes(StandardCharsets.ISO_8859_1));
            err.getBuffer().setLength(0);
            assertThat(CommandLines.execute(CommandLines.with(taking).setErr(new PrintWriter(err)), "take",
                    "--config", file.toString())).isEqualTo(1);
            assertThat(err.toString()).contains(name + ", line 2: ", "UTF-8").hasLineCount(1);
        }
        assertThat(take("c.yaml", "txt: a\n")).isEqualTo(1);
        assertThat(err.toString()).contains("'txt' is no option", "did you mean 'text'?");
        assertThat(take("c.txt", "")).isEqualTo(1);
        assertThat(err.toString()).contains("ends in .yaml, .yml or .properties");
        Files.createDirectory(folder.resolve("d.yaml"));
        assertThat(CommandLines.execute(CommandLines.with(taking).setErr(new PrintWriter(err)), "take", "--config",
                folder.resolve("d.yaml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("found a folder");
        assertThat(take("c.properties", "text = \\u00zz\n")).isEqualTo(1);
        assertThat(err.toString()).contains("c.properties: expected four hexadecimal digits after each");
    }
}
