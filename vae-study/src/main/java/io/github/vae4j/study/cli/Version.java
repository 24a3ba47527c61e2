package io.github.vae4j.study.cli;

import io.github.vae4j.core.LibraryVersion;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"vae4j " + LibraryVersion.current()};
    }
}
