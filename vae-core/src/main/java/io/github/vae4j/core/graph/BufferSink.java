package io.github.vae4j.core.graph;

/// Gives each worker a small buffer, and hands over what has been written there.
final class BufferSink implements Sink {
    private static final int PLACES = 4;

    private final float[][] buffers;
    // Per worker: how many places are taken, then parameter and length of each.
    private final int[][] taken;
    private final Receiver receiver;

    /// Takes gradients out of a buffer.
    interface Receiver {
        /// @param parameter index of the first parameter
        void take(int worker, float[] gradient, int at, int parameter, int count);
    }

    BufferSink(int threads, Receiver receiver) {
        buffers = new float[threads][WeightCut.LARGEST];
        taken = new int[threads][1 + 2 * PLACES];
        this.receiver = receiver;
    }

    @Override
    public float[] array(int worker) {
        return buffers[worker];
    }

    @Override
    public int place(int worker, int parameter, int count) {
        int[] mine = taken[worker];
        int at = 0;
        for (int i = 0; i < mine[0]; i++) {
            at += mine[2 + 2 * i];
        }
        mine[1 + 2 * mine[0]] = parameter;
        mine[2 + 2 * mine[0]] = count;
        mine[0]++;
        return at;
    }

    @Override
    public void done(int worker) {
        int[] mine = taken[worker];
        int at = 0;
        for (int i = 0; i < mine[0]; i++) {
            receiver.take(worker, buffers[worker], at, mine[1 + 2 * i], mine[2 + 2 * i]);
            at += mine[2 + 2 * i];
        }
        mine[0] = 0;
    }
}
