package io.github.vae4j.core.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// See [Likelihood#masked].
///
/// What is known of a row is copied together, the likelihood that it is of computes its cost, and the derivatives are put back.
record MaskedLikelihood(Likelihood of) implements Likelihood {
    static final Kind<Likelihood> KIND = new Kind<>(Likelihood.class, "masked", "masked[:LIKELIHOOD[:ARGUMENT...]]",
            "another likelihood (gaussian) of samples with missing values, which cost nothing", MaskedLikelihood::read);

    MaskedLikelihood {
        if (of.isOfRawSamples() || of.takesMissing()) {
            throw new IllegalArgumentException(
                    "'masked' is for likelihoods whose features are independent given the code, "
                            + "as 'gaussian' and 'bernoulli', not for '" + of + "'");
        }
    }

    private static Likelihood read(Arguments a) {
        StringBuilder text = new StringBuilder(a.word("likelihood", "gaussian"));
        for (String next = a.word("argument", ""); !next.isEmpty(); next = a.word("argument", "")) {
            text.append(':').append(next);
        }
        return new MaskedLikelihood(Likelihood.parse(text.toString()));
    }

    /// Where a row is put together, and the features that are known.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Workspace(RowPart part, int[] known) {}

    @Override
    public Support support() {
        return of.support();
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public int outputs(int features) {
        return of.outputs(features);
    }

    @Override
    public List<Parameter> parameters(int features) {
        return of.parameters(features);
    }

    private int own(int features) {
        return of.parameters(features).stream().mapToInt(Parameter::length).sum();
    }

    @Override
    public Object workspace(int inputs, int features) {
        RowPart part = new RowPart(inputs, features, own(features), of.workspace(inputs, features));
        return new Workspace(part, new int[features]);
    }

    @Override
    public void cost(DensityRows r) {
        Workspace w = (Workspace) r.workspace();
        for (int row = 0; row < r.rows(); row++) {
            int known = 0;
            int x = r.xAt() + row * r.features();
            for (int i = 0; i < r.features(); i++) {
                if (!Float.isNaN(r.x()[x + i])) {
                    w.known[known++] = i;
                }
            }
            cost(r, row, w, known);
        }
    }

    private void cost(DensityRows r, int row, Workspace w, int known) {
        int features = r.features();
        int parts = r.inputs() / features;
        int owns = w.part.own().length / features;
        boolean isShared = w.part.own().length < features;
        RowPart part = w.part.of(r, parts * known, known);
        int input = r.inputAt() + row * r.inputs();
        int x = r.xAt() + row * features;
        for (int i = 0; i < known; i++) {
            int from = w.known[i];
            part.x()[i] = r.x()[x + from];
            for (int p = 0; p < parts; p++) {
                part.input()[p * known + i] = r.input()[input + p * features + from];
            }
            for (int p = 0; p < owns && !isShared; p++) {
                part.own()[p * known + i] = r.own()[r.ownAt() + p * features + from];
            }
        }
        if (isShared) {
            System.arraycopy(r.own(), r.ownAt(), part.own(), 0, part.own().length);
        }
        if (known > 0) {
            of.cost(part);
        }
        r.cost()[r.costAt() + row] = known > 0 ? part.result() : 0;
        put(r, row, w, known, isShared);
    }

    private static void put(DensityRows r, int row, Workspace w, int known, boolean isShared) {
        int features = r.features();
        RowPart part = w.part;
        float[] gradient = r.gradient();
        if (gradient != null) {
            int at = r.gradientAt() + row * r.inputs();
            Arrays.fill(gradient, at, at + r.inputs(), 0);
            for (int i = 0; i < known; i++) {
                for (int p = 0; p < r.inputs() / features; p++) {
                    gradient[at + p * features + w.known[i]] = part.inputGradient()[p * known + i];
                }
            }
        }
        float[] own = r.ownGradient();
        int owns = part.own().length;
        if (own == null || owns == 0) {
            return;
        }
        int at = r.ownGradientAt() + row * owns;
        Arrays.fill(own, at, at + owns, 0);
        if (isShared && known > 0) {
            System.arraycopy(part.derivativesByOwn(), 0, own, at, owns);
        }
        for (int i = 0; i < known && !isShared; i++) {
            for (int p = 0; p < owns / features; p++) {
                own[at + p * features + w.known[i]] = part.derivativesByOwn()[p * known + i];
            }
        }
    }

    @Override
    public double reference(double[] output, double[] x, double[] own) {
        int features = x.length;
        List<Integer> known = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            if (!Double.isNaN(x[i])) {
                known.add(i);
            }
        }
        if (known.isEmpty()) {
            return 0;
        }
        return of.reference(chosen(output, known, features), chosen(x, known, features),
                own.length < features ? own : chosen(own, known, features));
    }

    private static double[] chosen(double[] values, List<Integer> known, int features) {
        double[] chosen = new double[values.length / features * known.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[i / known.size() * features + known.get(i % known.size())];
        }
        return chosen;
    }

    @Override
    public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        of.mean(mean, meanAt, output, outputAt, own, ownAt, rows, features);
    }

    @Override
    public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
            Draws draws) {
        of.sample(x, xAt, output, outputAt, own, ownAt, features, draws);
    }

    @Override
    public String toString() {
        return "masked:" + of;
    }
}
