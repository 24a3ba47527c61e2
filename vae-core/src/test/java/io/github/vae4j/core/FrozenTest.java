package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Bound;
import io.github.vae4j.core.spec.Objective;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Parts of a model that do not move, under every objective.
class FrozenTest {
    private static final Dataset DATA = Datasets.digits().take(200);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(12, 7);

    @ParameterizedTest
    @EnumSource(Bound.class)
    void onlyWhatIsNotFrozenMoves(Bound bound) {
        int draws = bound.isImportanceWeighted() ? 3 : 1;
        Objective objective = Objective.elbo().withBound(bound).withDraws(draws);
        for (List<String> frozen : List.of(List.of("encoder.*", "mean.*", "logvar.*"), List.of("decoder.*", "output.*"),
                List.of("encoder.0.*"), List.of("*.bias"), List.of("logvar.weight"))) {
            TrainingConfig config = TrainingConfig.defaults().withEpochs(2).withObjective(objective);
            for (String name : frozen) {
                config = config.withFrozen(name);
            }
            Vae vae = Vae.create(SPEC, 1);
            Map<String, Tensor> before = vae.tensors();
            try (Trainer trainer = Trainer.of(vae, config)) {
                trainer.fit(DATA);
            }
            vae.tensors().forEach((name, tensor) -> {
                boolean isFrozen = frozen.stream().anyMatch(
                        pattern -> name.matches(pattern.replace(".", "\\.").replace("*", ".*")));
                if (isFrozen) {
                    assertThat(tensor.values()).as(name).isEqualTo(before.get(name).values());
                } else {
                    assertThat(tensor.values()).as(name).isNotEqualTo(before.get(name).values());
                }
            });
        }
    }
}
