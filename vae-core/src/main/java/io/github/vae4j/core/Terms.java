package io.github.vae4j.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The values of the objective's terms, in nats per sample, without their weights: `reconstruction` is -log p(x|z), `kl`
/// the divergence of q(z|x) from p(z), and others have the names of [io.github.vae4j.core.spec.Term].
public final class Terms {
    private final List<String> names;
    private final double[] values;

    private Terms(List<String> names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /// Terms with their values.
    ///
    /// @param names each other
    /// @param values one for each name, copied
    /// @return the terms
    /// @throws IllegalArgumentException if there are more or fewer values than names
    public static Terms of(List<String> names, double... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("there are " + names.size() + " terms but " + values.length + " values");
        }
        return new Terms(List.copyOf(names), values.clone());
    }

    /// The names of the terms.
    ///
    /// @return `reconstruction`, `kl`, then further ones
    public List<String> names() {
        return names;
    }

    /// A term by its name.
    ///
    /// @param name one of [#names()]
    /// @return nats per sample
    /// @throws NoSuchElementException if there is none of that name
    public double get(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new NoSuchElementException("the objective has no term '" + name + "', only " + names);
        }
        return values[i];
    }

    /// All terms.
    ///
    /// @return a new map in the order of the names
    public Map<String, Double> toMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names.get(i), values[i]);
        }
        return map;
    }

    /// Equal names and values.
    @Override
    public boolean equals(Object other) {
        return other instanceof Terms terms && terms.toMap().equals(toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    /// Names and values.
    @Override
    public String toString() {
        return toMap().toString();
    }
}
