package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Objective;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nats of the divergence that cost nothing, for units and for groups of them.
class FreeBitsTest {
    private static final Dataset DATA = Datasets.digits().take(300);
    private static final VaeSpec SPEC = VaeSpec.of(64, 5).withHidden(20);

    private static float[] trained(Objective objective) {
        Vae vae = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(3).withObjective(objective))) {
            trainer.fit(DATA);
        }
        return vae.parameters();
    }

    /// Groups of 2 of 5 units leave one with 1; some groups are below the floor and some above.
    @ParameterizedTest
    @CsvSource({"0.2,1", "0.2,2", "0.5,2", "1,3", "0.3,5", "0.3,9"})
    void gradients(double nats, int units) {
        GradientCheck.of(VaeSpec.of(6, 5).withHidden(4), Objective.beta(1.5).withFreeBits(nats, units)).requirePassed();
    }

    /// `sum_g max(nats, mean of the group's divergence)`, against the divergence of each unit from the codes.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void theCostIsThatOfTheFormula(int units) {
        Vae vae = Vae.create(SPEC, 1);
        double[] perUnit = new double[5];
        Encoding encoding = vae.encode(DATA);
        for (int i = 0; i < perUnit.length * DATA.size(); i++) {
            double mean = encoding.mean()[i];
            double logvar = encoding.logvar()[i];
            perUnit[i % 5] += (mean * mean + StrictMath.expm1(logvar) - logvar) / 2 / DATA.size();
        }
        // A hair above the mean of all units: at least one group is below.
        double nats = 1.01 * units * Arrays.stream(perUnit).average().orElseThrow();
        double expected = 0;
        int below = 0;
        for (int first = 0; first < 5; first += units) {
            double sum = 0;
            for (int j = first; j < Math.min(5, first + units); j++) {
                sum += perUnit[j];
            }
            expected += Math.max(nats, sum);
            below += sum < nats ? 1 : 0;
        }
        TrainingConfig config = TrainingConfig.defaults().withEpochs(1).withBatchSize(DATA.size()).withShuffle(false)
                .withObjective(Objective.elbo().withFreeBits(nats, units));
        double[] cost = new double[1];
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    cost[0] = report.cost() - report.terms().get("reconstruction");
                }
            });
            trainer.fit(DATA);
        }
        assertThat(below).as("groups below the floor").isPositive();
        // A difference of costs near 45 nats, in single precision.
        assertThat(cost[0]).isEqualTo(expected, within(45 * 0x1p-20));
    }

    @Test
    void groupsDifferFromUnits() {
        assertThat(trained(Objective.elbo().withFreeBits(2, 1))).isEqualTo(trained(Objective.elbo().withFreeBits(2)))
                .isNotEqualTo(trained(Objective.elbo().withFreeBits(2, 2)));
        assertThatThrownBy(() -> Objective.elbo().withFreeBits(1, 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("units of a group of free bits");
    }
}
