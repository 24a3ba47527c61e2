package io.github.vae4j.core.data;

/// `(x - centre) factor` per feature.
final class Rescaled extends DatasetView {
    private final float[] centre;
    private final float[] factor;
    private final boolean unitRange;
    private final String recipe;

    Rescaled(Dataset base, float[] centre, float[] factor, boolean unitRange, String recipe) {
        super(base);
        this.centre = centre;
        this.factor = factor;
        this.unitRange = unitRange;
        this.recipe = recipe;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        base().read(sample, epoch, out, outOffset);
        for (int i = 0; i < centre.length; i++) {
            float value = (out[outOffset + i] - centre[i]) * factor[i];
            // Rounding of the factor must not lead out of [0, 1], nor may a value the range was not fitted to.
            out[outOffset + i] = unitRange ? Math.clamp(value, 0f, 1f) : value;
        }
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        return ContentHash.ofDerived(recipe, hashOfBase);
    }
}
