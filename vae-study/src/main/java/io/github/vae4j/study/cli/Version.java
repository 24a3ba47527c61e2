package io.github.vae4j.study.cli;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the module descriptor.
final class Version implements IVersionProvider {
    static String current() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "(class path, no version)" : descriptor.rawVersion().orElse("(no version)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"vae4j " + current()};
    }
}
