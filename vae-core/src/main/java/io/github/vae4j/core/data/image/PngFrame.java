package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/// Walks over the chunks of a PNG file: it must hold a whole image and nothing else. The JDK's decoder allocates what a
/// chunk says it holds before it reads it; here no chunk may say more than the file has. Nor does it look at checksums.
final class PngFrame {
    private static final int CHUNK_OVERHEAD = 12;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;
    private static final int IHDR = 0x49484452;
    private static final int PALETTE = 0x504C5445;
    private static final int TRANSPARENCY = 0x74524E53;
    private static final int SIZE = 8;
    private static final int COLOUR = 3;
    private static final int GREY = 0;
    private static final int INDEXED = 3;

    private PngFrame() {}

    static ImageInfo check(Path file, byte[] content) throws DataFormatException {
        ByteBuffer in = ByteBuffer.wrap(content).position(Math.min(Long.BYTES, content.length));
        CRC32 crc = new CRC32();
        int type = 0;
        int orientation = 1;
        int bits = SIZE;
        int kind = -1;
        int colours = -1;
        int clear = -1;
        while (type != IEND) {
            int start = in.position();
            if (in.remaining() < CHUNK_OVERHEAD) {
                throw DataFormatException.atByte(file, start, "expected another chunk of the PNG file, found its end");
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 2 * Integer.BYTES) {
                throw DataFormatException.atByte(file, start, "expected a chunk that fits the file, found a length of "
                        + Integer.toUnsignedString(length));
            }
            type = in.getInt(in.position());
            ByteBuffer data = in.slice(in.position() + Integer.BYTES, length);
            switch (type) {
                case IHDR -> {
                    if (length >= SIZE + 2) {
                        bits = data.get(SIZE);
                        kind = data.get(SIZE + 1);
                    }
                }
                case PALETTE -> colours = kind == INDEXED ? length / COLOUR : -1;
                case TRANSPARENCY -> {
                    if (kind == GREY && bits > 0 && bits < SIZE && length == Short.BYTES) {
                        clear = (data.getShort() & 0xFFFF) * 255 / ((1 << bits) - 1);
                    }
                }
                case EXIF -> orientation = Exif.orientation(data);
                default -> {
                    // Of no interest here.
                }
            }
            crc.reset();
            crc.update(in.slice(in.position(), Integer.BYTES + length));
            in.position(in.position() + Integer.BYTES + length);
            if (in.getInt() != (int) crc.getValue()) {
                throw DataFormatException.atByte(file, start, "expected a chunk that agrees with its checksum");
            }
        }
        if (in.hasRemaining()) {
            throw DataFormatException.atByte(file, in.position(),
                    "expected the end of the PNG file, found " + in.remaining() + " more bytes");
        }
        return new ImageInfo(orientation, ImageInfo.Inks.NONE, colours, clear);
    }
}
