package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.store.ByteRows;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the images of a folder into data sets.
public final class ImageSet {
    private static final String MODULE = "java.desktop";
    private static final int WHITE = 255;
    private static final int NAMED_IN_NOTE = 3;

    private final List<ImageTree.Image> images;
    private byte[] bytes = new byte[0];
    private float @Nullable [] floats;
    private int height;
    private int width;
    private int count;
    private int deep;
    private int deepest;
    private int transparent;
    private int turned;

    private ImageSet(List<ImageTree.Image> images) {
        this.images = images;
    }

    /// Reads a folder.
    ///
    /// @return its parts by name (train, validation, test), or all under the empty name if it has none
    /// @throws UnsupportedOperationException if the module java.desktop, which decodes images, is not there
    public static Map<String, Dataset> read(Path folder, ReadOptions options) throws IOException {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new UnsupportedOperationException("reading the images in " + folder + " needs the module " + MODULE
                    + ", which this program runs without: start Java with --add-modules " + MODULE
                    + ", or write 'requires " + MODULE + ";' in your module-info.java");
        }
        ImageTree.Content content = ImageTree.of(folder);
        Map<String, Dataset> parts = new LinkedHashMap<>();
        for (Map.Entry<String, List<ImageTree.Image>> part : content.parts().entrySet()) {
            ImageSet set = new ImageSet(part.getValue());
            parts.put(part.getKey(), set.read());
            set.note(folder, options);
        }
        int others = content.others().size();
        if (others > 0) {
            List<String> named = content.others().subList(0, Math.min(NAMED_IN_NOTE, others));
            options.notes()
                    .accept(folder + ": left out " + (others == 1 ? "1 file that is" : others + " files that are")
                            + " no image: " + String.join(", ", named) + (named.size() < others ? ", ..." : ""));
        }
        return parts;
    }

    private void note(Path folder, ReadOptions options) {
        if (deep > 0) {
            options.notes().accept(folder + ": " + images(deep) + " 16 bits, the largest level is " + deepest
                    + " of 65535 and all levels are kept"
                    + (deepest <= 65535 / 2 ? ": scale the data to use [0, 1]" : ""));
        }
        if (transparent > 0) {
            options.notes().accept(folder + ": " + images(transparent) + " transparent places, which is ignored");
        }
        if (turned > 0) {
            options.notes().accept(folder + ": " + images(turned) + " an EXIF orientation and "
                    + (turned == 1 ? "is" : "are") + " turned upright");
        }
    }

    private static String images(int n) {
        return n == 1 ? "1 image has" : n + " images have";
    }

    private Dataset read() throws IOException {
        for (ImageTree.Image image : images) {
            GreyImage grey = ImageDecoder.read(image.file());
            checkSize(image.file(), grey);
            add(grey);
        }
        boolean hasLabels = !images.getFirst().label().isEmpty();
        Labels labels = hasLabels ? Labels.ofNames(images.stream().map(ImageTree.Image::label).toList()) : null;
        SampleShape shape = new SampleShape(height, width);
        Origin origin = new Origin() {
            @Override
            public String id(int sample) {
                return images.get(sample).name();
            }

            @Override
            public String place(int sample) {
                return images.get(sample).file().toString();
            }
        };
        return floats == null
                ? new ByteRows(bytes, 0, shape, ReadOptions.UNIT_SCALE, labels, origin)
                : new FloatRows(floats, shape, labels, origin, false);
    }

    private void checkSize(Path file, GreyImage image) throws DataFormatException {
        if (count > 0 && (image.height() != height || image.width() != width)) {
            throw new DataFormatException(file, "", "expected " + height + " x " + width
                    + " pixels like the images before, found " + image.height() + " x " + image.width());
        }
        if (count == 0) {
            height = image.height();
            width = image.width();
            if ((long) height * width * images.size() > Integer.MAX_VALUE - 8) {
                throw new DataFormatException(file, "", "expected at most 2^31 pixels in a folder, found "
                        + images.size() + " images of " + height + " x " + width);
            }
            bytes = new byte[height * width * images.size()];
        }
    }

    private void add(GreyImage image) {
        int pixels = height * width;
        int at = count * pixels;
        if (image.max() > WHITE && floats == null) {
            floats = toFloats(at);
        }
        for (int i = 0; i < pixels; i++) {
            int level = image.level(i);
            if (floats == null) {
                bytes[at + i] = (byte) level;
            } else {
                floats[at + i] = image.max() > WHITE ? level / (float) image.max() : level * ReadOptions.UNIT_SCALE;
            }
            deepest = image.max() > WHITE ? Math.max(deepest, level) : deepest;
        }
        deep += image.max() > WHITE ? 1 : 0;
        transparent += image.transparent() ? 1 : 0;
        turned += image.turned() ? 1 : 0;
        count++;
    }

    /// What was read so far, before there were 16 bits.
    private float[] toFloats(int used) {
        float[] out = new float[bytes.length];
        for (int i = 0; i < used; i++) {
            out[i] = (bytes[i] & 0xFF) * ReadOptions.UNIT_SCALE;
        }
        bytes = new byte[0];
        return out;
    }
}
