package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileKind;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes PNG and JPEG images to grey levels, by the numbers in the file: profiles and gamma are not applied.
final class ImageDecoder {
    /// An image may have this many pixels per byte of its file, so that a small file cannot claim all memory.
    static final int MAX_PIXELS_PER_BYTE = 256;

    private static final int MAX_SIDE = 1 << 15;

    private final Path file;
    private final byte[] content;

    private ImageDecoder(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /// Reads an image.
    static GreyImage read(Path file) throws IOException {
        byte[] content = FileContent.readPlain(file);
        FileKind kind = FileKind.of(Arrays.copyOf(content, Math.min(content.length, FileKind.START)));
        ImageInfo info = switch (kind) {
            case PNG -> PngFrame.check(file, content);
            case JPEG -> JpegFrame.check(file, content);
            default -> throw kind.isImage()
                    ? kind.refusal(file, "expected a PNG or JPEG image")
                    : new DataFormatException(file, "", "expected a PNG or JPEG image");
        };
        return new ImageDecoder(file, content).decode(info);
    }

    private GreyImage decode(ImageInfo info) throws IOException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(stream);
            try {
                reader.setInput(stream, true, true);
                checkSize(reader.getHeight(0), reader.getWidth(0));
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                GreyImage image = Orientation.upright(info.inks() == ImageInfo.Inks.NONE
                        ? grey(reader.read(0), info)
                        : Cmyk.grey(reader.readRaster(0, null), info.inks()), info.orientation());
                if (!warnings.isEmpty()) {
                    // The decoder has made up pixels.
                    throw new DataFormatException(file, "image",
                            "expected an undamaged image, the decoder says: " + warnings.getFirst());
                }
                return image;
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

    private ImageReader reader(ImageInputStream stream) throws IOException {
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

    private void checkSize(int height, int width) throws DataFormatException {
        long pixels = (long) height * width;
        if (height > MAX_SIDE || width > MAX_SIDE
                || pixels > (long) content.length * MAX_PIXELS_PER_BYTE + FileContent.FREE_BYTES) {
            throw new DataFormatException(file, "header", "expected an image of at most " + MAX_SIDE + " x " + MAX_SIDE
                    + " and " + MAX_PIXELS_PER_BYTE + " pixels per byte of file, found " + height + " x " + width);
        }
    }

    private GreyImage grey(BufferedImage image, ImageInfo info) throws DataFormatException {
        if (image.getColorModel() instanceof IndexColorModel model) {
            return ofPalette(image, model, info);
        }
        Raster raster = image.getRaster();
        int height = image.getHeight();
        int width = image.getWidth();
        int bands = raster.getNumBands();
        int bits = raster.getSampleModel().getSampleSize(0);
        int max = bits > 8 ? 0xFFFF : 0xFF;
        short[] out = new short[height * width];
        int[] row = new int[width * bands];
        boolean hasAlpha = bands == 2 || bands == 4;
        boolean transparent = false;
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                // By the numbers: getRGB would take grey for linear light, and convert profiles.
                int level = bands < 3 ? row[at] : luma(row[at], row[at + 1], row[at + 2]);
                out[y * width + x] = (short) (bits < 8 ? level * 255 / ((1 << bits) - 1) : level);
                transparent |= hasAlpha && (row[at + bands - 1] != (1 << bits) - 1 || level == info.clear());
            }
        }
        return new GreyImage(height, width, out, max, transparent, false);
    }

    private GreyImage ofPalette(BufferedImage image, IndexColorModel model, ImageInfo info)
            throws DataFormatException {
        int height = image.getHeight();
        int width = image.getWidth();
        short[] out = new short[height * width];
        int[] row = new int[width];
        boolean transparent = false;
        for (int y = 0; y < height; y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                if (info.colours() >= 0 && row[x] >= info.colours()) {
                    throw new DataFormatException(file, "image", "expected a colour of its palette of " + info.colours()
                            + " at row " + y + ", column " + x + ", found number " + row[x]);
                }
                int rgb = model.getRGB(row[x]);
                out[y * width + x] = (short) luma(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
                transparent |= rgb >>> 24 != 0xFF;
            }
        }
        return new GreyImage(height, width, out, 0xFF, transparent, false);
    }

    /// The luma of ITU-R BT.601, rounded.
    static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
