package io.github.vae4j.study.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a user of the libraries can see uses only types that the user can see.
class ApiTest {
    private static final List<String> LIBRARIES = List.of("kernels", "core", "metrics");
    private static final String OURS = "io.github.vae4j.";

    @Test
    void exportedTypesUseOnlyExportedTypes() {
        Set<String> exported = LIBRARIES.stream()
                .flatMap(name -> Rooms.module(name).descriptor().exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        List<ClassModel> types = LIBRARIES.stream().flatMap(name -> Rooms.classes(name).stream())
                .filter(type -> isPublic(type.flags()) && exported.contains(type.thisClass().asSymbol().packageName()))
                .toList();
        assertThat(types).isNotEmpty();

        for (ClassModel type : types) {
            assertThat(visible(type).map(ClassDesc::packageName).filter(name -> name.startsWith(OURS)))
                    .as("types in the public signatures of %s", type.thisClass().asInternalName())
                    .isSubsetOf(exported);
        }
    }

    private static Stream<ClassDesc> visible(ClassModel type) {
        List<ClassDesc> found = new ArrayList<>();
        type.superclass().ifPresent(parent -> found.add(parent.asSymbol()));
        type.interfaces().forEach(parent -> found.add(parent.asSymbol()));
        type.fields().stream().filter(field -> isPublic(field.flags()))
                .forEach(field -> found.add(field.fieldTypeSymbol()));
        type.methods().stream().filter(method -> isPublic(method.flags())).forEach(method -> {
            MethodTypeDesc signature = method.methodTypeSymbol();
            found.add(signature.returnType());
            found.addAll(signature.parameterList());
        });
        return found.stream().map(ApiTest::element);
    }

    private static ClassDesc element(ClassDesc type) {
        return type.isArray() ? element(type.componentType()) : type;
    }

    private static boolean isPublic(AccessFlags flags) {
        return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
    }
}
