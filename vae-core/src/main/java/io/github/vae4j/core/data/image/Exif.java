package io.github.vae4j.core.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The orientation in an EXIF block, which is a small TIFF file.
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /// The orientation, 1 to 8; 1 if there is none or the block is damaged.
    ///
    /// @param tiff the block, from its byte order on
    static int orientation(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return 1;
        }
        ByteBuffer in = tiff.slice();
        int order = in.getShort(0);
        if (order != 0x4949 && order != 0x4D4D) {
            return 1;
        }
        in.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(in.getInt(4));
        if (directory + 2 > in.limit()) {
            return 1;
        }
        int entries = Short.toUnsignedInt(in.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (at + ENTRY > in.limit()) {
                return 1;
            }
            if (Short.toUnsignedInt(in.getShort((int) at)) == ORIENTATION && in.getShort((int) at + 2) == SHORT) {
                int value = in.getShort((int) at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
