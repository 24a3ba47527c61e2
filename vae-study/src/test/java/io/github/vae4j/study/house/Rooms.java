package io.github.vae4j.study.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The compiled modules, as the tests find them on the module path.
final class Rooms {
    private Rooms() {}

    /// One of our modules by its last name.
    static ModuleReference module(String name) {
        return ModuleLayer.boot().configuration().findModule("io.github.vae4j." + name)
                .orElseThrow(() -> new AssertionError("module " + name + " is not on the module path of this test"))
                .reference();
    }

    /// All classes of a module, tests that were patched into it not included.
    static List<ClassModel> classes(String name) {
        try (ModuleReader reader = module(name).open(); Stream<String> resources = reader.list()) {
            return resources
                    .filter(resource -> resource.endsWith(".class") && !resource.equals("module-info.class"))
                    .map(resource -> parse(reader, resource))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A class of the tests themselves.
    static ClassModel parse(Class<?> type) {
        try (var stream = type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            return ClassFile.of().parse(Objects.requireNonNull(stream).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassModel parse(ModuleReader reader, String resource) {
        try (var stream = reader.open(resource).orElseThrow()) {
            return ClassFile.of().parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
