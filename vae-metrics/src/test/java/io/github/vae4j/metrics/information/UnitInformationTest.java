package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// Mutual information of units against scikit-learn (sets.py).
class UnitInformationTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);

    @Test
    void agreesWithScikitLearn() {
        UnitInformation found = AnyThreads.result(workers -> UnitInformation.of(means, workers));
        data.close(found.mean(), "unitinformation");
        for (int j = 0; j < LatentData.D; j++) {
            data.close(found.information().get(0).get(j), "unitinformation.0." + j);
            assertThat(found.information().get(j).get(0)).isEqualTo(found.information().get(0).get(j));
        }
    }

    @Test
    void copiesKnowAllOfEachOther() {
        float[] codes = new float[80];
        for (int i = 0; i < 40; i++) {
            codes[2 * i] = i % 20;
            codes[2 * i + 1] = -3 * (i % 20);
        }
        UnitInformation found = AnyThreads.result(workers -> UnitInformation.of(Codes.of(codes, 2), workers));
        assertThat(found.mean()).isCloseTo(Math.log(20), within(1e-12));
        assertThat(AnyThreads.result(workers -> UnitInformation.of(Codes.of(codes, 1), workers)).mean())
                .as("one unit").isNaN();
    }
}
