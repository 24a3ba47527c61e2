package io.github.vae4j.core.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads a folder of PNG and JPEG images: either images only, or one folder of images per class, whose name is the label.
/// Files are taken in the order of their names, hidden files are left out.
///
/// All images must have one size. Grey levels become bytes, 16 bits of grey by their upper 8; colours become their luma of
/// ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B`; transparency is ignored.
///
/// **Errors.** [#read] throws [DataFormatException] for anything else than that, and another [IOException] if a file cannot
/// be read.
public final class ImageFolder {
    /// An image may have this many pixels per byte of its file, so that a small file cannot claim all memory.
    static final int MAX_PIXELS_PER_BYTE = 256;

    private static final int MAX_SIDE = 1 << 15;

    private final Path folder;
    private byte[] values = new byte[0];
    private int height;
    private int width;
    private int count;

    private ImageFolder(Path folder) {
        this.folder = folder;
    }

    /// Reads all images of a folder.
    ///
    /// @param folder the folder
    /// @return the images as bytes, multiplied by [ByteDataset#UNIT_SCALE] when read
    /// @throws IOException see the class
    public static Dataset read(Path folder) throws IOException {
        return new ImageFolder(folder).read();
    }

    private Dataset read() throws IOException {
        List<Path> images = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (Path entry : list(folder)) {
            if (Files.isDirectory(entry)) {
                List<Path> ofClass = list(entry);
                if (ofClass.isEmpty()) {
                    throw new DataFormatException(entry, "folder",
                            "expected images of this class, found none: a label without images");
                }
                for (Path image : ofClass) {
                    images.add(image);
                    classes.add(name(entry));
                }
            } else {
                images.add(entry);
            }
        }
        if (images.isEmpty()) {
            throw new DataFormatException(folder, "folder", "expected PNG or JPEG images, found none");
        }
        if (!classes.isEmpty() && classes.size() != images.size()) {
            throw new DataFormatException(folder, "folder",
                    "expected either images or folders of images, found both: some images would have no label");
        }
        for (Path image : images) {
            add(image, images.size());
        }
        return new ByteDataset(values, 0, height, width, ByteDataset.UNIT_SCALE,
                classes.isEmpty() ? null : Labels.ofNames(classes));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith(".")).sorted().toList();
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private void add(Path file, int images) throws IOException {
        byte[] grey = decode(file, images);
        System.arraycopy(grey, 0, values, count * grey.length, grey.length);
        count++;
    }

    private void checkSize(Path file, long bytes, int imageHeight, int imageWidth, int images)
            throws DataFormatException {
        long pixels = (long) imageHeight * imageWidth;
        if (imageHeight > MAX_SIDE || imageWidth > MAX_SIDE
                || pixels > bytes * MAX_PIXELS_PER_BYTE + FileContent.FREE_BYTES) {
            throw new DataFormatException(file, "header", "expected an image of at most " + MAX_SIDE + " x " + MAX_SIDE
                    + " and " + MAX_PIXELS_PER_BYTE + " pixels per byte of file, found " + imageHeight + " x "
                    + imageWidth);
        }
        if (count > 0 && (imageHeight != height || imageWidth != width)) {
            throw new DataFormatException(file, "header", "expected " + height + " x " + width
                    + " pixels like the images before, found " + imageHeight + " x " + imageWidth);
        }
        if (count == 0) {
            if (pixels * images > Integer.MAX_VALUE - 8) {
                throw new DataFormatException(file, "header",
                        "expected at most 2 GB of pixels in a folder, found " + images
                                + " images of " + imageHeight + " x " + imageWidth);
            }
            height = imageHeight;
            width = imageWidth;
        }
    }

    private byte[] decode(Path file, int images) throws IOException {
        byte[] content = FileContent.readPlain(file);
        ImageFrame.check(file, content);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(file, stream);
            try {
                reader.setInput(stream, true, true);
                checkSize(file, content.length, reader.getHeight(0), reader.getWidth(0), images);
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                byte[] grey = grey(reader.read(0));
                if (!warnings.isEmpty()) {
                    // The decoder went on with pixels that it made up.
                    throw new DataFormatException(file, "image",
                            "expected an undamaged image, the decoder says: " + warnings.getFirst());
                }
                if (count == 0) {
                    values = new byte[grey.length * images];
                }
                return grey;
            } finally {
                reader.dispose();
            }
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders throw all kinds of exceptions at damaged images.
            throw DataFormatException.causedBy(file, "image", "expected an undamaged PNG or JPEG image", e);
        }
    }

    private static ImageReader reader(Path file, ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (format.equals("png") || format.equals("jpeg") || format.equals("jpg")) {
                return reader;
            }
        }
        throw DataFormatException.atByte(file, 0, "expected a PNG or JPEG image");
    }

    private static byte[] grey(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        byte[] out = new byte[height * width];
        Raster raster = image.getRaster();
        boolean isGrey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        int bits = raster.getSampleModel().getSampleSize(0);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (isGrey) {
                // Not getRGB: it takes grey for linear light and would change the values.
                raster.getSamples(0, y, width, 1, 0, row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int v = row[x];
                int level;
                if (isGrey) {
                    level = bits >= 8 ? v >>> (bits - 8) : v * 255 / ((1 << bits) - 1);
                } else {
                    level = (299 * (v >> 16 & 0xFF) + 587 * (v >> 8 & 0xFF) + 114 * (v & 0xFF) + 500) / 1000;
                }
                out[y * width + x] = (byte) level;
            }
        }
        return out;
    }
}
