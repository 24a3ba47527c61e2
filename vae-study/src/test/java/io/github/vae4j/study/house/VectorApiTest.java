package io.github.vae4j.study.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;

/// What the Vector API may be used for: by the inside of the SIMD twins alone, and for nothing whose bits depend on the machine.
///
/// `lanewise(EXP)` and its like give other bits once the JIT has compiled them, and `reduceLanes(ADD)` adds in an order
/// that depends on the width of the registers.
class VectorApiTest {
    private static final String VECTOR_API = "jdk/incubator/vector/";
    private static final String OPERATORS = VECTOR_API + "VectorOperators";
    private static final Set<
            String> TRANSCENDENTAL = Set.of("SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "EXP",
                    "EXPM1", "LOG", "LOG10", "LOG1P", "CBRT", "SINH", "COSH", "TANH", "POW", "HYPOT");
    private static final Set<String> ORDER_DEPENDENT = Set.of("ADD", "MUL");

    @Test
    void onlyTheInsideOfTheSimdTwinsTouchesTheVectorApi() {
        List<String> users = new ArrayList<>();
        for (ClassModel type : Rooms.classes("kernels")) {
            boolean user = StreamSupport.stream(type.constantPool().spliterator(), false)
                    .anyMatch(entry -> entry instanceof ClassEntry c && c.asInternalName().startsWith(VECTOR_API));
            if (user) {
                users.add(type.thisClass().asInternalName());
            }
        }
        assertThat(users).isNotEmpty()
                .allMatch(name -> name.startsWith("io/github/vae4j/kernels/internal/"), "is internal")
                .noneMatch(name -> name.contains("/Scalar"), "is a scalar twin");
    }

    @Test
    void noOperationWhoseBitsDependOnTheMachine() {
        List<ClassModel> classes = Rooms.classes("kernels");
        assertThat(classes).isNotEmpty();
        assertThat(classes.stream().flatMap(VectorApiTest::violations)).isEmpty();
    }

    /// The rule is tried on a class that breaks it, so that it cannot pass by finding nothing.
    @Test
    void findsWhatIsBanned() {
        assertThat(Rooms.parse(Offender.class).methods().stream().flatMap(VectorApiTest::violations))
                .containsExactlyInAnyOrder("Offender.exp: VectorOperators.EXP", "Offender.power: pow",
                        "Offender.sum: reduceLanes(ADD)");
    }

    private static Stream<String> violations(ClassModel type) {
        return type.methods().stream().flatMap(VectorApiTest::violations);
    }

    private static Stream<String> violations(MethodModel method) {
        List<String> found = new ArrayList<>();
        String type = method.parent().orElseThrow().thisClass().asInternalName();
        String place = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1) + "."
                + method.methodName().stringValue() + ": ";
        String operator = "";
        List<Instruction> code = method.code().stream().flatMap(body -> body.elementStream())
                .filter(Instruction.class::isInstance).map(Instruction.class::cast).toList();
        for (Instruction instruction : code) {
            if (instruction instanceof FieldInstruction field && field.owner().asInternalName().equals(OPERATORS)) {
                operator = field.name().stringValue();
                if (TRANSCENDENTAL.contains(operator)) {
                    found.add(place + "VectorOperators." + operator);
                }
            } else if (instruction instanceof InvokeInstruction call
                    && call.owner().asInternalName().startsWith(VECTOR_API)) {
                String name = call.name().stringValue();
                if (name.startsWith("reduceLanes") && ORDER_DEPENDENT.contains(operator)) {
                    found.add(place + "reduceLanes(" + operator + ")");
                } else if (name.equals("pow")) {
                    found.add(place + "pow");
                }
            }
        }
        return found.stream();
    }

    @SuppressWarnings("UnusedMethod") // read as a class file
    private static final class Offender {
        static float sum(FloatVector v) {
            return v.reduceLanes(VectorOperators.ADD);
        }

        static float largest(FloatVector v) {
            return v.add(v).reduceLanes(VectorOperators.MAX);
        }

        static FloatVector exp(FloatVector v) {
            return v.lanewise(VectorOperators.EXP);
        }

        static FloatVector power(FloatVector v) {
            return v.pow(v);
        }
    }
}
