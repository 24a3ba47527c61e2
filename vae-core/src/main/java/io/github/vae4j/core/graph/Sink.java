package io.github.vae4j.core.graph;

/// Where gradients by parameters go: into the update while they are in cache, or into an array.
interface Sink {
    /// The array that a worker writes into.
    float[] array(int worker);

    /// Where in that array the gradient by some parameters belongs, until [#done]; called in the order of use.
    ///
    /// @param parameter index of the first parameter
    /// @param count number of parameters
    int place(int worker, int parameter, int count);

    /// Takes what a worker has written since the last call.
    void done(int worker);
}
