package io.github.vae4j.core.track;

import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.file.TensorInfo;
import io.github.vae4j.core.file.TensorReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What differs between two models or checkpoints.
///
/// @param settings that differ; of a model and a checkpoint those that both have
/// @param versions that differ
/// @param compared number of tensors in either file
/// @param tensors that differ, in the order of the first file; of a model and a checkpoint those that both have
/// @param progress fields of the training's progress that differ, such as `state.step`; of two checkpoints alone
/// @param epoch the first finished epoch, from 1, whose costs differ; 0 if none does, or a file has no history
public record ModelComparison(List<FieldDifference> settings, List<FieldDifference> versions, int compared,
        List<TensorDifference> tensors, List<FieldDifference> progress, int epoch) implements Comparison {
    private static final String HISTORY = "state.history";
    private static final List<String> PROGRESS = List.of("state.epoch", "state.stepInEpoch", "state.step");
    // Seconds and samples per second end each epoch of a history and are never the same.
    private static final int TIMES = 2;

    /// Copies the lists.
    public ModelComparison {
        settings = List.copyOf(settings);
        versions = List.copyOf(versions);
        tensors = List.copyOf(tensors);
        progress = List.copyOf(progress);
    }

    private record Content(Map<String, String> metadata, Map<String, Tensor> tensors) {
        static Content read(Path file) throws IOException {
            try (TensorReader in = TensorReader.open(file)) {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                for (TensorInfo info : in.header().tensors()) {
                    tensors.put(info.name(), new Tensor(info.shape(), in.floats(info)));
                }
                in.finish();
                return new Content(in.header().metadata(), tensors);
            }
        }

        String kind() {
            return metadata.getOrDefault("kind", "");
        }
    }

    static ModelComparison of(Path fileA, Path fileB) throws IOException {
        Content a = Content.read(fileA);
        Content b = Content.read(fileB);
        boolean sameKind = a.kind().equals(b.kind());
        Set<String> names = new LinkedHashSet<>(a.tensors.keySet());
        if (sameKind) {
            names.addAll(b.tensors.keySet());
        } else {
            names.retainAll(b.tensors.keySet());
        }
        List<TensorDifference> tensors = names.stream()
                .map(name -> TensorDifference.of(name, a.tensors.get(name), b.tensors.get(name)))
                .filter(Objects::nonNull).map(Objects::requireNonNull).toList();
        List<FieldDifference> progress = new ArrayList<>();
        for (String name : PROGRESS) {
            String left = a.metadata.get(name);
            String right = b.metadata.get(name);
            if (left != null && right != null && !left.equals(right)) {
                progress.add(new FieldDifference(name, left, right));
            }
        }
        return new ModelComparison(Provenance.settings(a.metadata, b.metadata, sameKind),
                Provenance.versions(a.metadata, b.metadata), names.size(), tensors, progress,
                firstEpoch(a.metadata.getOrDefault(HISTORY, ""), b.metadata.getOrDefault(HISTORY, "")));
    }

    private static int firstEpoch(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        String[] left = a.split(";", -1);
        String[] right = b.split(";", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (!costs(left[i]).equals(costs(right[i]))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<String> costs(String epoch) {
        List<String> numbers = List.of(epoch.split(" ", -1));
        return numbers.subList(0, Math.max(0, numbers.size() - TIMES));
    }

    @Override
    public boolean isEqual() {
        return settings.isEmpty() && tensors.isEmpty() && progress.isEmpty() && epoch == 0;
    }
}
