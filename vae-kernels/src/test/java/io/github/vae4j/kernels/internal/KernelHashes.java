package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls one twin of every kernel and prints a hash of each result: a program of its own, so that the code is cold when it
/// runs. `ColdEqualsHotTest` starts it; `.ci/arch` compares what it prints on CPUs of several kinds.
final class KernelHashes {
    private static final List<Values> VALUES = List.of(Values.HUGE_AND_TINY, Values.SPECIAL);
    private static final int SIZE = 85;

    private KernelHashes() {}

    /// @param args optional: how many times each kernel is called (else once), and `Scalar` for that twin (else `Simd`)
    public static void main(String[] args) {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        System.err.println("SIMD width " + SimdWidth.bits());
        String twin = args.length > 1 ? args[1] : "Simd";
        System.out.print(hashes(times, twin).entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue())
                .collect(Collectors.joining("\n")));
    }

    /// The results of every kernel after so many calls; all calls must have had the same.
    static Map<String, Integer> hashes(int times, String twin) {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        for (TwinCall call : TwinCalls.all().toList()) {
            Object called = call.twin(twin);
            for (Values values : VALUES) {
                Object[] arguments = call.maker().make(values, SIZE, 1);
                String what = call + " " + values;
                for (int i = 0; i < times; i++) {
                    int hash = call.hash(called, arguments);
                    Integer before = hashes.put(what, hash);
                    if (before != null && before != hash) {
                        throw new AssertionError(what + " has other results at call " + i);
                    }
                }
            }
        }
        return hashes;
    }
}
