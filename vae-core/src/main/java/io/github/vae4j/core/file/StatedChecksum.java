package io.github.vae4j.core.file;

import io.github.vae4j.core.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The SHA-256 that a safetensors file states about itself, beside the one that its bytes have.
public final class StatedChecksum {
    private final @Nullable MessageDigest digest;
    private final String stated;

    private StatedChecksum(@Nullable MessageDigest digest, String stated) {
        this.digest = digest;
        this.stated = stated;
    }

    /// How the two compare.
    public enum Result {
        /// They are equal.
        EQUAL,
        /// They differ.
        OTHER,
        /// None is stated.
        ABSENT
    }

    /// Begins with the header.
    ///
    /// @param stated in the header, or `null`
    static StatedChecksum of(String source, byte[] json, @Nullable String stated) throws ModelFormatException {
        if (stated == null) {
            return new StatedChecksum(null, "");
        }
        if (!stated.matches("[0-9a-f]{64}")) {
            throw new ModelFormatException(source + ": the SHA-256 that it states is not 64 hexadecimal digits");
        }
        MessageDigest digest = Sha256.digest();
        digest.update(blanked(json, stated));
        return new StatedChecksum(digest, stated);
    }

    /// The header as it was when its checksum was taken: with zeros in the place of the checksum.
    private static byte[] blanked(byte[] json, String stated) {
        byte[] text = stated.getBytes(StandardCharsets.US_ASCII);
        byte[] blanked = json.clone();
        for (int at = 0; at + text.length <= json.length; at++) {
            if (Arrays.equals(json, at, at + text.length, text, 0, text.length)) {
                Arrays.fill(blanked, at, at + text.length, (byte) '0');
                at += text.length - 1;
            }
        }
        return blanked;
    }

    void update(byte[] bytes, int count) {
        if (digest != null) {
            digest.update(bytes, 0, count);
        }
    }

    /// After the last byte.
    Result compare() {
        if (digest == null) {
            return Result.ABSENT;
        }
        return HexFormat.of().formatHex(digest.digest()).equals(stated) ? Result.EQUAL : Result.OTHER;
    }
}
