package io.github.vae4j.core.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of a graph while it is put together: blocks one after the other, and the tensors that they hold.
final class ParameterBlocks {
    // Some virtual machines keep the last few elements that an int could count for themselves.
    private static final int MOST = Integer.MAX_VALUE - 64;

    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final List<ParameterView> tensors = new ArrayList<>();
    private long count;

    /// A new block, or the one of that name.
    ///
    /// @throws IllegalArgumentException if that has another size
    Block block(String name, int rows, int columns, boolean isWeight, Block.Start start, boolean moves) {
        Block known = blocks.get(name);
        if (known != null) {
            if (known.rows() != rows || known.columns() != columns || known.isWeight() != isWeight) {
                throw new IllegalArgumentException("parameter '" + name + "' is used with " + known.rows() + " x "
                        + known.columns() + " and with " + rows + " x " + columns + " values");
            }
            return known;
        }
        long length = (long) rows * columns;
        Block block = new Block(end(), rows, columns, isWeight, start, moves);
        // Too many are counted to the end, for the message.
        count = count + length < 0 ? Long.MAX_VALUE : count + length;
        blocks.put(name, block);
        return block;
    }

    /// A vector that is a tensor of its own, all of whose values start the same.
    Block vector(String name, int length, float start, boolean moves) {
        Block block = block(name, 1, length, false, new Block.Start.Values(start, 0), moves);
        name(block, name, 0, length);
        return block;
    }

    /// Makes a tensor of some columns of a block, unless there is one of that name.
    void name(Block block, String name, int first, int columns) {
        if (tensors.stream().noneMatch(t -> t.name().equals(name))) {
            tensors.add(new ParameterView(name, block.rows(), columns, block, first));
        }
    }

    List<ParameterView> tensors() {
        return tensors;
    }

    /// Index of the first value of the next block.
    int end() {
        return (int) Math.min(count, MOST);
    }

    /// The number of all parameters.
    ///
    /// @throws IllegalArgumentException if they do not fit an array
    int count() {
        if (count > MOST) {
            throw new IllegalArgumentException("the model must have at most " + MOST
                    + " parameters, as many as an array can hold, but has "
                    + (count == Long.MAX_VALUE ? "2^63 or more" : Long.toString(count)));
        }
        return (int) count;
    }
}
