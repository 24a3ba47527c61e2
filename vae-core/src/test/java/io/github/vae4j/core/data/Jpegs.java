package io.github.vae4j.core.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// JPEG files as the JDK does not write them by itself.
final class Jpegs {
    private Jpegs() {}

    /// An image of one colour in four components, 16 x 16.
    static byte[] fourComponents(int... pixel) {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setPixel(i % 16, i / 16, pixel);
        }
        return write(new IIOImage(raster, null, null));
    }

    /// A grey image with a level for each 8 x 8 block, so that blocks come out as they went in.
    static byte[] blocks(int[][] levels) {
        BufferedImage image = new BufferedImage(8 * levels[0].length, 8 * levels.length, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, levels[y / 8][x / 8]);
            }
        }
        return write(new IIOImage(image, null, null));
    }

    private static byte[] write(IIOImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            writer.setOutput(stream);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /// With Adobe's marker, as its programs write it: inks are inverted then.
    ///
    /// @param transform 0 for inks, 2 for YCCK
    static byte[] adobe(byte[] jpeg, int transform) {
        ByteBuffer marker = ByteBuffer.allocate(16).putShort((short) 0xFFEE).putShort((short) 14)
                .put("Adobe".getBytes(StandardCharsets.US_ASCII)).putShort((short) 100).putShort((short) 0)
                .putShort((short) 0).put((byte) transform);
        return afterStart(jpeg, marker.array());
    }

    /// With an orientation, in a big-endian EXIF block.
    static byte[] exif(byte[] jpeg, int orientation) {
        ByteBuffer marker = ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return afterStart(jpeg, marker.array());
    }

    private static byte[] afterStart(byte[] jpeg, byte[] marker) {
        return ByteBuffer.allocate(jpeg.length + marker.length).put(jpeg, 0, 2).put(marker)
                .put(jpeg, 2, jpeg.length - 2).array();
    }
}
