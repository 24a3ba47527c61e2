package io.github.vae4j.core.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/// What the JDK's decoders do not check before they decode an image: that the file holds the whole of it and nothing else.
final class ImageFrame {
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int IEND = 0x49454E44;
    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_END = 0xFFD9;

    private ImageFrame() {}

    /// Throws if a PNG or JPEG file is cut short, damaged or too long; other files pass.
    static void check(Path file, byte[] content) throws DataFormatException {
        if (content.length >= Long.BYTES && ByteBuffer.wrap(content).getLong() == PNG_SIGNATURE) {
            checkChunks(file, ByteBuffer.wrap(content).position(Long.BYTES));
        } else if (content.length >= 2 && marker(content, 0) == JPEG_START
                && marker(content, content.length - 2) != JPEG_END) {
            throw DataFormatException.atByte(file, content.length - 2,
                    "expected the end marker ff d9 of a JPEG image: it is cut short, or bytes follow it");
        }
    }

    /// The JDK's decoder allocates what a chunk says it holds before it reads it; here no chunk may say more than the file
    /// has. Nor does it look at the checksums.
    private static void checkChunks(Path file, ByteBuffer in) throws DataFormatException {
        CRC32 crc = new CRC32();
        int type = 0;
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
    }

    private static int marker(byte[] content, int at) {
        return (content[at] & 0xFF) << 8 | content[at + 1] & 0xFF;
    }
}
