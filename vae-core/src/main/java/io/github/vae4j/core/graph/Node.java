package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import java.util.List;

/// One operation of the graph: computes a [Value] from others, and what flows back.
///
/// A node has no memory of its own: arrays are those of a [Frame]. All methods work on a range of rows and columns, so that
/// a team can share them; ranges that run at the same time are disjoint. How an element is computed never depends on the
/// range.
///
/// The gradient of a value is the derivative of the cost by what its activation was applied to. A value has as many
/// writers of its gradient as it has readers. The first one sets, the others add, in an order that the graph fixes; the
/// last one multiplies by the derivative of the activation, see [Write].
abstract class Node {
    final String name;
    final List<Value> inputs;
    final Value output;
    private int id = -1;

    Node(String name, Value output, Value... inputs) {
        this.name = name;
        this.output = output;
        this.inputs = List.of(inputs);
    }

    /// Position in the graph, from 0.
    final int id() {
        return id;
    }

    final void number(int position) {
        id = position;
    }

    /// The parts of the parameters that it uses.
    List<Block> blocks() {
        return List.of();
    }

    /// How many floats it keeps between phases, for batches of up to `capacity` samples.
    int memory(int capacity) {
        return 0;
    }

    /// How many doubles it keeps between phases, for batches of up to `capacity` samples.
    int doubles(int capacity) {
        return 0;
    }

    /// What a worker needs for itself while it runs a task.
    Object workspace() {
        return "";
    }

    /// Whether it takes samples as lists where there are some, see [SparseInput].
    boolean takesEntries(Value samples) {
        return false;
    }

    /// How its output is cut into tasks.
    abstract Cut cut();

    /// Computes a range of the output.
    abstract void forward(Frame frame, int row, int rows, int column, int columns, int worker);

    /// Whether a gradient can flow into an input; the graph asks only for inputs that need one.
    boolean hasGradient(int input) {
        return true;
    }

    /// Whether [#forward] itself, in training, has set the gradient of an input.
    boolean setsGradientForward(int input) {
        return false;
    }

    /// Whether one call of [#backward], for input 0, adds to the gradients of all inputs; it comes before other writers.
    boolean isJoint() {
        return false;
    }

    /// How the gradient of an input is cut into tasks.
    abstract Cut backwardCut(int input);

    /// Computes a range of the gradient of an input.
    abstract void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker);

    /// The number of tasks that the gradient by its parameters is cut into.
    int gradientTasks() {
        return 0;
    }

    /// Computes a part of the gradient by its parameters and hands it over.
    void gradient(Frame frame, int task, Sink sink, int worker) {
        throw new IllegalStateException(name + " has no parameters");
    }

    /// A bound of the magnitude of every derivative of the cost by its parameters, and of their partial sums; NaN or
    /// infinite if there is none. For nodes with parameters.
    double gradientBound(Frame frame) {
        return 0;
    }

    /// Lets parameters follow a batch that are not learned along a gradient, once a step is done.
    void followBatch(Frame frame) {}

    /// The same in double, from obvious loops: the whole output.
    abstract void reference(DoubleFrame frame);
}
