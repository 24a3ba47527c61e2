package com.example.research;

import io.github.vae4j.core.ElboValues;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// Finds spam by how badly a model of ham explains it: trained on ham alone, scored by minus the evidence lower bound.
public final class SpamByBound {
    private static final int HAM = 0;
    private static final int SEEDS = 5;
    private static final int EPOCHS = 20;

    private SpamByBound() {}

    /// Prints the area under the ROC curve for each of five seeds, which draw the ham that is trained on, too.
    ///
    /// @param arguments optional: number of epochs
    public static void main(String[] arguments) {
        int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : EPOCHS;
        double[] byBound = new double[SEEDS];
        double[] byBoundPerWord = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            SparseDataset mails = withWords(Datasets.mails());
            SparseDataset ham = mails.ofClasses(HAM).shuffled(seed, 0);
            int learned = ham.size() * 4 / 5;
            Vae vae = trained(ham.take(learned), epochs, seed);
            double[] of = scores(vae, ham.range(learned, ham.size()), false);
            double[] ofSpam = scores(vae, mails.ofClasses(1), false);
            byBound[seed] = areaUnderCurve(ofSpam, of);
            byBoundPerWord[seed] = areaUnderCurve(scores(vae, mails.ofClasses(1), true),
                    scores(vae, ham.range(learned, ham.size()), true));
            System.out.printf(Locale.ROOT, "seed %d: AUROC of spam %.4f by -ELBO, %.4f by -ELBO per word%n", seed,
                    byBound[seed], byBoundPerWord[seed]);
        }
        System.out.println("by -ELBO " + meanAndDeviation(byBound) + ", per word " + meanAndDeviation(byBoundPerWord));
    }

    /// A mail without any known word has no bound to tell it by.
    private static SparseDataset withWords(SparseDataset mails) {
        return mails.subset(IntStream.range(0, mails.size()).filter(i -> mails.entries(i) > 0).toArray());
    }

    private static Vae trained(Dataset ham, int epochs, long seed) {
        VaeSpec spec = VaeSpec.of(ham.features(), 20).withEncoder(LayerSpec.dense(100)).withDecoder()
                .withLikelihood(Likelihood.multinomial()).withScaling(Scaling.log1p());
        TrainingConfig config = TrainingConfig.defaults().withEpochs(epochs).withBatchSize(100).withSeed(seed);
        try (Trainer trainer = Trainer.of(Vae.create(spec, seed), config)) {
            trainer.fit(ham);
            return trainer.vae();
        }
    }

    private static double[] scores(Vae vae, SparseDataset mails, boolean isPerWord) {
        ElboValues bound = vae.elbo(mails, 0);
        float[] row = new float[mails.features()];
        double[] scores = new double[mails.size()];
        for (int i = 0; i < scores.length; i++) {
            mails.read(i, 0, row, 0);
            double words = 0;
            for (float count : row) {
                words += count;
            }
            scores[i] = (bound.reconstruction()[i] + bound.kl()[i]) / (isPerWord ? words : 1);
        }
        return scores;
    }

    /// The probability that a random one of the first is above a random one of the second; equal ones count half
    /// (Mann and Whitney 1947).
    static double areaUnderCurve(double[] above, double[] below) {
        double[] all = Arrays.copyOf(above, above.length + below.length);
        System.arraycopy(below, 0, all, above.length, below.length);
        Integer[] order = IntStream.range(0, all.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> all[i]));
        double ranks = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && all[order[to]] == all[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks += order[i] < above.length ? (from + 1 + to) / 2.0 : 0;
            }
            from = to;
        }
        return (ranks - above.length * (above.length + 1) / 2.0) / above.length / below.length;
    }

    private static String meanAndDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return String.format(Locale.ROOT, "%.4f (standard deviation %.4f over %d seeds)", mean,
                Math.sqrt(squares / (values.length - 1)), values.length);
    }
}
