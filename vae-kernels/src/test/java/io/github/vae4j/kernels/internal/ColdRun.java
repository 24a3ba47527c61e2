package io.github.vae4j.kernels.internal;

import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls the SIMD twin of every kernel once and prints a hash of the results: a program of its own, so that the code is
/// cold when it runs. `ColdEqualsHotTest` starts it.
final class ColdRun {
    private static final List<Values> VALUES = List.of(Values.HUGE_AND_TINY, Values.SPECIAL);
    private static final int SIZE = 85;

    private ColdRun() {}

    public static void main(String[] args) {
        System.out.print(hashes(1).entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue())
                .collect(Collectors.joining("\n")));
    }

    /// The results of every kernel after so many calls; all calls must have had the same.
    static Map<String, Integer> hashes(int times) {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        for (TwinCall call : TwinCalls.all().toList()) {
            Object simd = call.twin("Simd");
            for (Values values : VALUES) {
                Object[] arguments = call.maker().make(values, SIZE, 1);
                String what = call + " " + values;
                for (int i = 0; i < times; i++) {
                    int hash = call.run(simd, arguments).hash();
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
