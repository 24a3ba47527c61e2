package io.github.vae4j.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.study.run.OutputFolder.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
    private static final List<String> OF_A_RUN = List.of("checkpoint.vae4j", "config.properties", "manifest.json",
            "models/m.checkpoint", "results.json");

    @TempDir Path parent;

    private final List<String> said = new ArrayList<>();

    private Path p() {
        return parent.resolve("p");
    }

    private OutputFolder open(Mode mode) throws IOException {
        said.clear();
        return OutputFolder.open(p(), mode, "test", said::add);
    }

    /// A whole run; what it leaves has `content` in it.
    private void run(Mode mode, String content) throws IOException {
        try (OutputFolder folder = open(mode)) {
            folder.prepare("checkpoint.vae4j", "models/m.checkpoint");
            folder.begun("run = " + content + "\n");
            put(folder.working("checkpoint.vae4j"), content);
            put(folder.working("models/m.checkpoint"), content);
            folder.write("results.json", content);
            folder.write("tables/" + content + ".csv", content);
            folder.write("config.properties", "run = " + content + "\n");
            folder.commit();
        }
    }

    private static void put(Path file, String content) throws IOException {
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /// All files below a folder with their content, `link` for links.
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        if (!Files.exists(root)) {
            return tree;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
                tree.put(root.relativize(file).toString(),
                        Files.isSymbolicLink(file) ? "link" : Files.readString(file));
            }
        }
        return tree;
    }

    private void holdsExactly(String content) throws IOException {
        Map<String, String> tree = tree(p());
        List<String> expected = new ArrayList<>(OF_A_RUN);
        expected.add("tables/" + content + ".csv");
        assertThat(tree.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        tree.remove("manifest.json");
        assertThat(tree.values()).allMatch(text -> text.equals(content) || text.equals("run = " + content + "\n"));
    }

    @Test
    void nothingIsSeenBeforeItIsDone() throws IOException {
        try (OutputFolder folder = open(Mode.NEW)) {
            folder.write("results.json", "a");
            assertThat(p().resolve("results.json")).doesNotExist();
            folder.commit();
            assertThat(p().resolve("results.json")).hasContent("a");
            assertThat(folder.place("results.json")).isEqualTo(p().resolve("results.json"));
        }
        assertThat(tree(p()).keySet()).containsExactly("manifest.json", "results.json");
        assertThat(p().resolve("manifest.json")).content().contains("\"results.json\"", "\"bytes\" : 1",
                Sha256.hex("a".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRunThatFailedLeavesNothing() throws IOException {
        Path deep = p().resolve("a").resolve("b");
        try (OutputFolder folder = OutputFolder.open(deep, Mode.NEW, "test", said::add)) {
            folder.prepare("models/m.checkpoint");
            folder.write("results.json", "a");
        }
        assertThat(p()).doesNotExist();

        Files.createDirectory(p());
        try (OutputFolder folder = open(Mode.NEW)) {
            folder.prepare("models/m.checkpoint");
        }
        assertThat(p()).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotEmptyNeedsAWord() throws IOException {
        run(Mode.NEW, "a");
        Map<String, String> before = tree(p());
        assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.NEW)).withMessageContaining("is not empty")
                .withMessageContaining("--force").withMessageContaining("--resume");
        assertThat(tree(p())).isEqualTo(before);
        run(Mode.FORCE, "b");
        holdsExactly("b");
        run(Mode.RESUME, "c");
        holdsExactly("c");
        assertThat(said).isEmpty();
    }

    @Test
    void whatForceDidNotFinishStaysBeforeTheUser() throws IOException {
        run(Mode.NEW, "a");
        try (OutputFolder folder = open(Mode.FORCE)) {
            folder.prepare("checkpoint.vae4j");
            folder.begun("run = b\n");
            put(folder.working("checkpoint.vae4j"), "b");
            folder.write("results.json", "b");
        }
        Map<String, String> tree = tree(p());
        assertThat(tree.keySet().stream().filter(name -> !name.startsWith(".vae4j")))
                .containsExactlyInAnyOrder("checkpoint.vae4j", "config.properties", "manifest.json",
                        "models/m.checkpoint", "results.json", "tables/a.csv");
        assertThat(tree).containsEntry("checkpoint.vae4j", "a").containsEntry("config.properties", "run = a\n");

        // --resume continues that run, and only its end replaces the other's results.
        try (OutputFolder folder = open(Mode.RESUME)) {
            assertThat(folder.continuesForce()).isTrue();
            assertThat(folder.working("checkpoint.vae4j")).hasContent("b");
        }
        run(Mode.RESUME, "b");
        holdsExactly("b");

        // One that did not come to its first step is forgotten, and a new one takes the place of an older one.
        try (OutputFolder folder = open(Mode.FORCE)) {
            folder.prepare("checkpoint.vae4j");
        }
        holdsExactly("b");
        run(Mode.FORCE, "c");
        holdsExactly("c");
    }

    @Test
    void forceRemovesNothingOfOthers() throws IOException {
        run(Mode.NEW, "a");
        put(p().resolve("models").resolve("bert.bin"), "mine");
        put(p().resolve("notes.txt"), "mine");
        put(p().resolve("results.json"), "changed by hand");
        run(Mode.FORCE, "b");
        assertThat(tree(p())).containsEntry("models/bert.bin", "mine").containsEntry("notes.txt", "mine")
                .containsEntry("results.json.1", "changed by hand").containsEntry("results.json", "b")
                .doesNotContainKey("tables/a.csv");
        assertThat(said).containsExactly(p().resolve("results.json")
                + " was changed since vae4j wrote it: it is kept as " + p().resolve("results.json.1"));

        put(p().resolve("results.json"), "again");
        Files.createDirectories(p().resolve("tables").resolve("c.csv"));
        run(Mode.FORCE, "c");
        assertThat(tree(p())).containsEntry("results.json.1", "changed by hand").containsEntry("results.json.2",
                "again");
        assertThat(p().resolve("tables").resolve("c.csv.1")).isDirectory();
    }

    @Test
    void onlyTheSameCommandContinues() throws IOException {
        run(Mode.NEW, "a");
        Map<String, String> before = tree(p());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.open(p(), Mode.RESUME, "another", said::add))
                .withMessageContaining("holds results of 'test', which 'another' cannot continue");
        assertThat(tree(p())).isEqualTo(before);
        OutputFolder.open(p(), Mode.FORCE, "another", said::add).close();
        assertThat(tree(p())).isEqualTo(before);
    }

    /// A process died while it wrote a checkpoint, or the name of one: neither is in the way of the next.
    @Test
    void halfWrittenFilesOfAKilledForceAreNoResults() throws Exception {
        run(Mode.NEW, "a");
        HaltedRun.run(p(), Mode.FORCE, "begun", "b");
        Path hidden = p().resolve(OutputFolder.HIDDEN);
        put(hidden.resolve("run-1").resolve(".checkpoint.vae4j.vae4j-1234567-0-a.tmp"), "half");
        put(hidden.resolve("run-1").resolve("models").resolve(".m.vae4j-99999999999-1-b.tmp"), "half");
        Files.writeString(hidden.resolve("working"), "\nmodels/x.check");
        run(Mode.RESUME, "b");
        holdsExactly("b");

        HaltedRun.run(p(), Mode.RESUME, "begun", "c");
        Files.writeString(hidden.resolve("working"), "\nmodels/x.check");
        try (OutputFolder folder = open(Mode.RESUME)) {
            folder.prepare("models/y.checkpoint");
            assertThat(hidden.resolve("working")).content().contains("\nmodels/y.checkpoint\n");
        }
    }

    @Test
    void forceRefusesAFolderThatIsNotAResult() throws IOException {
        put(Files.createDirectories(p().resolve("models")).resolve("bert.bin"), "mine");
        put(p().resolve("manifest.json"), "{\"format\": \"another\", \"files\": {\"models/bert.bin\": {}}}");
        Map<String, String> before = tree(p());
        assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.FORCE))
                .withMessageContaining("is not a result of vae4j")
                .withMessageContaining("manifest.json is damaged or of");
        assertThat(tree(p())).isEqualTo(before);
    }

    @Test
    void aLinkToNothingIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("nowhere"));
        assertThatIllegalArgumentException().isThrownBy(() -> OutputFolder.open(link, Mode.NEW, "train", said::add))
                .withMessageContaining("is a link to nothing");
        assertThat(parent.resolve("nowhere")).doesNotExist();
    }

    /// A manifest that came with a folder from elsewhere must not lead out of it.
    @ParameterizedTest
    @ValueSource(strings = {"../mine", "/etc/passwd", "a/../../mine", ".vae4j/lock", "models/.hidden", "C:\\\\x", "",
        "a//b", "a/b/c/d/e", "x\\u0000"})
    void manifestsCannotNameFilesElsewhere(String name) throws IOException {
        put(parent.resolve("mine"), "mine");
        Files.createDirectory(p());
        put(p().resolve("manifest.json"), "{\"format\": \"vae4j manifest 1\", \"files\": {\"" + name
                + "\": {\"bytes\": 4, \"sha256\": \"\"}}}");
        assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.FORCE))
                .withMessageContaining("is not a result of vae4j");
        assertThat(parent.resolve("mine")).hasContent("mine");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        run(Mode.NEW, "a");
        // The user moved the models to a larger disk and left a link.
        Files.move(p().resolve("models"), elsewhere.resolve("models"));
        Files.createSymbolicLink(p().resolve("models"), elsewhere.resolve("models"));
        assertThatIOException().isThrownBy(() -> run(Mode.RESUME, "b")).withMessageContaining("is a link");
        assertThat(elsewhere.resolve("models").resolve("m.checkpoint")).hasContent("a");

        Path mine = Files.writeString(parent.resolve("mine"), "a");
        Files.delete(p().resolve("results.json"));
        Files.createSymbolicLink(p().resolve("results.json"), mine);
        run(Mode.FORCE, "c");
        assertThat(elsewhere.resolve("models").resolve("m.checkpoint")).hasContent("a");
        assertThat(mine).hasContent("a");
        assertThat(tree(p())).containsEntry("models.1", "link").containsEntry("results.json.1", "link")
                .containsEntry("results.json", "c").containsEntry("models/m.checkpoint", "c");

        Path hidden = Files.createDirectory(parent.resolve("q")).resolve(".vae4j");
        Files.createSymbolicLink(hidden, elsewhere);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.open(parent.resolve("q"), Mode.NEW, "test", said::add))
                .withMessageContaining("is a link");
    }

    @Test
    void twoRunsDoNotMix() throws Exception {
        try (OutputFolder folder = open(Mode.NEW)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OutputFolder.open(p(), Mode.RESUME, "test", said::add))
                    .withMessageContaining("is being written to by another run of this process");
            folder.write("results.json", "a");
            folder.commit();
        }
        Process other = HaltedRun.start(p(), Mode.RESUME, "wait", "b");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("waiting");
            assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.RESUME))
                    .withMessageContaining("is being written to by process " + other.pid() + ", since 2");
            // The system gives the lock back when a process dies.
            other.destroyForcibly().waitFor();
        }
        open(Mode.RESUME).close();
    }

    @Test
    void aRunMayBeKilledAtAnyPoint() throws Exception {
        HaltedRun.run(p(), Mode.NEW, "opened", "a");
        HaltedRun.run(p(), Mode.NEW, "prepared", "a");
        assertThat(tree(p()).keySet()).allMatch(name -> name.startsWith(".vae4j"));
        run(Mode.FORCE, "a");
        holdsExactly("a");
        for (String point : List.of("opened", "prepared", "begun", "staged")) {
            HaltedRun.run(p(), Mode.FORCE, point, "b");
            Map<String, String> seen = tree(p());
            seen.keySet().removeIf(name -> name.startsWith(".vae4j") || name.equals("manifest.json"));
            assertThat(seen.values()).as(point).allMatch(text -> text.equals("a") || text.equals("run = a\n"));
        }
        try (OutputFolder folder = open(Mode.RESUME)) {
            assertThat(folder.working("checkpoint.vae4j")).hasContent("b");
        }
        run(Mode.RESUME, "b");
        holdsExactly("b");
        for (String point : List.of("opened", "prepared", "begun", "staged")) {
            HaltedRun.run(p(), Mode.RESUME, point, "c");
            assertThat(tree(p())).as(point).containsEntry("results.json", "b").containsEntry("config.properties",
                    "run = b\n");
        }
        HaltedRun.run(p(), Mode.RESUME, "committed", "c");
        assertThat(tree(p())).containsEntry("results.json", "c");
        run(Mode.RESUME, "d");
        holdsExactly("d");
    }

    @Test
    void aKilledFirstRunCanBeContinuedOrReplaced() throws Exception {
        HaltedRun.run(p(), Mode.NEW, "staged", "a");
        assertThat(tree(p())).containsEntry("checkpoint.vae4j", "a").containsEntry("config.properties", "run = a\n");
        assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.NEW)).withMessageContaining("not empty");
        HaltedRun.run(p(), Mode.RESUME, "begun", "b");
        assertThat(tree(p())).containsEntry("checkpoint.vae4j", "b").containsEntry("config.properties", "run = b\n");
        run(Mode.FORCE, "c");
        holdsExactly("c");
    }

    @Test
    void temporaryFilesOfKilledRunsAreRemoved() throws Exception {
        run(Mode.NEW, "a");
        Process process = HaltedRun.start(parent.resolve("q"), Mode.NEW, "opened", "q");
        process.waitFor();
        put(p().resolve(".checkpoint.vae4j.vae4j-" + process.pid() + "-0-a.tmp"), "half");
        put(p().resolve("models").resolve(".m.vae4j-" + process.pid() + "-1-b.tmp"), "half");
        put(p().resolve("models").resolve(".mine.tmp"), "mine");
        open(Mode.RESUME).close();
        assertThat(said).singleElement().asString().startsWith("removed 2 temporary files of a run that was killed");
        assertThat(tree(p())).hasSize(OF_A_RUN.size() + 2).containsEntry("models/.mine.tmp", "mine");
    }

    /// The moves of a change in their order, done by hand up to each of them: the next run brings it to its end, and on the
    /// way there are never files of both runs.
    @Test
    void aChangeCanBeCutOffAnywhere() throws IOException {
        List<String> going = List.of("checkpoint.vae4j", "config.properties", "models/m.checkpoint", "results.json",
                "tables/a.csv");
        List<String> coming = List.of("results.json", "tables/b.csv");
        for (int cut = 0; cut <= going.size() + coming.size() + 2; cut++) {
            FolderChange.delete(p());
            run(Mode.NEW, "a");
            Path hidden = Files.createDirectories(p().resolve(OutputFolder.HIDDEN));
            put(Files.createDirectories(hidden.resolve("results").resolve("tables")).resolve("b.csv"), "b");
            put(hidden.resolve("results").resolve("results.json"), "b");
            int step = 0;
            put(hidden.resolve("change-1.json"), plan(going, coming));
            for (String name : going) {
                if (step++ < cut) {
                    Files.createDirectories(hidden.resolve("old").resolve(name).getParent());
                    Files.move(p().resolve(name), hidden.resolve("old").resolve(name));
                }
            }
            if (step++ < cut) {
                Files.move(p().resolve("manifest.json"), hidden.resolve("old").resolve("manifest.json"));
            }
            if (step++ < cut) {
                Files.move(hidden.resolve("change-1.json"), hidden.resolve("change-2.json"));
            }
            for (String name : coming) {
                if (step++ < cut) {
                    Files.createDirectories(p().resolve(name).getParent());
                    Files.move(hidden.resolve("results").resolve(name), p().resolve(name));
                }
            }
            Map<String, String> seen = tree(p());
            seen.keySet().removeIf(name -> name.startsWith(".vae4j") || name.equals("manifest.json"));
            assertThat(seen.values().stream().map(text -> text.replaceAll("run = |\n", "")).distinct().toList())
                    .as("cut after %s", cut).hasSizeLessThan(2);
            open(Mode.RESUME).close();
            assertThat(said).as("cut after %s", cut).singleElement().asString()
                    .contains("results of a run that was killed");
            assertThat(tree(p()).keySet()).as("cut after %s", cut).containsExactlyInAnyOrder("results.json",
                    "tables/b.csv", "manifest.json");
            assertThat(tree(p())).containsEntry("results.json", "b");
        }
    }

    /// A disk that is full: here the plan cannot be written because a folder stands in its place.
    @Test
    void aChangeThatCannotBeWrittenDownShowsNothing() throws IOException {
        run(Mode.NEW, "a");
        Map<String, String> before = tree(p());
        Path plan = p().resolve(OutputFolder.HIDDEN).resolve("change-1.json");
        try (OutputFolder folder = open(Mode.FORCE)) {
            folder.write("results.json", "b");
            put(Files.createDirectories(plan).resolve("in the way"), "x");
            assertThatIOException().isThrownBy(folder::commit);
            assertThat(p().resolve(OutputFolder.HIDDEN).resolve("manifest.json")).doesNotExist();
        }
        FolderChange.delete(plan);
        open(Mode.RESUME).close();
        assertThat(tree(p())).isEqualTo(before);
    }

    /// From the moment that the plan is there nothing more is written: the manifest of the new run waits next to it.
    @Test
    void theNewManifestIsStagedBeforeAnythingMoves() throws IOException {
        run(Mode.NEW, "a");
        Path hidden = Files.createDirectories(p().resolve(OutputFolder.HIDDEN));
        put(Files.createDirectories(hidden.resolve("results")).resolve("results.json"), "b");
        String manifest = "{\"format\": \"vae4j manifest 1\", \"command\": \"test\", \"files\": {\"staged\": {}}}";
        put(hidden.resolve("manifest.json"), manifest);
        open(Mode.RESUME).close();
        assertThat(hidden).as("without a plan it is a rest").doesNotExist();

        put(Files.createDirectories(hidden.resolve("results")).resolve("results.json"), "b");
        put(hidden.resolve("manifest.json"), manifest);
        put(hidden.resolve("change-1.json"), plan(List.of("results.json"), List.of("results.json")));
        open(Mode.RESUME).close();
        assertThat(p().resolve("manifest.json")).hasContent(manifest);
        assertThat(p().resolve("results.json")).hasContent("b");
    }

    private static String plan(List<String> going, List<String> coming) {
        StringBuilder text = new StringBuilder("{\"going\": {");
        going.forEach(name -> text.append('"').append(name).append("\": \"\","));
        text.setCharAt(text.length() - 1, '}');
        text.append(", \"coming\": {");
        coming.forEach(name -> text.append('"').append(name).append("\": \"results/").append(name).append("\","));
        text.setCharAt(text.length() - 1, '}');
        return text + ", \"manifest\": {\"format\": \"vae4j manifest 1\", \"command\": \"test\", \"files\": {}}}";
    }

    @Test
    void aChangeNamesNothingElsewhere() throws IOException {
        put(parent.resolve("mine"), "mine");
        Path hidden = Files.createDirectories(p().resolve(OutputFolder.HIDDEN));
        put(hidden.resolve("change-1.json"), plan(List.of("../mine"), List.of("x")));
        assertThatIOException().isThrownBy(() -> open(Mode.RESUME)).withMessageContaining("../mine");
        assertThat(parent.resolve("mine")).hasContent("mine");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        put(p(), "mine");
        assertThatIllegalArgumentException().isThrownBy(() -> open(Mode.FORCE)).withMessageContaining("is a file");
        assertThat(p()).hasContent("mine");
    }
}
