package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.TermBatch;

/// What a term sees of the current batch.
final class TermView implements TermBatch {
    private final Frame frame;
    private final TermNode node;
    private final int units;
    private final int draws;
    private double slope;

    TermView(Frame frame, TermNode node) {
        this.frame = frame;
        this.node = node;
        units = node.z().width();
        draws = node.z().rows().perSample() / node.posterior().rows().perSample();
    }

    void slope(double value) {
        slope = value;
    }

    @Override
    public int rows() {
        return frame.rows(node.z());
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public long dataSize() {
        return frame.batch().dataSize();
    }

    @Override
    public float[] z() {
        return frame.values(node.z());
    }

    @Override
    public float[] zGradient() {
        return frame.gradient(node.z());
    }

    @Override
    public int zAt(int row) {
        return row * units;
    }

    @Override
    public float[] posterior() {
        return frame.values(node.posterior());
    }

    @Override
    public float[] posteriorGradient() {
        return frame.gradient(node.posterior());
    }

    @Override
    public int meanAt(int row) {
        return row / draws * 2 * units;
    }

    @Override
    public int logvarAt(int row) {
        return meanAt(row) + units;
    }

    @Override
    public int features() {
        return node.x().width();
    }

    @Override
    public float[] x() {
        return frame.values(node.x());
    }

    @Override
    public int xAt(int row) {
        return row / draws * node.x().width();
    }

    @Override
    public float[] rowValues() {
        return frame.values(node.output);
    }

    @Override
    public double[] memory() {
        return frame.doubles(node);
    }

    @Override
    public float[] floats() {
        return frame.memory(node);
    }

    @Override
    public double slope() {
        return slope;
    }

    @Override
    public void normal(int row, float[] out, int at, int n) {
        node.normal(frame.batch().seed(), frame.batch().step(), row, out, at, n);
    }
}
