package io.github.vae4j.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.spec.DensityPrior;
import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.GraphBuilder;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.core.spec.Latent;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigurationTest {
    private static final Prior OTHER_PRIOR = new DensityPrior() {
        @Override
        public void cost(DensityRows rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double reference(double[] z, double[] x, double[] own) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
            throw new UnsupportedOperationException();
        }
    };
    private static final Posterior OTHER_POSTERIOR = new Posterior() {
        @Override
        public Latent build(GraphBuilder graph, Value hidden, int units) {
            return Posterior.diagonal().build(graph, hidden, units);
        }
    };

    private static final RunConfiguration BASE = new RunConfiguration(VaeSpec.of(64, 20), TrainingConfig.defaults());
    // Of every component another value than the defaults have.
    private static final Map<String, Object> OTHERS = Map.ofEntries(Map.entry("features", 65),
            Map.entry("conditions", List.of(Condition.ofCategories("batch", List.of("a", "b")))),
            Map.entry("encoder", List.of(LayerSpec.dense(7))), Map.entry("decoder", List.of(LayerSpec.dense(7))),
            Map.entry("latent", 3), Map.entry("posterior", OTHER_POSTERIOR), Map.entry("prior", OTHER_PRIOR),
            Map.entry("rates", Map.of("encoder.*", 0.5)),
            Map.entry("activation", Activation.RELU), Map.entry("likelihood", Likelihood.gaussianLearned()),
            Map.entry("initialisation", other(Initialisation.XAVIER_UNIFORM)),
            Map.entry("objective", Objective.elbo().withFreeBits(0.5)),
            Map.entry("optimiser", Optimiser.sgd(1e-3, 0.9)),
            Map.entry("learningRate", LearningRate.cosine(0.1)), Map.entry("epochs", 9), Map.entry("batchSize", 9),
            Map.entry("dropLast", true), Map.entry("shuffle", false), Map.entry("clipNorm", 1.0),
            Map.entry("scaling", Scaling.standard()),
            Map.entry("earlyStopping", 4), Map.entry("seed", 5L), Map.entry("threads", 77));
    private static final List<String> NO_SETTINGS = List.of("checkpoint", "checkpointEvery");

    private static Initialisation other(Initialisation value) {
        return Arrays.stream(Initialisation.values()).filter(candidate -> candidate != value).findFirst().orElseThrow();
    }

    /// The same record with another value in one component.
    private static <T extends Record> T with(T record, int component) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == component
                    ? OTHERS.get(components[i].getName())
                    : components[i].getAccessor().invoke(record);
        }
        @SuppressWarnings("unchecked") Constructor<T> constructor = (Constructor<T>) record.getClass()
                .getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        return constructor.newInstance(values);
    }

    /// Whoever adds a setting to the library and forgets it here would get models of other settings from `--resume`.
    @Test
    void noSettingIsForgotten() throws ReflectiveOperationException {
        for (Record record : List.of(BASE.spec(), BASE.training())) {
            RecordComponent[] components = record.getClass().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                String name = components[i].getName();
                if (NO_SETTINGS.contains(name)) {
                    continue;
                }
                assertThat(OTHERS).as("another value for the new component").containsKey(name);
                RunConfiguration changed = record instanceof VaeSpec spec
                        ? new RunConfiguration(with(spec, i), BASE.training())
                        : new RunConfiguration(BASE.spec(), with((TrainingConfig) record, i));
                assertThat(changed.changes(BASE)).as(name).isNotEmpty();
                if (!name.equals("threads")) {
                    assertThat(changed.identity(Map.of())).as(name).isNotEqualTo(BASE.identity(Map.of()));
                }
            }
        }
        assertThat(new RunConfiguration(BASE.spec(), BASE.training().withObjective(Objective.elbo().withWarmUp(3)))
                .changes(BASE)).extracting(RunConfiguration.Change::option).containsExactly("kl-weight");
        assertThat(BASE.changes(BASE)).isEmpty();
        assertThat(new RunConfiguration(BASE.spec(),
                BASE.training().withThreads(77).withCheckpoint(Path.of("x"), 9)).identity(Map.of()))
                .isEqualTo(BASE.identity(Map.of()));
    }

    @Test
    void aMismatchNamesTheOptionAndBothValues() {
        RunConfiguration wanted = new RunConfiguration(BASE.spec().withLatent(5),
                BASE.training().withOptimiser(Optimiser.adam(1e-4)).withBatchSize(99).withEpochs(90).withThreads(3));
        assertThatIllegalArgumentException().isThrownBy(() -> wanted.requireSameAs(BASE, "the checkpoint x"))
                .withMessage(
                        "the checkpoint x was trained with --latent 20, not 5; --batch 100, not 99: resume with the same"
                                + " options or start anew with --force");
        new RunConfiguration(BASE.spec(), BASE.training().withEpochs(90).withThreads(3)).requireSameAs(BASE, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {" leading", "trailing ", "line\nend", "\r\n", "\\u0041", "C:\\data\\x.npy", "tab\there",
        "# no comment", "a=b:c", "\u00e4\u20ac\ud83d\ude00", "", "\u0000\u001b[2J", "a\\"})
    void anyValueComesBackFromAFile(String value) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(RunConfiguration.properties(Map.of("data", value))));
        assertThat(properties).containsExactly(Map.entry("data", value));
    }
}
