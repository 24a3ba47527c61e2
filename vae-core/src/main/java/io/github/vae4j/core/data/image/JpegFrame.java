package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.image.ImageInfo.Inks;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Walks over the segments of a JPEG file: it must hold a whole image. Bytes after the image are left alone, for cameras
/// put more of their own there.
final class JpegFrame {
    /// Progressive images have about ten scans. Each costs time for all pixels however few bytes it has.
    static final int MOST_SCANS = 100;
    /// What decoding may cost, in pixels times scans: for every byte of the file, and for any file.
    static final long WORK_PER_BYTE = 2048;
    static final long FREE_WORK = 1L << 27;

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;

    private final Path file;
    private final byte[] content;
    private int at = 2;
    private int components;
    private long pixels;
    private int scans;
    private int orientation = 1;
    private int transform = -1;

    private JpegFrame(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    static ImageInfo check(Path file, byte[] content) throws DataFormatException {
        return new JpegFrame(file, content).read();
    }

    private ImageInfo read() throws DataFormatException {
        int marker = marker();
        while (marker != END) {
            if (marker == SCAN) {
                scan();
            } else if (!standsAlone(marker)) {
                segment(marker);
            }
            marker = marker();
        }
        if (scans == 0) {
            throw error(at, "expected an image in the JPEG file, found none");
        }
        return new ImageInfo(orientation, inks());
    }

    private Inks inks() {
        if (components != 4) {
            return Inks.NONE;
        }
        if (transform < 0) {
            return Inks.CMYK;
        }
        return transform == 2 ? Inks.YCCK : Inks.INVERTED_CMYK;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= START;
    }

    private DataFormatException error(int offset, String problem) {
        return DataFormatException.atByte(file, offset, problem);
    }

    private DataFormatException cutShort() {
        return error(content.length, "expected the end marker ff d9 of a JPEG image: it is cut short");
    }

    /// Takes the next marker; fill bytes may stand before it.
    private int marker() throws DataFormatException {
        if (at + 1 >= content.length) {
            throw cutShort();
        }
        if (content[at] != (byte) 0xFF) {
            throw error(at, "expected a marker of the JPEG image, found other bytes: it is damaged");
        }
        while (at < content.length && content[at] == (byte) 0xFF) {
            at++;
        }
        if (at == content.length) {
            throw cutShort();
        }
        return content[at++] & 0xFF;
    }

    private int length() throws DataFormatException {
        if (at + 2 > content.length) {
            throw cutShort();
        }
        int length = (content[at] & 0xFF) << 8 | content[at + 1] & 0xFF;
        if (length < 2 || at + length > content.length) {
            throw error(at, "expected a segment that fits the JPEG file, found a length of " + length);
        }
        return length;
    }

    private void segment(int marker) throws DataFormatException {
        int length = length();
        boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame && length >= 8) {
            ByteBuffer in = ByteBuffer.wrap(content, at + 3, 5);
            pixels = Math.max(pixels, (long) Short.toUnsignedInt(in.getShort()) * Short.toUnsignedInt(in.getShort()));
            components = in.get();
        } else if (marker == APP14 && length >= 14 && starts(at + 2, "Adobe")) {
            transform = content[at + 13] & 0xFF;
        } else if (marker == APP1 && length > 8 && starts(at + 2, "Exif\0\0")) {
            orientation = Exif.orientation(ByteBuffer.wrap(content, at + 8, length - 8));
        }
        at += length;
    }

    private boolean starts(int offset, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (offset + i >= content.length || content[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void scan() throws DataFormatException {
        int start = at - 2;
        at += length();
        scans++;
        if (scans > MOST_SCANS || scans * pixels > content.length * WORK_PER_BYTE + FREE_WORK) {
            throw error(start, "expected at most " + MOST_SCANS + " scans, and fewer for a large image in a small file,"
                    + " found more: it would take unusually long to decode");
        }
        while (at + 1 < content.length && !(content[at] == (byte) 0xFF && endsScan(content[at + 1] & 0xFF))) {
            at++;
        }
    }

    /// In the data of a scan 00 stands for a byte ff, and restart markers are part of it.
    private static boolean endsScan(int marker) {
        return marker != 0 && marker != 0xFF && !(marker >= 0xD0 && marker <= 0xD7);
    }
}
