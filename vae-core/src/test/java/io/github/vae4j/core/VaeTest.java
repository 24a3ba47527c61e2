package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a model computes, against its formulas in double, one row at a time.
class VaeTest {
    private static final Dataset DATA = Datasets.digits().take(300);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20, 10).withDecoder(LayerSpec.dense(9))
            .withActivation(Activation.TANH);
    private static final Vae VAE = model(SPEC);
    // Five layers of at most 64 terms, each result of order 1: see GoldenTest for the reasoning.
    private static final double CHAIN = 2 * 5 * 64 * 0x1p-24;

    /// Random biases too: new models have none, and a forgotten bias would not show.
    private static Vae model(VaeSpec spec) {
        Vae vae = Vae.create(spec, 3);
        float[] noise = new float[vae.parameters().length];
        Philox.normal(noise, 0, noise.length, 9, 0, 0, 0);
        for (int i = 0; i < noise.length; i++) {
            vae.parameters()[i] += 0.05f * noise[i];
        }
        return vae;
    }

    private static float[] values(Dataset data) {
        float[] x = new float[data.size() * data.features()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, x, i * data.features());
        }
        return x;
    }

    private static double[] layer(Vae vae, double[] x, boolean activate, String... names) {
        Graph graph = ModelGraph.forEvaluation(vae.spec());
        double[] out = new double[0];
        for (String name : names) {
            ParameterView weight = graph.tensor(name + ".weight");
            ParameterView bias = graph.tensor(name + ".bias");
            double[] part = new double[weight.columns()];
            for (int j = 0; j < part.length; j++) {
                double sum = vae.parameters()[bias.index(0, j)];
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * vae.parameters()[weight.index(i, j)];
                }
                part[j] = activate ? Math.tanh(sum) : sum;
            }
            double[] before = out;
            out = Arrays.copyOf(before, before.length + part.length);
            System.arraycopy(part, 0, out, before.length, part.length);
        }
        return out;
    }

    private static double[] heads(Vae vae, float[] x, int row) {
        double[] below = new double[vae.spec().features()];
        for (int i = 0; i < below.length; i++) {
            below[i] = x[row * below.length + i];
        }
        for (int l = 0; l < vae.spec().encoder().size(); l++) {
            below = layer(vae, below, true, "encoder." + l);
        }
        return layer(vae, below, false, "mean", "logvar");
    }

    private static double[] logits(Vae vae, double[] z) {
        double[] below = z;
        for (int l = 0; l < vae.spec().decoder().size(); l++) {
            below = layer(vae, below, true, "decoder." + l);
        }
        return layer(vae, below, false, "output");
    }

    private static void assertDecoded(float[] mean, int row, double[] z) {
        double[] logits = logits(VAE, z);
        for (int j = 0; j < 64; j++) {
            assertThat((double) mean[64 * row + j]).as("row " + row + ", feature " + j)
                    .isCloseTo(1 / (1 + Math.exp(-logits[j])), within(CHAIN));
        }
    }

    @Test
    void encodesAsTheFormulasSay() {
        float[] x = values(DATA);
        Encoding encoding = VAE.encode(DATA);
        for (int r = 0; r < DATA.size(); r += 7) {
            double[] heads = heads(VAE, x, r);
            for (int j = 0; j < 3; j++) {
                assertThat((double) encoding.mean()[3 * r + j]).isCloseTo(heads[j], within(CHAIN));
                assertThat((double) encoding.logvar()[3 * r + j]).isCloseTo(heads[3 + j], within(CHAIN));
            }
        }
    }

    @Test
    void decodesAndReconstructsAsTheFormulasSay() {
        float[] x = values(DATA);
        float[] z = new float[3 * 300];
        Philox.normal(z, 0, z.length, 5, 0, 0, 0);
        float[] decoded = VAE.decode(z, 300);
        float[] reconstructed = VAE.reconstruct(x, 300);
        for (int r = 0; r < 300; r += 7) {
            assertDecoded(decoded, r, new double[] {z[3 * r], z[3 * r + 1], z[3 * r + 2]});
            assertDecoded(reconstructed, r, Arrays.copyOf(heads(VAE, x, r), 3));
        }
    }

    @Test
    void samplesAreDecodedDrawsFromThePrior() {
        float[] samples = VAE.sample(300, 4);
        assertThat(VAE.sample(7, 4)).as("sample i does not depend on the number of rows")
                .isEqualTo(Arrays.copyOf(samples, 7 * 64));
        assertThat(VAE.sample(7, 5)).isNotEqualTo(VAE.sample(7, 4));
        double[] mean = new double[64];
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i]).isBetween(0f, 1f);
            mean[i % 64] += samples[i] / 300.0;
        }
        double[] spread = new double[64];
        for (int i = 0; i < samples.length; i++) {
            spread[i % 64] += Math.abs(samples[i] - mean[i % 64]);
        }
        assertThat(Arrays.stream(spread).min().orElseThrow()).as("every feature varies").isPositive();
    }

    @Test
    void theKlIsTheFormulaAndTheReconstructionItsEstimate() {
        Vae vae = VAE;
        float[] x = values(DATA);
        ElboValues values = vae.elbo(DATA, 1);
        for (int r = 0; r < 300; r += 7) {
            double[] heads = heads(vae, x, r);
            double kl = 0;
            for (int j = 0; j < 3; j++) {
                kl += (heads[j] * heads[j] + Math.expm1(heads[3 + j]) - heads[3 + j]) / 2;
            }
            assertThat((double) values.kl()[r]).isCloseTo(kl, within(CHAIN * Math.max(1, kl)));
        }
        assertThat(values.meanCost()).isEqualTo(values.meanReconstruction() + values.meanKl());
        assertThat(vae.elbo(DATA, 2).kl()).as("the KL needs no draw").isEqualTo(values.kl());
        assertThat(vae.elbo(DATA, 2).reconstruction()).isNotEqualTo(values.reconstruction());
        assertThat(vae.elbo(DATA.range(5, 9), 1).kl()).isEqualTo(Arrays.copyOfRange(values.kl(), 5, 9));
    }

    /// A decoder without hidden layers and with a fixed variance v is a factor model: x is normal with mean b and
    /// covariance `W W^T + v I`, so log p(x) is known. Here with one unit and two features.
    @Test
    void theImportanceBoundConvergesToTheKnownLikelihood() {
        double v = 0.3;
        Vae vae = model(VaeSpec.of(2, 1).withHidden().withLikelihood(Likelihood.gaussian(v)));
        // With q(z|x) = p(z) the weights are bounded; a narrow q would give weights of infinite variance.
        for (String head : List.of("mean.weight", "mean.bias", "logvar.weight", "logvar.bias")) {
            ParameterView tensor = ModelGraph.forEvaluation(vae.spec()).tensor(head);
            tensor.put(vae.parameters(), new float[tensor.length()]);
        }
        double[] b = logits(vae, new double[] {0});
        double[] one = logits(vae, new double[] {1});
        double[] w = {one[0] - b[0], one[1] - b[1]};
        float[] x = {0.5f, -0.2f, 1.1f, 0.9f, -0.7f, 0.4f};
        Dataset data = Datasets.of(x, 2);
        float[] loose = vae.importanceBound(data, 1, 8);
        float[] bound = vae.importanceBound(data, 20_000, 8);
        for (int r = 0; r < 3; r++) {
            double s00 = w[0] * w[0] + v;
            double s11 = w[1] * w[1] + v;
            double s01 = w[0] * w[1];
            double det = s00 * s11 - s01 * s01;
            double d0 = x[2 * r] - b[0];
            double d1 = x[2 * r + 1] - b[1];
            double exact = -Math.log(2 * Math.PI) - Math.log(det) / 2
                    - (s11 * d0 * d0 - 2 * s01 * d0 * d1 + s00 * d1 * d1) / (2 * det);
            assertThat((double) bound[r]).as("row " + r).isCloseTo(exact, within(0.02));
            assertThat(Math.abs(loose[r] - exact)).as("one draw is far worse").isGreaterThan(1e-3);
        }
    }

    @Test
    void moreDrawsTightenTheBound() {
        double previous = Double.NEGATIVE_INFINITY;
        for (int k : new int[] {1, 5, 50}) {
            double mean = 0;
            for (float bound : VAE.importanceBound(DATA, k, 1)) {
                mean += bound / 300.0;
            }
            assertThat(mean).as(k + " draws").isGreaterThan(previous);
            previous = mean;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 124, 125, 126, 251})
    void rowsDoNotDependOnTheirCompany(int rows) {
        float[] x = values(DATA.take(rows));
        Encoding all = VAE.encode(DATA);
        Encoding some = VAE.encode(x, rows);
        assertThat(some.mean()).isEqualTo(Arrays.copyOf(all.mean(), 3 * rows));
        assertThat(some.logvar()).isEqualTo(Arrays.copyOf(all.logvar(), 3 * rows));
        assertThat(VAE.reconstruct(x, rows)).isEqualTo(Arrays.copyOf(VAE.reconstruct(values(DATA), 300), 64 * rows));
        assertThat(VAE.elbo(DATA.take(rows), 1).reconstruction())
                .isEqualTo(Arrays.copyOf(VAE.elbo(DATA, 1).reconstruction(), rows));
        assertThat(VAE.importanceBound(DATA.take(rows), 3, 1))
                .isEqualTo(Arrays.copyOf(VAE.importanceBound(DATA, 3, 1), rows));
    }

    @Test
    void callersArraysAndTeamsGiveTheSameBits() {
        float[] x = values(DATA);
        Encoding expected = VAE.encode(DATA);
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers team = Workers.of(threads)) {
                Encoding encoding = new Encoding(new float[900], new float[900], 300, 3);
                VAE.on(team).encode(DATA, encoding);
                assertThat(encoding.mean()).isEqualTo(expected.mean());
                Encoding fromArray = new Encoding(new float[900], new float[900], 300, 3);
                VAE.on(team).encode(x, fromArray);
                assertThat(fromArray.logvar()).isEqualTo(expected.logvar());

                float[] mean = new float[300 * 64];
                VAE.on(team).decode(expected.mean(), 300, mean);
                assertThat(mean).isEqualTo(VAE.decode(expected.mean(), 300));
                assertThat(VAE.on(team).sample(300, 6)).isEqualTo(VAE.sample(300, 6));
                float[] inPlace = x.clone();
                VAE.on(team).reconstruct(inPlace, 300, inPlace);
                assertThat(inPlace).isEqualTo(VAE.reconstruct(x, 300));

                ElboValues values = new ElboValues(new float[300], new float[300]);
                VAE.on(team).elbo(DATA, 2, values);
                assertThat(values.reconstruction()).isEqualTo(VAE.elbo(DATA, 2).reconstruction());
            }
        }
    }

    @Test
    void readersMayRunSideBySide() throws Exception {
        float[] expected = VAE.encode(DATA).mean();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Encoding>> results = pool.invokeAll(java.util.Collections.nCopies(8, () -> VAE.encode(DATA)));
            for (Future<Encoding> result : results) {
                assertThat(result.get().mean()).isEqualTo(expected);
            }
        }
    }

    @Test
    void latentSpacesFromOneUnitToThousands() {
        for (int latent : new int[] {1, 33, 4096}) {
            Vae vae = model(VaeSpec.of(64, latent).withHidden(5));
            Encoding encoding = vae.encode(DATA.take(3));
            assertThat(encoding.mean()).hasSize(3 * latent);
            for (float mean : encoding.mean()) {
                assertThat(Float.isFinite(mean)).isTrue();
            }
            assertThat(vae.decode(encoding.mean(), 3)).hasSize(3 * 64);
        }
    }

    @Test
    void inputThatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> VAE.encode(new float[63], 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x must have 1 x 64 values but has 63");
        assertThatThrownBy(() -> VAE.encode(new float[0], -1)).hasMessage("count must be 0 or more but is -1");
        assertThatThrownBy(() -> VAE.decode(new float[4], 1)).hasMessage("z must have 1 x 3 values but has 4");
        assertThatThrownBy(() -> VAE.sample(-1, 0)).hasMessage("count must be 0 or more but is -1");
        assertThatThrownBy(() -> VAE.importanceBound(DATA, 0, 1)).hasMessage("draws must be 1 or more but is 0");
        assertThatThrownBy(() -> VAE.encode(Datasets.of(new float[3], 3)))
                .hasMessage("the data has 3 features but the model expects 64");
        float[] bad = new float[128];
        bad[70] = Float.NaN;
        assertThatThrownBy(() -> VAE.encode(bad, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sample 1, feature 6 is NaN");
        try (Workers team = Workers.of(1)) {
            assertThatThrownBy(() -> VAE.on(team).encode(DATA, new Encoding(new float[6], new float[6], 2, 3)))
                    .hasMessage("the encoding must have 300 rows of 3 units but has 2 of 3");
            assertThatThrownBy(() -> VAE.on(team).decode(new float[6], 2, new float[5]))
                    .hasMessage("mean must have 2 x 64 values but has 5");
            assertThatThrownBy(() -> VAE.on(team).elbo(DATA, 0, new ElboValues(new float[2], new float[300])))
                    .hasMessage("reconstruction must have 300 x 1 values but has 2");
        }
        assertThatThrownBy(() -> new Encoding(new float[3], new float[4], 1, 3)).hasMessageContaining("1 x 3");
    }

    @Test
    void resultsThatFitNoArrayAreRefused() {
        assertThatThrownBy(() -> VAE.sample(Integer.MAX_VALUE, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count must be at most 33554430").hasMessageContaining("but is 2147483647");
        assertThatThrownBy(() -> VAE.decode(new float[3], 1 << 30)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count must be at most");
        assertThatThrownBy(() -> VAE.encode(new float[3], 1 << 30)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x must have 1073741824 x 64 values but has 3");
    }

    @Test
    void codesMustBeFinite() {
        float[] z = new float[6];
        z[4] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> VAE.decode(z, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("z must be finite but unit 1 of row 1 is -Infinity");
    }

    @Test
    void specificationsAreChecked() {
        assertThatThrownBy(() -> SPEC.withActivation(null)).hasMessage("activation");
        assertThatThrownBy(() -> SPEC.withLikelihood(null)).hasMessage("likelihood");
        assertThatThrownBy(() -> SPEC.withInitialisation(null)).hasMessage("initialisation");
        assertThatThrownBy(() -> VaeSpec.of(0, 1)).hasMessage("features must be 1 or more but is 0");
        assertThatThrownBy(() -> SPEC.withHidden(3, 0)).hasMessage("width of a layer must be 1 or more but is 0");
        assertThatThrownBy(() -> VaeSpec.of(64, 0)).hasMessage("latent must be 1 to 4096 but is 0");
        assertThat(SPEC.withHidden(IntStream.generate(() -> 1).limit(1000).toArray()).encoder()).hasSize(1000);
        assertThatThrownBy(() -> SPEC.withHidden(IntStream.generate(() -> 1).limit(1001).toArray()))
                .hasMessageContaining("at most 1000 hidden layers each but one has 1001");
        int most = Integer.MAX_VALUE;
        for (int layers = 1; layers < 9; layers++) {
            int[] widths = new int[layers];
            Arrays.fill(widths, most);
            assertThatThrownBy(
                    () -> VaeSpec.of(most, 4096).withEncoder()
                            .withDecoder(Arrays.stream(widths).mapToObj(LayerSpec::dense).toArray(LayerSpec[]::new)))
                    .as(layers + " layers").isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 2147483583 parameters");
        }
    }

    @Test
    void resultsPrintTheirSizesAndMeans() {
        assertThat(VAE.encode(DATA)).hasToString("Encoding[rows=300, latent=3]");
        ElboValues values = new ElboValues(new float[] {3, 5}, new float[] {1, 2});
        assertThat(values).hasToString("ElboValues[samples=2, meanReconstruction=4.0, meanKl=1.5]");
        assertThat(VAE.toString()).startsWith("Vae[VaeSpec[features=64, conditions=[], encoder=[20, 10]")
                .endsWith(VAE.parameters().length + " parameters]");
        assertThatThrownBy(() -> new Encoding(new float[3], new float[3], -1, -3)).hasMessageContaining("rows");
        assertThatThrownBy(() -> new Encoding(new float[0], new float[0], 3, 0)).hasMessageContaining("latent");
    }
}
