package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.TwinCases.GUARD;
import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.includes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.internal.TwinCall.Outcome;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel gives equal bits from both twins, at every size, offset and kind of values, and writes nothing outside
/// its output.
class KernelTwinTest {
    static Stream<TwinCall> calls() {
        return TwinCalls.all();
    }

    /// A new kernel must be called in [TwinCalls]: this fails until it is.
    @Test
    void everyKernelIsCalled() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> kernels = new TreeSet<>();
        for (Class<?> contract : contracts()) {
            assertThat(contract.getPermittedSubclasses()).extracting(Class::getSimpleName).satisfiesExactlyInAnyOrder(
                    twin -> assertThat(twin).startsWith("Scalar"), twin -> assertThat(twin).startsWith("Simd"));
            for (Method method : contract.getDeclaredMethods()) {
                if (Modifier.isAbstract(method.getModifiers())) {
                    kernels.add(method.toString());
                }
            }
        }
        assertThat(kernels).hasSizeGreaterThan(30);
        Set<String> called = new TreeSet<>();
        calls().forEach(call -> called.add(call.kernel().toString()));
        assertThat(called).isEqualTo(kernels);
    }

    private static List<Class<?>> contracts() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(MatMulKernels.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> names;
        try (Stream<Path> files = Files.walk(classes.resolve("io/github/vae4j/kernels"))) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Kernels.class") && name.contains("internal"))
                    .map(name -> name.replace(".class", "").replace(classes.getFileSystem().getSeparator(), "."))
                    .toList();
        }
        List<Class<?>> contracts = new ArrayList<>();
        for (String name : names) {
            contracts.add(Class.forName(name));
        }
        assertThat(contracts).hasSizeGreaterThan(8).allMatch(Class::isSealed);
        return contracts;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void twinsAgree(TwinCall call) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
        Object scalar = call.twin("Scalar");
        Object simd = call.twin("Simd");
        int number = Math.floorMod(call.toString().hashCode(), 1000);
        for (Values values : Values.values()) {
            for (int n : SIZES) {
                for (int offset : OFFSETS) {
                    if (!includes(number++)) {
                        continue;
                    }
                    Object[] arguments = call.maker().make(values, n, offset);
                    compare(call + " " + values + " n=" + n + " offset=" + offset, call, arguments,
                            call.run(scalar, arguments), call.run(simd, arguments));
                }
            }
        }
    }

    private static void compare(String what, TwinCall call, Object[] before, Outcome expected, Outcome actual) {
        if (!Objects.equals(actual.result(), expected.result())) {
            throw new AssertionError(what + " is " + actual.result() + ", expected " + expected.result());
        }
        for (int i = 0; i < before.length; i++) {
            String name = what + " " + call.kernel().getParameters()[i].getName();
            if (name.endsWith(" scratch")) {
                continue;
            }
            switch (actual.arguments()[i]) {
                case float[] a -> {
                    assertSameBits(a, (float[]) expected.arguments()[i], name);
                    assertGuardsStand((float[]) before[i], a, name);
                }
                case double[] a -> assertThat(defined(call, actual, i)).as(name).isEqualTo(defined(call, expected, i));
                case int[] a -> assertThat(a).as(name).isEqualTo(expected.arguments()[i]);
                case null, default -> {
                }
            }
        }
    }

    private static void assertGuardsStand(float[] before, float[] after, String what) {
        for (int i = 0; i < before.length; i++) {
            if (before[i] == GUARD && after[i] != GUARD) {
                throw new AssertionError(what + ": element " + i + " outside the range became " + after[i]);
            }
        }
    }

    /// The elements that a kernel defines: of a scatter matrix the upper triangle.
    private static double[] defined(TwinCall call, Outcome outcome, int argument) {
        double[] array = (double[]) outcome.arguments()[argument];
        if (!call.kernel().getName().equals("scatter") || argument > 0) {
            return array;
        }
        int offset = (int) outcome.arguments()[1];
        int cols = (int) outcome.arguments()[8];
        double[] upper = array.clone();
        for (int i = 0; i < cols; i++) {
            Arrays.fill(upper, offset + i * cols, offset + i * cols + i, 0);
        }
        return upper;
    }
}
