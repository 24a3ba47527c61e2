package io.github.vae4j.benchmarks.tool;

import java.nio.file.Path;

/// Where the pictures of a document lie.
///
/// @param folder of their files
/// @param name of that folder, as the document links to it
record Pictures(Path folder, String name) {
    Path file(String picture) {
        return folder.resolve(picture);
    }

    String link(String picture) {
        return name + "/" + picture;
    }
}
