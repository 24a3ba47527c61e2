package io.github.vae4j.core.data.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the name of an array says: `x_train`, `train_images`, `y`, `target`, `arr_0`.
///
/// @param part of the data
/// @param kind samples, labels, or something else
public record NpzNames(Part part, Kind kind) {
    /// Parts of data.
    public enum Part {
        ALL,
        TRAIN,
        VALIDATION,
        TEST
    }

    /// What an array holds.
    enum Kind {
        SAMPLES,
        LABELS,
        OTHER
    }

    private static final Set<String> SAMPLES = Set.of("x", "xs", "data", "images", "image", "imgs", "img", "features",
            "inputs", "input", "samples", "array", "z", "latents", "latent", "codes", "mean", "means", "mu",
            "embedding",
            "embeddings", "vectors", "arr");
    private static final Set<String> LABELS = Set.of("y", "ys", "label", "labels", "lbl", "target", "targets", "class",
            "classes", "digits", "species");
    private static final Pattern JOINED = Pattern
            .compile("(x|y|images|imgs|labels|data)?(train|training|val|valid|validation|dev|test|testing)"
                    + "(x|y|images|imgs|labels|data)?");

    /// Reads a name.
    static NpzNames of(String name) {
        Part part = Part.ALL;
        List<String> words = new ArrayList<>();
        for (String word : name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT).split("[^a-z0-9]+",
                -1)) {
            Matcher joined = JOINED.matcher(word);
            if (joined.matches()) {
                part = part(joined.group(2));
                add(words, joined.group(1));
                add(words, joined.group(3));
            } else {
                add(words, word);
            }
        }
        return new NpzNames(part, kind(words, part));
    }

    private static void add(List<String> words, @Nullable String word) {
        if (word != null && !word.isEmpty()) {
            words.add(word);
        }
    }

    private static Part part(String word) {
        if (word.startsWith("tr")) {
            return Part.TRAIN;
        }
        return word.startsWith("te") ? Part.TEST : Part.VALIDATION;
    }

    private static Kind kind(List<String> words, Part part) {
        if (words.isEmpty()) {
            return part == Part.ALL ? Kind.OTHER : Kind.SAMPLES;
        }
        if (words.size() == 2 && words.getFirst().equals("arr")) {
            // numpy.savez without names.
            return words.get(1).equals("0") ? Kind.SAMPLES : words.get(1).equals("1") ? Kind.LABELS : Kind.OTHER;
        }
        if (words.size() > 1) {
            return Kind.OTHER;
        }
        return SAMPLES.contains(words.getFirst())
                ? Kind.SAMPLES
                : LABELS.contains(words.getFirst()) ? Kind.LABELS : Kind.OTHER;
    }

    /// Whether a name is used for more than labels, so that the shape must fit, too.
    static boolean mayMeanMore(String name) {
        return name.startsWith("arr_");
    }
}
