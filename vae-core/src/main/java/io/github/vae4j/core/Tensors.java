package io.github.vae4j.core;

import io.github.vae4j.core.file.TensorInfo;
import io.github.vae4j.core.file.TensorReader;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Named tensors of other programs, on their way into a model: see [Vae#of(VaeSpec, Map)] and [Vae#set(Map)].
///
/// ```java
/// Map<String, Tensor> theirs = Tensors.read(Path.of("pytorch.safetensors"));
/// vae.set(Tensors.fromPyTorch(theirs, vae.spec()));
/// ```
public final class Tensors {
    private static final Pattern MEAN = Pattern.compile("(?:.*[._])?(?:mean|mu|z_mean|fc21)(?:_layer)?");
    private static final Pattern LOGVAR = Pattern
            .compile("(?:.*[._])?(?:logvar|log_var|z_log_var|z_logvar|var|fc22)(?:_layer)?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private Tensors() {}

    /// Reads all tensors of a safetensors file, whoever wrote it.
    ///
    /// @param file with tensors of single precision, half precision or bfloat16
    /// @return by name, in the order of the file
    /// @throws ModelFormatException if the file is damaged, no safetensors file, or has other types
    /// @throws IOException if it cannot be read
    public static Map<String, Tensor> read(Path file) throws IOException {
        try (TensorReader in = TensorReader.open(file)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (TensorInfo info : in.header().tensors()) {
                tensors.put(info.name(), new Tensor(info.shape(), in.floats(info)));
            }
            in.finish();
            return tensors;
        }
    }

    /// The same tensors under other names.
    ///
    /// @param tensors by name
    /// @param names from the present names to the new ones; tensors without an entry are left out
    /// @return by new name
    /// @throws IllegalArgumentException if there is no tensor of a name
    public static Map<String, Tensor> renamed(Map<String, Tensor> tensors, Map<String, String> names) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        names.forEach((from, to) -> {
            Tensor tensor = tensors.get(from);
            if (tensor == null) {
                throw new IllegalArgumentException("there is no tensor '" + from + "', only " + tensors.keySet());
            }
            renamed.put(to, tensor);
        });
        return renamed;
    }

    /// Gives the layers of a PyTorch module the names of a model's.
    ///
    /// Each `Linear` has a weight (out, in) and a bias. The heads are found by their names (`mean`, `mu`, `fc_mu`, `fc21`; `logvar`,
    /// `log_var`, `fc_var`, `fc22`). The others are taken in the order of a forward pass: those whose name begins with `enc`,
    /// then those without such a beginning, then those with `dec`, by the numbers in their names, and become the encoder's
    /// layers, the decoder's layers and the output. Where that is not the order of your module, use [#renamed].
    ///
    /// @param tensors as read from a file
    /// @param spec of the model
    /// @return by the model's names
    /// @throws IllegalArgumentException if the layers do not fit: the message names the first that does not
    public static Map<String, Tensor> fromPyTorch(Map<String, Tensor> tensors, VaeSpec spec) {
        List<String> layers = tensors.keySet().stream().filter(name -> name.endsWith(".weight"))
                .map(name -> name.substring(0, name.length() - ".weight".length())).toList();
        List<String> ours = ModelGraph.forEvaluation(spec).tensors().stream().filter(ParameterView::isWeight)
                .map(view -> view.name().replaceFirst("\\.weight$", "")).toList();
        Map<String, String> names = new LinkedHashMap<>();
        String mean = one(layers, MEAN);
        String logvar = one(layers, LOGVAR);
        List<String> theirs = new ArrayList<>(layers);
        if (mean != null && logvar != null) {
            add(names, mean, "mean");
            add(names, logvar, "logvar");
            theirs.removeAll(List.of(mean, logvar));
        }
        theirs.sort(Comparator.comparingInt(Tensors::part).thenComparing(Tensors::numbers));
        List<String> rest = ours.stream().filter(name -> !names.containsValue(name + ".weight")).toList();
        if (theirs.size() != rest.size()) {
            throw new IllegalArgumentException("the module has the layers " + layers + ", the model has " + ours
                    + ": give the names of each with Tensors.renamed");
        }
        for (int i = 0; i < theirs.size(); i++) {
            add(names, theirs.get(i), rest.get(i));
        }
        return renamed(tensors, names);
    }

    private static void add(Map<String, String> names, String theirs, String ours) {
        names.put(theirs + ".weight", ours + ".weight");
        names.put(theirs + ".bias", ours + ".bias");
    }

    private static @Nullable String one(List<String> layers, Pattern pattern) {
        List<String> found = layers.stream().filter(name -> pattern.matcher(name).matches()).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static int part(String name) {
        return name.startsWith("enc") ? 0 : name.startsWith("dec") ? 2 : 1;
    }

    /// All numbers of a name, each with as many digits as any can have, so that texts compare as numbers do.
    private static String numbers(String name) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = NUMBERS.matcher(name);
        while (matcher.find()) {
            text.append("0".repeat(Math.max(0, 12 - matcher.group().length()))).append(matcher.group()).append('.');
        }
        return text.toString();
    }
}
