package io.github.vae4j.core.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Walks over the chunks of a PNG file. The JDK's decoder allocates what a chunk says it holds before it reads it; here no
/// chunk may say more than the file has.
final class PngChunks {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int IEND = 0x49454E44;

    private PngChunks() {}

    /// Throws if the file is a PNG file whose chunks do not fit it; other files pass.
    static void check(Path file, byte[] content) throws DataFormatException {
        ByteBuffer in = ByteBuffer.wrap(content);
        if (content.length < Long.BYTES || in.getLong() != SIGNATURE) {
            return;
        }
        int type = 0;
        while (type != IEND) {
            int start = in.position();
            if (in.remaining() < CHUNK_OVERHEAD) {
                throw DataFormatException.atByte(file, start, "expected another chunk of the PNG file, found its end");
            }
            int length = in.getInt();
            type = in.getInt();
            if (length < 0 || length > in.remaining() - Integer.BYTES) {
                throw DataFormatException.atByte(file, start, "expected a chunk that fits the file, found a length of "
                        + Integer.toUnsignedString(length));
            }
            in.position(in.position() + length + Integer.BYTES);
        }
    }
}
