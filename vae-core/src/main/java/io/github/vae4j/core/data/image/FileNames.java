package io.github.vae4j.core.data.image;

import io.github.vae4j.core.data.DataFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The names of files and folders, whatever the locale: with `LC_ALL=C` Java shows every letter outside of ASCII as the
/// same character, and two names may become one.
final class FileNames {
    private FileNames() {}

    /// The last part of a path.
    ///
    /// @throws DataFormatException if it is no UTF-8
    static String of(Path path) throws DataFormatException {
        Path last = path.getFileName();
        String name = last == null ? path.toString() : last.toString();
        if (name.indexOf('\uFFFD') < 0 && name.indexOf('?') < 0) {
            return name;
        }
        // A URI has the bytes of the name, outside of ASCII in hexadecimal.
        String raw = path.toAbsolutePath().toUri().getRawPath();
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return decode(path, trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    private static String decode(Path path, String raw) throws DataFormatException {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%' && i + 2 < raw.length()) {
                bytes.put((byte) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) raw.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new DataFormatException(path, "", "expected a name in UTF-8, found other bytes: rename it");
        }
    }
}
