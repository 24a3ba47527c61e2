package io.github.vae4j.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.NpyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conditional models on the command line: `--condition` of train and encode, `--given` of sample.
class ConditionOptionTest {
    private static final int ROWS = 90;

    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @BeforeEach
    void data() throws IOException {
        List<String> table = new ArrayList<>(List.of("donor,a,b,c,kind,age"));
        List<String> lines = new ArrayList<>();
        List<String> bare = new ArrayList<>(List.of("a,b,c"));
        for (int i = 0; i < ROWS; i++) {
            String values = String.format(Locale.ROOT, "%.2f,%.2f,%.2f", i % 7 / 7.0, i % 5 / 5.0, i % 3 / 3.0);
            table.add((i % 2 == 0 ? "old" : "new") + "," + values + ",k" + i % 3 + "," + i % 4 * 0.5);
            lines.add(i % 2 == 0 ? "old" : "new");
            bare.add(values);
        }
        Files.write(folder.resolve("table.csv"), table);
        Files.write(folder.resolve("donor.txt"), lines);
        Files.write(folder.resolve("bare.csv"), bare);
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return CommandLines.execute(
                CommandLines.create().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)),
                arguments);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private int train(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--hidden", "5", "--latent", "2", "--epochs", "1",
                "--quiet", "--out", at(out)));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int encode(String model, String out, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("encode", "--model", at(model + "/model.safetensors"), "--quiet", "--out", at(out)));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void aColumnOrAFileOfNamesIsTheSameCondition() throws IOException {
        assertThat(train("column", "--data", at("table.csv"), "--label-column", "kind", "--drop-columns", "age",
                "--condition", "donor")).as(err.toString()).isZero();
        assertThat(train("file", "--data", at("bare.csv"), "--labels", at("table.csv"), "--label-column", "kind",
                "--condition", at("donor.txt"))).as(err.toString()).isZero();
        Vae column = Vae.load(folder.resolve("column/model.safetensors"));
        Vae file = Vae.load(folder.resolve("file/model.safetensors"));
        assertThat(column.spec().conditions()).containsExactly(
                Condition.ofCategories("donor", List.of("new", "old")));
        assertThat(file.spec()).isEqualTo(column.spec());
        assertThat(file.parameters()).isEqualTo(column.parameters());

        assertThat(encode("column", "codes", "--data", at("table.csv"), "--drop-columns", "age,kind", "--condition",
                "donor")).as(err.toString()).isZero();
        assertThat(encode("column", "others", "--data", at("bare.csv"), "--condition", at("table.csv") + ":donor"))
                .as(err.toString()).isZero();
        assertThat(NpyReader.read(folder.resolve("codes/mean.npy")).toFloats())
                .isEqualTo(NpyReader.read(folder.resolve("others/mean.npy")).toFloats());
        assertThat(run("train", "--resume", "--data", at("table.csv"), "--label-column", "kind", "--drop-columns",
                "age", "--condition", "donor", "--hidden", "5", "--latent", "2", "--epochs", "2", "--out",
                at("column"))).as(err.toString()).isZero();
    }

    @Test
    void labelsAndNumbersAreConditionsToo() throws IOException {
        assertThat(train("m", "--data", at("table.csv"), "--label-column", "kind", "--condition",
                "donor,label,age:number")).as(err.toString()).isZero();
        assertThat(Vae.load(folder.resolve("m/model.safetensors")).spec().conditions()).containsExactly(
                Condition.ofCategories("donor", List.of("new", "old")),
                Condition.ofCategories("label", List.of("k0", "k1", "k2")), Condition.ofNumber("age"));
        assertThat(run("sample", "--model", at("m/model.safetensors"), "--count", "3", "--given",
                "donor=old,label=k1,age=0.5", "--quiet", "--out", at("drawn"))).as(err.toString()).isZero();
        assertThat(run("sample", "--model", at("m/model.safetensors"), "--given", "donor=old,label=k9,age=0.5",
                "--quiet", "--out", at("other"))).isNotZero();
        assertThat(err.toString()).contains("the condition 'label' is 'k9', which the model has not seen");
        assertThat(folder.resolve("other/samples.npy")).doesNotExist();
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertThat(train("m", "--data", at("bare.csv"), "--condition", at("donor.txt"))).as(err.toString()).isZero();
        assertThat(encode("m", "codes", "--data", at("bare.csv"))).isNotZero();
        assertThat(err.toString()).contains("the model needs the condition 'donor' (new, old) of every sample")
                .doesNotContain("Exception");
        assertThat(folder.resolve("codes/mean.npy")).doesNotExist();
        Files.write(folder.resolve("donor.txt"), List.of("old", "new"));
        assertThat(train("n", "--data", at("bare.csv"), "--condition", at("donor.txt"))).isNotZero();
        assertThat(err.toString()).contains("2 labels");
        assertThat(train("n", "--data", at("bare.csv"), "--condition", "label")).isNotZero();
        assertThat(err.toString()).contains("--condition label needs labels");
        assertThat(train("n", "--data", at("table.csv"), "--condition", "donr")).isNotZero();
        assertThat(err.toString()).contains("donr");
        assertThat(train("n", "--data", "digits", "--condition", "donor")).isNotZero();
        assertThat(err.toString()).contains("the data set digits has no column 'donor'");
        assertThat(run("study", "--data", at("bare.csv"), "--condition", at("donor.txt"), "--out", at("n")))
                .isNotZero();
        assertThat(err.toString()).contains("--condition is for train and encode");
    }
}
