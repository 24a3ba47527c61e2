package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The images of a folder: images alone, or a folder of images for every class, or such folders in folders that are called
/// train, val and test. Hidden files are left out, and so are files that are no images by their names.
final class ImageTree {
    /// An image.
    ///
    /// @param file where it is
    /// @param name of the file
    /// @param label the name of its folder, or empty if there are no classes
    record Image(Path file, String name, String label) {}

    private static final Set<String> IMAGES = Set.of("", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif",
            "tiff", "webp", "heic", "heif", "avif", "svg", "ico", "ppm", "pgm", "pbm", "pnm", "psd", "jp2", "jxl");
    private static final Map<String, String> PARTS = Map.of("train", "train", "training", "train", "val", "validation",
            "valid", "validation", "validation", "validation", "dev", "validation", "test", "test", "testing", "test");
    private static final String ARCHIVER = "__MACOSX";
    private static final int NAMED_IN_MESSAGE = 3;

    private final Path folder;
    private final List<String> others = new ArrayList<>();

    private ImageTree(Path folder) {
        this.folder = folder;
    }

    /// An entry of a folder.
    private record Entry(Path path, String name) {
        boolean isFolder() {
            return Files.isDirectory(path);
        }

        /// The name's end after the last point, or empty.
        String extension() {
            int point = name.lastIndexOf('.');
            return point < 0 ? "" : name.substring(point + 1).toLowerCase(Locale.ROOT);
        }
    }

    /// What a folder holds.
    ///
    /// @param parts images by the name of their part (train, validation, test); all under the empty name if the folder has
    ///     no parts
    /// @param others names of files that were left out
    record Content(Map<String, List<Image>> parts, List<String> others) {}

    /// Lists the images of a folder in the order of their names.
    ///
    /// @throws DataFormatException if it is another kind of folder
    static Content of(Path folder) throws IOException {
        return new ImageTree(folder).content();
    }

    private Content content() throws IOException {
        List<Entry> entries = list(folder);
        Map<String, List<Image>> parts = new LinkedHashMap<>();
        boolean isParts = entries.stream().anyMatch(entry -> "train".equals(part(entry)))
                && entries.stream().filter(Entry::isFolder).allMatch(entry -> !part(entry).isEmpty());
        if (!isParts) {
            parts.put("", images(folder, entries));
            return new Content(parts, others);
        }
        for (Entry entry : entries) {
            if (entry.isFolder()) {
                if (parts.put(part(entry), images(entry.path, list(entry.path))) != null) {
                    throw new DataFormatException(folder, "",
                            "expected one folder for the part " + part(entry) + ", found several");
                }
            } else if (isImage(entry)) {
                throw new DataFormatException(folder, "", "expected folders train, val or test alone, found the image "
                        + entry.name + ", too");
            }
        }
        return new Content(parts, others);
    }

    private static String part(Entry entry) {
        return entry.isFolder() ? PARTS.getOrDefault(entry.name.toLowerCase(Locale.ROOT), "") : "";
    }

    private boolean isImage(Entry entry) {
        if (IMAGES.contains(entry.extension())) {
            return true;
        }
        others.add(entry.name);
        return false;
    }

    private List<Image> images(Path where, List<Entry> entries) throws IOException {
        List<Image> images = new ArrayList<>();
        boolean hasClasses = entries.stream().anyMatch(Entry::isFolder);
        for (Entry entry : entries) {
            if (entry.isFolder()) {
                addClass(images, entry);
            } else if (isImage(entry)) {
                if (hasClasses) {
                    throw new DataFormatException(where, "",
                            "expected either images or folders of images, found the image "
                                    + entry.name + " beside folders: it would have no label");
                }
                images.add(new Image(entry.path, entry.name, ""));
            }
        }
        if (images.isEmpty()) {
            throw new DataFormatException(where, "", "expected PNG or JPEG images, found none" + (others.isEmpty()
                    ? ""
                    : " but " + String.join(", ", others.subList(0, Math.min(NAMED_IN_MESSAGE, others.size())))
                            + (others.size() > NAMED_IN_MESSAGE ? " and others" : "")));
        }
        return images;
    }

    private void addClass(List<Image> images, Entry label) throws IOException {
        int before = images.size();
        for (Entry entry : list(label.path)) {
            if (entry.isFolder()) {
                throw new DataFormatException(entry.path, "", "expected images in the folder of the class "
                        + label.name + ", found a folder: name the one above the classes");
            }
            if (isImage(entry)) {
                images.add(new Image(entry.path, label.name + "/" + entry.name, label.name));
            }
        }
        if (images.size() == before) {
            throw new DataFormatException(label.path, "",
                    "expected images of this class, found none: a label without images");
        }
    }

    private static List<Entry> list(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = FileNames.of(path);
                if (!name.startsWith(".") && !name.equals(ARCHIVER)) {
                    entries.add(new Entry(path, name));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }
}
