package io.github.vae4j.study.picture;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A finished picture.
///
/// @param name of its file, without ending
/// @param format of the content
/// @param content the file's bytes, not copied
/// @param width in CSS pixels at its natural size
/// @param height in CSS pixels at its natural size
/// @param description what it shows, for readers who do not see it
@SuppressWarnings("ArrayRecordComponent") // written once, then embedded and saved
public record Picture(String name, Format format, byte[] content, int width, int height, String description) {
    /// The formats of pictures.
    public enum Format {
        /// Drawings.
        SVG("svg", "image/svg+xml"),
        /// Images.
        PNG("png", "image/png");

        private final String ending;
        private final String mediaType;

        Format(String ending, String mediaType) {
            this.ending = ending;
            this.mediaType = mediaType;
        }
    }

    /// The name of its file.
    ///
    /// @return name and ending
    public String fileName() {
        return name + "." + format.ending;
    }

    /// The picture as an address that contains it.
    ///
    /// @return a `data:` URI that may stand between double quotes
    public String dataUri() {
        return switch (format) {
            case PNG -> "data:" + format.mediaType + ";base64," + Base64.getEncoder().encodeToString(content);
            // Text as text: a third smaller than Base64.
            case SVG -> "data:" + format.mediaType + "," + escaped(new String(content, StandardCharsets.UTF_8));
        };
    }

    private static String escaped(String svg) {
        StringBuilder uri = new StringBuilder(svg.length() + 256);
        for (byte b : svg.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == '"') {
                uri.append('\'');
            } else if (c <= ' ' && c != ' ' || c > '~' || "%#<>&\\^`{|}".indexOf(c) >= 0) {
                uri.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                uri.append(c);
            }
        }
        return uri.toString();
    }
}
