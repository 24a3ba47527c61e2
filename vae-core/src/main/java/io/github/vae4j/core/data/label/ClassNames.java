package io.github.vae4j.core.data.label;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The classes that labels name, and their order. If all labels are whole numbers, however they are written (`5`, `5.0`,
/// `5e0`), classes are in the order of the numbers and `5` is the name of them all. Otherwise a class is a text, in the
/// order of [String]; a number that begins with a 0, such as a post code, makes them texts. Numbers with a fraction are
/// quantities: readers refuse them as labels; names that are given are in the order of the numbers then.
public final class ClassNames {
    /// More classes than this are taken for something that is not a label.
    public static final int MAX_CLASSES = 1 << 16;

    private static final Pattern NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][-+]?[0-9]{1,9})?");
    private static final int LONGEST = 60;
    private static final int MOST_DIGITS = 20;

    private final List<String> names;
    private final Map<String, Integer> indices;

    private ClassNames(List<String> names, Map<String, Integer> indices) {
        this.names = List.copyOf(names);
        this.indices = indices;
    }

    /// The classes of some labels.
    ///
    /// @param labels as they are written; the same one may be there more than once
    /// @throws IllegalArgumentException if there are too many classes
    public static ClassNames of(Collection<String> labels) {
        TreeSet<String> texts = new TreeSet<>(labels);
        if (texts.size() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_CLASSES + " classes, found " + texts.size() + ": these are no labels");
        }
        Map<String, BigDecimal> numbers = new HashMap<>();
        boolean fractions = false;
        for (String text : texts) {
            BigDecimal number = number(text);
            if (number == null) {
                return ofTexts(texts);
            }
            numbers.put(text, number);
            fractions |= !isWhole(number);
        }
        if (!fractions) {
            return ofWholes(numbers);
        }
        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(Comparator.comparing(text -> numbers.getOrDefault(text, BigDecimal.ZERO)));
        return ofTexts(sorted);
    }

    /// Whether a label is a number with a fraction.
    static boolean isQuantity(String label) {
        BigDecimal number = number(label);
        return number != null && !isWhole(number);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        // Written out, a larger one could take all memory.
        return (long) number.precision() - number.scale() > MOST_DIGITS ? null : number;
    }

    private static ClassNames ofTexts(Collection<String> texts) {
        Map<String, Integer> indices = new HashMap<>();
        for (String text : texts) {
            indices.put(text, indices.size());
        }
        return new ClassNames(List.copyOf(texts), indices);
    }

    private static ClassNames ofWholes(Map<String, BigDecimal> numbers) {
        TreeMap<BigInteger, Integer> order = new TreeMap<>();
        Map<String, BigInteger> wholes = new HashMap<>();
        numbers.forEach((text, number) -> {
            BigInteger whole = number.signum() == 0 ? BigInteger.ZERO : number.toBigInteger();
            wholes.put(text, whole);
            order.put(whole, 0);
        });
        List<String> names = new ArrayList<>();
        order.replaceAll((whole, _) -> {
            names.add(whole.toString());
            return names.size() - 1;
        });
        Map<String, Integer> indices = new HashMap<>();
        wholes.forEach((text, whole) -> indices.put(text, order.getOrDefault(whole, -1)));
        return new ClassNames(names, indices);
    }

    /// The names of the classes, by index.
    public List<String> names() {
        return names;
    }

    /// The class of a label that was among those given.
    public int index(String label) {
        Integer index = indices.get(label);
        if (index == null) {
            throw new IllegalArgumentException("there is no class " + label);
        }
        return index;
    }
}
