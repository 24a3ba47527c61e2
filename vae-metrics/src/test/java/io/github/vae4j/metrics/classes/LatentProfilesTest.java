package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Means and quantiles of units by hand.
class LatentProfilesTest {
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    @Test
    void profilesByHand() {
        float[] points = {1, 10, 2, 20, 3, 30, 7, 70};
        LatentProfiles profiles = LatentProfiles.of(Codes.of(points, 2), Labels.of(0, 0, 0, 1), List.of(0.25, 0.5),
                workers);
        assertThat(profiles.mean(0, 1)).isEqualTo(20);
        assertThat(profiles.quantile(0, 0, 0)).isEqualTo(1.5);
        assertThat(profiles.quantile(0, 1, 1)).isEqualTo(20);
        assertThat(profiles.quantile(1, 0, 1)).isEqualTo(7);
        assertThat(LatentProfiles.rows(Labels.of(1, 0, 0, 1, 0), 0, 2)).containsExactly(1, 2);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        LatentProfiles profiles = LatentProfiles.of(Codes.of(x, D), labels, List.of(0.25, 0.75), workers);
        assertThatThrownBy(() -> profiles.mean(0, D)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> profiles.quantile(0, D, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> profiles.quantile(0, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LatentProfiles.of(Codes.of(x, D), labels, List.of(1.5), workers))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> LatentProfiles.rows(labels, 0, -1)).hasMessage("most must be 0 or more but is -1");
        assertThat(profiles).asString().contains("  1:");
    }
}
