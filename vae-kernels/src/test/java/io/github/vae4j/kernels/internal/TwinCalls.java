package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.internal.TwinCall.ArgumentMaker;
import io.github.vae4j.kernels.internal.elementary.ActivationCalls;
import io.github.vae4j.kernels.internal.elementary.ArrayMathCalls;
import io.github.vae4j.kernels.internal.elementary.ConversionCalls;
import io.github.vae4j.kernels.internal.latent.LatentCalls;
import io.github.vae4j.kernels.internal.latent.NormalDensityCalls;
import io.github.vae4j.kernels.internal.losses.LossCalls;
import io.github.vae4j.kernels.internal.matmul.DenseCalls;
import io.github.vae4j.kernels.internal.matmul.MatMulCalls;
import io.github.vae4j.kernels.internal.matmul.SparseCalls;
import io.github.vae4j.kernels.internal.optimisers.OptimiserCalls;
import io.github.vae4j.kernels.internal.random.PhiloxCalls;
import io.github.vae4j.kernels.internal.rows.RowCalls;
import io.github.vae4j.kernels.internal.statistics.StatisticsCalls;
import io.github.vae4j.kernels.internal.statistics.TableCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every kernel, called in every way that it offers. A kernel that is missing here fails `KernelTwinTest`.
public final class TwinCalls {
    private TwinCalls() {}

    static Stream<TwinCall> all() {
        List<TwinCall> calls = new ArrayList<>();
        ActivationCalls.addTo(calls);
        ArrayMathCalls.addTo(calls);
        ConversionCalls.addTo(calls);
        DenseCalls.addTo(calls);
        LatentCalls.addTo(calls);
        LossCalls.addTo(calls);
        MatMulCalls.addTo(calls);
        NormalDensityCalls.addTo(calls);
        OptimiserCalls.addTo(calls);
        PhiloxCalls.addTo(calls);
        RowCalls.addTo(calls);
        SparseCalls.addTo(calls);
        StatisticsCalls.addTo(calls);
        TableCalls.addTo(calls);
        return calls.stream();
    }

    /// Adds a way to call a kernel.
    public static void add(List<TwinCall> calls, Class<?> contract, String method, String variant,
            ArgumentMaker maker) {
        calls.add(TwinCall.of(contract, method, variant, maker));
    }
}
