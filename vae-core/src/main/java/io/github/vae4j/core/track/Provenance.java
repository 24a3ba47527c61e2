package io.github.vae4j.core.track;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a file says about how it came to be, under the names that the metadata of checkpoints has: settings and data, which
/// decide the bits, and versions, which do not.
final class Provenance {
    static final String DATA = "state.dataHash";
    static final String VALIDATION = "state.validationHash";

    private static final String SPEC = "spec.";
    private static final String CONFIG = "config.";
    // How often a checkpoint is saved decides no bit.
    private static final Set<String> VERSIONS = Set.of("library", "version", "java", "kernels",
            "config.checkpoint-every");
    private static final Set<String> DECIDING = Set.of(DATA, VALIDATION, "state.changes");

    private Provenance() {}

    static Map<String, String> of(VaeSpec spec, TrainingConfig config, String dataHash) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("library", LibraryVersion.current());
        fields.put("java", Runtime.version().toString());
        fields.put("kernels", Kernels.describe().toString());
        fields.put(DATA, dataHash);
        fields.put(SPEC + "features", Integer.toString(spec.features()));
        VaeSpec.settings().forEach(setting -> fields.put(SPEC + setting.name(), setting.write().apply(spec)));
        TrainingConfig.settings()
                .forEach(setting -> fields.put(CONFIG + setting.name(), setting.write().apply(config)));
        return fields;
    }

    /// Settings and data that differ.
    ///
    /// @param strict whether what only one of the two says is a difference; a model says less than a checkpoint
    static List<FieldDifference> settings(Map<String, String> a, Map<String, String> b, boolean strict) {
        return differences(a, b, strict, name -> !VERSIONS.contains(name)
                && (name.startsWith(SPEC) || name.startsWith(CONFIG) || DECIDING.contains(name)));
    }

    static List<FieldDifference> versions(Map<String, String> a, Map<String, String> b) {
        return differences(a, b, false, VERSIONS::contains);
    }

    private interface Chosen {
        boolean test(String name);
    }

    private static List<FieldDifference> differences(Map<String, String> a, Map<String, String> b, boolean strict,
            Chosen chosen) {
        Set<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        List<FieldDifference> differences = new ArrayList<>();
        for (String name : names) {
            String left = a.get(name);
            String right = b.get(name);
            boolean both = left != null && right != null;
            if (chosen.test(name) && (both || strict)
                    && !(left == null ? "" : left).equals(right == null ? "" : right)) {
                differences.add(new FieldDifference(name, left == null ? "" : left, right == null ? "" : right));
            }
        }
        return differences;
    }
}
