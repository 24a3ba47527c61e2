package io.github.vae4j.study.cli;

import io.github.vae4j.core.track.Comparison;
import io.github.vae4j.core.track.FieldDifference;
import io.github.vae4j.core.track.ModelComparison;
import io.github.vae4j.core.track.RecordComparison;
import io.github.vae4j.core.track.TensorDifference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what differs between two files, with the exit codes of diff(1).
@Command(
        name = "diff",
        description = {
            "Compares two models, checkpoints or recorded runs (see 'train --record'), bit for bit.",
            "Names settings, data and versions that differ; of models and checkpoints every tensor that differs, with the"
                    + " largest difference in units in the last place (ULP); of records the first step that differs,"
                    + " its losses and tensors. Versions alone make no difference."},
        exitCodeList = {"0:equal: all bits, settings and data", "1:different",
            "2:wrong usage, or a file that cannot be read or compared"},
        exitCodeOnExecutionException = 2)
final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Model, checkpoint or record.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Another one, of the same kind.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path b;

    @Option(names = "--quiet", description = "Print nothing; the exit code tells.") private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(a, b);
        if (!quiet) {
            print(comparison, spec.commandLine().getOut());
        }
        return comparison.isEqual() ? 0 : DIFFERENT;
    }

    private static void print(Comparison comparison, PrintWriter out) {
        print(out, "setting", comparison.settings());
        print(out, "version", comparison.versions());
        switch (comparison) {
            case ModelComparison models -> print(models, out);
            case RecordComparison records -> print(records, out);
        }
        out.flush();
    }

    private static void print(PrintWriter out, String kind, List<FieldDifference> fields) {
        fields.forEach(field -> out.println(kind + " " + field));
    }

    private static void print(ModelComparison models, PrintWriter out) {
        print(out, "progress", models.progress());
        if (models.epoch() > 0) {
            out.println("the first epoch with other costs is " + models.epoch());
        }
        models.tensors().forEach(tensor -> out.println("tensor " + text(tensor)));
        if (models.tensors().isEmpty()) {
            out.println(models.compared() + " tensors are equal, bit for bit");
            return;
        }
        String largest = models.tensors().stream().filter(TensorDifference::isComparable)
                .max((x, y) -> Long.compare(x.largestUlp(), y.largestUlp()))
                .map(tensor -> String.format(Locale.ROOT, "; the largest difference is %,d ULP, in %s",
                        tensor.largestUlp(), tensor.name()))
                .orElse("");
        out.println(models.tensors().size() + " of " + models.compared() + " tensors differ, the first is "
                + models.tensors().getFirst().name() + largest);
    }

    private static String text(TensorDifference tensor) {
        return tensor.isComparable()
                ? String.format(Locale.ROOT, "%s: %,d of %,d values, up to %,d ULP: %s | %s at index %d", tensor.name(),
                        tensor.differing(), tensor.values(), tensor.largestUlp(), tensor.a(), tensor.b(), tensor.at())
                : tensor.name() + ": has another shape, or is in one file alone";
    }

    private static void print(RecordComparison records, PrintWriter out) {
        if (!records.parts()) {
            out.println("tensors were not compared: they were recorded in different parts (--record-parts)");
        }
        if (records.onlyA() > 0 || records.onlyB() > 0) {
            out.printf(Locale.ROOT, "only in the first record: %,d steps, only in the second: %,d%n", records.onlyA(),
                    records.onlyB());
        }
        RecordComparison.Step first = records.first();
        if (first == null) {
            out.printf(Locale.ROOT, "%,d steps are equal, bit for bit%n", records.compared());
            return;
        }
        out.printf(Locale.ROOT, "%,d of %,d steps differ, the first is step %d of epoch %d%n", records.differing(),
                records.compared(), first.step(), first.epoch());
        first.losses().forEach(loss -> out.printf(Locale.ROOT, "  %s: %s | %s, %,d ULP%n", loss.name(), loss.a(),
                loss.b(), loss.ulp()));
        out.println(first.tensors().isEmpty()
                ? "  no tensor differs in the part that this step recorded"
                : "  tensors that differ after it: " + first.tensors().stream().collect(Collectors.joining(", ")));
    }
}
