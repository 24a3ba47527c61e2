package io.github.vae4j.core.data;

import io.github.vae4j.core.data.source.Sources;
import java.io.IOException;
import java.nio.file.Path;

/// Reads a folder of PNG and JPEG images: images only, or one folder of images per class, whose name is the label, or either
/// of these in folders called train, val (or valid, validation, dev) and test. Files are taken in the order of their names;
/// hidden files, and files that are no images by the ends of their names, are left out.
///
/// All images must have one size. Grey levels become bytes, or floats that keep all levels if an image has 16 bits. Colours
/// become their luma of ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B`, inks too, by the numbers in the file: profiles and gamma
/// are not applied. Images are turned upright as EXIF says; transparency is ignored. What was turned, ignored or left out is
/// noted.
///
/// **Errors.** All methods throw [DataFormatException] for anything else than that, another [IOException] if a file cannot
/// be read, and [UnsupportedOperationException] if the module java.desktop is not there: this module does not require it.
public final class ImageFolder {
    private ImageFolder() {}

    /// Reads all images of a folder.
    ///
    /// @param folder the folder
    /// @return the images, from 0 to 1; of a folder with parts all of them, train first
    /// @throws IOException see the class
    public static Dataset read(Path folder) throws IOException {
        return readParts(folder, ReadOptions.defaults()).all();
    }

    /// Reads the images of a folder in its parts.
    ///
    /// @param folder the folder
    /// @param options of which the notes are looked at
    /// @return the images, from 0 to 1
    /// @throws IOException see the class
    public static Parts readParts(Path folder, ReadOptions options) throws IOException {
        return Sources.images(folder, options);
    }
}
