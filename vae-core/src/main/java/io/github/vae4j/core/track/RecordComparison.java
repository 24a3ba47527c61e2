package io.github.vae4j.core.track;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What differs between two recorded runs, in the steps that both have.
///
/// @param settings that differ
/// @param versions that differ
/// @param compared steps that both records have
/// @param onlyA steps that the first record alone has, before, between or after them
/// @param onlyB steps that the second record alone has
/// @param parts whether tensors were digested in the same parts; if not, losses alone are compared
/// @param differing steps that differ
/// @param first the first of them, `null` if none does
@SuppressWarnings("exports")
public record RecordComparison(List<FieldDifference> settings, List<FieldDifference> versions, long compared,
        long onlyA, long onlyB, boolean parts, long differing, @Nullable Step first) implements Comparison {
    /// Copies the lists.
    public RecordComparison {
        settings = List.copyOf(settings);
        versions = List.copyOf(versions);
    }

    /// A step that differs.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param losses that differ: `cost`, `rate` (of learning) and terms by name, computed before the parameters moved
    /// @param tensors that differ after the step
    public record Step(int epoch, int step, List<Loss> losses, List<String> tensors) {
        /// Copies the lists.
        public Step {
            losses = List.copyOf(losses);
            tensors = List.copyOf(tensors);
        }
    }

    /// A number that differs.
    ///
    /// @param name `cost`, `rate` or that of a term
    /// @param a in the first record
    /// @param b in the second record
    /// @param ulp how many doubles lie between the two, plus one
    public record Loss(String name, double a, double b, long ulp) {}

    static RecordComparison of(Path fileA, Path fileB) throws IOException {
        try (RecordFile a = new RecordFile(fileA); RecordFile b = new RecordFile(fileB)) {
            String parts = a.fields().getOrDefault(Recorder.PARTS_FIELD, "");
            boolean sameParts = parts.equals(b.fields().get(Recorder.PARTS_FIELD));
            Steps steps = new Steps(a.columns(), b.columns(), sameParts);
            steps.compare(a, b);
            return new RecordComparison(Provenance.settings(a.fields(), b.fields(), true),
                    Provenance.versions(a.fields(), b.fields()), steps.compared, steps.onlyA, steps.onlyB, sameParts,
                    steps.differing, steps.first);
        }
    }

    /// Goes through both records at once, which are in the order of steps.
    private static final class Steps {
        private final List<String> names = new ArrayList<>();
        private final List<Integer> columnsA = new ArrayList<>();
        private final List<Integer> columnsB = new ArrayList<>();
        private long compared;
        private long onlyA;
        private long onlyB;
        private long differing;
        private @Nullable Step first;

        Steps(List<String> a, List<String> b, boolean withTensors) {
            for (int i = 0; i < a.size(); i++) {
                int j = b.indexOf(a.get(i));
                if (j >= 0 && (withTensors || !a.get(i).startsWith(Recorder.TENSOR))) {
                    names.add(a.get(i));
                    columnsA.add(i);
                    columnsB.add(j);
                }
            }
        }

        void compare(RecordFile a, RecordFile b) throws IOException {
            RecordFile.Row left = a.next();
            RecordFile.Row right = b.next();
            while (left != null || right != null) {
                if (right == null || left != null && left.isBefore(right)) {
                    onlyA++;
                    left = a.next();
                } else if (left == null || right.isBefore(left)) {
                    onlyB++;
                    right = b.next();
                } else {
                    compare(left, right);
                    left = a.next();
                    right = b.next();
                }
            }
        }

        private void compare(RecordFile.Row a, RecordFile.Row b) {
            compared++;
            List<Loss> losses = new ArrayList<>();
            List<String> tensors = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                long x = a.bits()[columnsA.get(i)];
                long y = b.bits()[columnsB.get(i)];
                String name = names.get(i);
                if (x != y && name.startsWith(Recorder.TENSOR)) {
                    tensors.add(name.substring(Recorder.TENSOR.length()));
                } else if (x != y) {
                    double left = Double.longBitsToDouble(x);
                    double right = Double.longBitsToDouble(y);
                    losses.add(new Loss(name.startsWith(Recorder.TERM) ? name.substring(Recorder.TERM.length()) : name,
                            left, right, Ulps.between(left, right)));
                }
            }
            if (!losses.isEmpty() || !tensors.isEmpty()) {
                differing++;
                first = first == null ? new Step(a.epoch(), a.step(), losses, tensors) : first;
            }
        }
    }

    /// A run that was cut off, or that began later, is not equal to a whole one.
    @Override
    public boolean isEqual() {
        return settings.isEmpty() && differing == 0 && onlyA == 0 && onlyB == 0 && parts;
    }
}
